package command

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/example"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// examples adds an example of each operation, but for those of which the user has one.
func (g generation) examples(api *ir.API) error {
	if !g.Docs {
		return nil
	}
	made, err := example.Of(api, vendor(api))
	if err != nil {
		return err
	}
	own := ownTests(g.Out)
	api.Examples = slices.DeleteFunc(made, func(of *ir.Example) bool {
		return own[naming.Example(of.Operation.Receiver(), of.Operation.Call)]
	})
	return nil
}

// vendor is what the vendor's servers do beyond the document; nil is nothing.
func vendor(api *ir.API) sdktest.Vendor {
	if api.Vendor == "hubspot" {
		return hubspottest.Vendor{}
	}
	return nil
}

// ownTests are the functions of the tests in a folder that were not generated. What cannot be read has none.
func ownTests(folder string) map[string]bool {
	own := map[string]bool{}
	paths, _ := filepath.Glob(filepath.Join(folder, "*_test.go")) // it is no pattern that fails
	for _, path := range paths {
		if strings.HasSuffix(path, ".gen_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, declaration := range file.Decls {
			if function, is := declaration.(*ast.FuncDecl); is {
				own[function.Name.Name] = true
			}
		}
	}
	return own
}
