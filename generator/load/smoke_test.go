package load

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestSmoke(t *testing.T) {
	t0 := time.Now()
	d, err := File(context.Background(), os.Getenv("SPEC"), Options{})
	fmt.Println(time.Since(t0))
	if err != nil {
		s := err.Error()
		fmt.Println(strings.Count(s, "\n")+1, "problems")
		if len(s) > 6000 {
			s = s[:6000]
		}
		fmt.Println(s)
	}
	if d != nil {
		fmt.Println(d.Keys("#/components"))
	}
}

func TestCorpus(t *testing.T) {
	re := regexp.MustCompile(`(?m)^\s*"?openapi"?\s*:\s*["']?3`)
	n, same := 0, 0
	filepath.Walk(os.Getenv("CORPUS"), func(p string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return nil
		}
		switch filepath.Ext(p) {
		case ".yaml", ".yml", ".json":
		default:
			return nil
		}
		b, _ := os.ReadFile(p)
		if !re.Match(b) {
			return nil
		}
		n++
		l := openapi3.NewLoader()
		l.IsExternalRefsAllowed = true
		t0 := time.Now()
		doc, kerr := l.LoadFromFile(p)
		if kerr == nil {
			kerr = doc.Validate(context.Background(), openapi3.EnableMultiError())
		}
		kt := time.Since(t0)
		t0 = time.Now()
		_, err = File(context.Background(), p, Options{})
		ot := time.Since(t0)
		if (kerr == nil) != (err == nil) || os.Getenv("ALL") != "" && err != nil {
			ks := fmt.Sprint(kerr)
			if len(ks) > 600 {
				ks = ks[:600]
			}
			es := fmt.Sprint(err)
			if len(es) > 3000 {
				es = es[:3000]
			}
			fmt.Printf("== %s\n   KIN %v\n   OURS %v\n", p, ks, es)
		} else {
			same++
		}
		if ot > kt*3/2+100*time.Millisecond {
			fmt.Println("SLOW", p, kt, ot)
		}
		return nil
	})
	fmt.Println(n, same)
}
