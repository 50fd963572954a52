package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pb33f/libopenapi"
	"github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi/datamodel"

	"github.com/hubchannels/hubchannels-go/corpus/calling"
)

// callsFile is what the second opinion is compared with.
const callsFile = "CALLS.md"

// request is one that a generated client sent.
type request struct {
	Operation, Method, URL string
	Header                 http.Header
	Body                   []byte
	// Violation is what openapi3filter has against it.
	Violation string
}

// called is what came of calling a document's operations.
type called struct {
	name                string
	operations, sent    int
	failure             string
	disputed            []string // what libopenapi-validator alone has against requests
	agreed              []string // what both have against requests
	refused, bothRefuse int
	// unjudged are requests that libopenapi-validator has no opinion of: it cannot read what the document says of them.
	unjudged int
}

// calls generates every document that a second validator can read, calls its operations with arguments by chance, and asks
// that validator what it has against the requests. The first, openapi3filter, is asked by the package's server for tests.
func calls(ctx context.Context, w *workspace, o options, documents []document) error {
	committed, err := readTable(callsFile, callColumns())
	if err != nil {
		return err
	}
	if o.only == "" && o.update {
		committed = table{}
	}
	var worse []error
	for _, d := range documents {
		if !strings.Contains(d.name, o.only) {
			continue
		}
		c := w.calls(ctx, d)
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Println(strings.Join(c.cells(), " | "))
		for _, dispute := range slices.Concat(c.agreed, c.disputed) {
			fmt.Println("   ", dispute)
		}
		if before, known := committed[c.name]; known && !o.update && disputes(c.cells()) > disputes(before) {
			worse = append(worse, fmt.Errorf("%s: libopenapi-validator alone refuses more requests than %s says: %s", c.name, callsFile, c.disputed[0]))
		}
		if o.update {
			committed[c.name] = c.cells()
		}
	}
	if o.update {
		return writeTable(callsFile, callsIntroduction, callColumns(), committed)
	}
	return errors.Join(worse...)
}

// disputes is how many requests of a row only the second validator refuses.
func disputes(cells []string) int {
	return total(cells[slices.Index(callColumns(), "by libopenapi-validator alone")])
}

func callColumns() []string {
	return []string{"document", "operations", "sent", "refused by both", "by openapi3filter alone", "by libopenapi-validator alone", "not judged", "remark"}
}

func (c called) cells() []string {
	return []string{c.name, number(c.operations), number(c.sent), number(c.bothRefuse), number(c.refused), number(len(c.disputed)), number(c.unjudged), c.failure}
}

// calls calls the operations of one document.
func (w *workspace) calls(ctx context.Context, d document) called {
	c := called{name: d.name}
	p := w.place(d.name)
	defer w.clear(p)
	g, crash := w.generate(ctx, d.path, p, true)
	if crash != "" || !g.emitted().Done {
		c.failure = firstLine(crash + g.refusal())
		return c
	}
	out := filepath.Join(p.dir, "calls.json")
	program, err := calling.Program(p.dir, p.path, out)
	if err == nil {
		err = os.WriteFile(filepath.Join(p.dir, "calls_test.go"), program, 0o600)
	}
	if err != nil {
		c.failure = firstLine(err.Error())
		return c
	}
	if _, failure := w.gocommand(ctx, "test", "-vet=off", "-run", "^TestCalls$", p.path); failure != "" {
		c.failure = failure
		return c
	}
	c.judge(d, out)
	return c
}

// judge asks the second validator about each request in a file.
func (c *called) judge(d document, file string) {
	var sent struct {
		Operations int
		Requests   []request
	}
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &sent)
	}
	if err != nil {
		c.failure = firstLine(err.Error())
		return
	}
	c.operations, c.sent = sent.Operations, len(sent.Requests)
	second, err := secondOpinion(d)
	if err != nil {
		c.failure = firstLine(err.Error())
		return
	}
	for _, r := range sent.Requests {
		said := second.about(r)
		switch {
		case strings.Contains(said, "failed schema compilation"):
			c.unjudged++
		case said != "" && r.Violation != "":
			c.bothRefuse++
			c.agreed = append(c.agreed, fmt.Sprintf("both: %s %s: %s; %s", r.Method, r.URL, r.Violation, said))
		case r.Violation != "":
			c.refused++
		case said != "":
			c.disputed = append(c.disputed, fmt.Sprintf("%s %s: %s", r.Method, r.URL, said))
		}
	}
	slices.Sort(c.disputed)
}

// opinion is a validator that nobody here wrote.
type opinion struct{ validator.Validator }

// secondOpinion reads a document.
func secondOpinion(d document) (o opinion, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("libopenapi panics on it: %v", r)
		}
	}()
	data, err := os.ReadFile(d.path)
	if err != nil {
		return o, err
	}
	doc, err := libopenapi.NewDocumentWithConfiguration(data, &datamodel.DocumentConfiguration{
		BasePath: filepath.Dir(d.path), AllowFileReferences: true,
	})
	if err != nil {
		return o, fmt.Errorf("libopenapi: %w", err)
	}
	model, err := doc.BuildV3Model()
	if err != nil {
		return o, fmt.Errorf("libopenapi: %w", err)
	}
	return opinion{validator.NewValidatorFromV3Model(&model.Model)}, nil
}

// judging is how long the validator may think about one request.
const judging = 20 * time.Second

// about is what the validator has against a request, empty if nothing. One that it panics or does not end over is not judged.
func (o opinion) about(r request) string {
	answers := make(chan string, 1)
	go func() {
		defer func() {
			if panicked := recover(); panicked != nil {
				answers <- fmt.Sprintf("failed schema compilation: it panics: %v", panicked)
			}
		}()
		answers <- o.judge(r)
	}()
	select {
	case said := <-answers:
		return said
	case <-time.After(judging):
		return "failed schema compilation: it takes too long"
	}
}

func (o opinion) judge(r request) string {
	req, err := http.NewRequest(r.Method, "https://api.example.com"+r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return err.Error()
	}
	req.Header = r.Header
	ok, problems := o.ValidateHttpRequestSync(req)
	if ok || len(problems) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(problems[0].Message+": "+problems[0].Reason), " ")
}

const callsIntroduction = `# What a second validator says of the requests

Written by ` + "`go run . -calls -update`" + `. Each operation of a generated client is called with arguments by chance until the client
sends them. openapi3filter is asked by the package's server for tests, libopenapi-validator by this program.
`
