package main

import (
	"bytes"
	"context"
	"encoding/json"
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
	refused, bothRefuse int
}

// calls generates every document that a second validator can read, calls its operations with arguments by chance, and asks
// that validator what it has against the requests. The first, openapi3filter, is asked by the package's server for tests.
func calls(ctx context.Context, w *workspace, o options, documents []document) error {
	committed, err := readTable(callsFile)
	if err != nil {
		return err
	}
	if o.only == "" || !o.update {
		committed = table{}
	}
	for _, d := range documents {
		if !strings.Contains(d.name, o.only) {
			continue
		}
		c := w.calls(ctx, d)
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Println(strings.Join(c.cells(), " | "))
		for _, dispute := range c.disputed {
			fmt.Println("   ", dispute)
		}
		committed[c.name] = c.cells()
	}
	if o.update {
		return writeTable(callsFile, callsIntroduction, callColumns(), committed)
	}
	return nil
}

func callColumns() []string {
	return []string{"document", "operations", "sent", "refused by both", "by openapi3filter alone", "by libopenapi-validator alone", "remark"}
}

func (c called) cells() []string {
	return []string{c.name, number(c.operations), number(c.sent), number(c.bothRefuse), number(c.refused), number(len(c.disputed)), c.failure}
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
	second, server, err := secondOpinion(d)
	if err != nil {
		c.failure = firstLine(err.Error())
		return
	}
	for _, r := range sent.Requests {
		said := second.about(server, r)
		switch {
		case said != "" && r.Violation != "":
			c.bothRefuse++
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

// secondOpinion reads a document, and gives the address of its first server besides.
func secondOpinion(d document) (o opinion, server string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("libopenapi panics on it: %v", r)
		}
	}()
	data, err := os.ReadFile(d.path)
	if err != nil {
		return o, "", err
	}
	doc, err := libopenapi.NewDocumentWithConfiguration(data, &datamodel.DocumentConfiguration{
		BasePath: filepath.Dir(d.path), AllowFileReferences: true,
	})
	if err != nil {
		return o, "", fmt.Errorf("libopenapi: %w", err)
	}
	model, err := doc.BuildV3Model()
	if err != nil {
		return o, "", fmt.Errorf("libopenapi: %w", err)
	}
	if len(model.Model.Servers) > 0 {
		server = model.Model.Servers[0].URL
	}
	return opinion{validator.NewValidatorFromV3Model(&model.Model)}, server, nil
}

// about is what the validator has against a request, empty if nothing.
func (o opinion) about(server string, r request) (said string) {
	defer func() {
		if panicked := recover(); panicked != nil {
			said = "" // that is about the validator
		}
	}()
	req, err := http.NewRequest(r.Method, "https://api.example.com"+r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return err.Error()
	}
	req.Header = r.Header
	answers := make(chan string, 1)
	go func() {
		defer func() {
			if recover() != nil {
				answers <- ""
			}
		}()
		if ok, problems := o.ValidateHttpRequestSync(req); !ok && len(problems) > 0 {
			answers <- strings.Join(strings.Fields(problems[0].Message+": "+problems[0].Reason), " ")
		} else {
			answers <- ""
		}
	}()
	select {
	case said := <-answers:
		return said
	case <-time.After(20 * time.Second):
		return ""
	}
}

const callsIntroduction = `# What a second validator says of the requests

Written by ` + "`go run . -calls -update`" + `. Each operation of a generated client is called with arguments by chance until the client
sends them. openapi3filter is asked by the package's server for tests, libopenapi-validator by this program.
`
