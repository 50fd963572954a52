package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// The packages that generated code imports.
const (
	module      = "github.com/hubchannels/hubchannels-go"
	sdkPath     = gotype.SDK
	runtimePath = module + "/sdk/runtime"
	checkPath   = module + "/sdk/check"
	codecPath   = module + "/sdk/codec"
	webhookPath = module + "/sdk/webhook"
)

// Imports are the names of the packages that generated code may import, for jennifer.
func Imports(api *ir.API) map[string]string {
	imports := map[string]string{
		sdkPath: "sdk", runtimePath: "runtime", checkPath: "check", codecPath: "codec", codecPath + "/codectest": "codectest", "testing": "testing",
		"context": "context", "encoding/json": "json", "io": "io", "iter": "iter", "net/http": "http", "net/url": "url", "time": "time",
		"log/slog": "slog", "golang.org/x/oauth2": "oauth2", "errors": "errors",
		"github.com/google/uuid": "uuid", "math/big": "big",
		webhookPath: "webhook", "crypto/sha1": "sha1", "crypto/sha512": "sha512",
	}
	if api.Vendor != "" {
		imports[sdkPath+"/"+api.Vendor] = api.Vendor
	}
	return imports
}

// documented is a declaration under its doc comment.
func documented(lines []string, declaration *jen.Statement) *jen.Statement {
	return comment(lines).Line().Add(declaration)
}

func codec(name string) *jen.Statement { return jen.Qual(codecPath, name) }

func rt(name string) *jen.Statement { return jen.Qual(runtimePath, name) }

func validation(name string) *jen.Statement { return jen.Qual(checkPath, name) }

// goType is a type as Go source.
func goType(t *ir.Type) *jen.Statement { return spelled(gotype.Of(t)) }

// elemType is the type of the elements of a slice or map as Go source.
func elemType(t *ir.Type) *jen.Statement { return spelled(gotype.Element(t.Elem)) }

// linked is a declared name behind its article, as a link: "a [Channel]".
func linked(name string) string {
	return strings.TrimSuffix(naming.Article(name), name) + "[" + name + "]"
}

// receiver is the name of every method's receiver.
const receiver = "m"

// method begins a method on a pointer to the named type.
func method(typeName, name string) *jen.Statement {
	return jen.Func().Params(jen.Id(receiver).Op("*").Id(typeName)).Id(name)
}
