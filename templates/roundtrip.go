package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// RoundTrip makes the test of the generated codecs over samples of all types. The checks are in package codectest.
func RoundTrip(api *ir.API) []jen.Code {
	tested := testedTypes(api)
	if len(tested) == 0 {
		return nil
	}
	return []jen.Code{roundTripTest(tested)}
}

// FuzzTest is the fuzz test of a type.
type FuzzTest struct {
	Type string
	Code jen.Code
}

// FuzzTests makes a fuzz test for each union and each object that holds one.
func FuzzTests(api *ir.API) []FuzzTest {
	var tests []FuzzTest
	taken := declaredNames(api)
	for _, of := range testedTypes(api) {
		if of.fuzzed {
			tests = append(tests, FuzzTest{Type: of.decl.TypeName(), Code: fuzzTest(of, taken)})
		}
	}
	return tests
}

// testedType is a type with a codec.
type testedType struct {
	decl ir.Decl
	// fuzzed means that it is a union or holds one.
	fuzzed bool
	// loose means that it holds something that cannot keep what does not fit.
	loose bool
}

func testedTypes(api *ir.API) []testedType {
	decls := codecDecls(api)
	users := declUsers(decls)
	fuzzed := leadingTo(decls, users, func(decl ir.Decl) bool { _, union := decl.(*ir.Union); return union })
	loose := leadingTo(decls, users, loses)
	types := make([]testedType, len(decls))
	for i, decl := range decls {
		types[i] = testedType{decl: decl, fuzzed: fuzzed[decl], loose: loose[decl]}
	}
	return types
}

// codecDecls are the declared types that can be read and written on their own.
func codecDecls(api *ir.API) []ir.Decl {
	var decls []ir.Decl
	for _, union := range api.Unions {
		decls = append(decls, union)
	}
	for _, opaque := range api.Opaques {
		decls = append(decls, opaque)
	}
	for _, list := range api.Lists {
		decls = append(decls, list)
	}
	for _, object := range api.Objects {
		decls = append(decls, object)
	}
	return decls
}

// loses reports whether a type has no place for what does not fit.
func loses(decl ir.Decl) bool {
	switch decl := decl.(type) {
	case *ir.Object:
		return !decl.Keeps()
	case *ir.List:
		return misfits(decl.Type)
	default:
		return false
	}
}

// declUsers tells by which types each type is used.
func declUsers(decls []ir.Decl) map[ir.Decl][]ir.Decl {
	users := map[ir.Decl][]ir.Decl{}
	for _, decl := range decls {
		for _, t := range partsOf(decl) {
			for t.Elem != nil {
				t = t.Elem
			}
			if t.Decl != nil {
				users[t.Decl] = append(users[t.Decl], decl)
			}
		}
	}
	return users
}

// partsOf are the types that a declared type is made of.
func partsOf(decl ir.Decl) []*ir.Type {
	var types []*ir.Type
	switch decl := decl.(type) {
	case *ir.Object:
		for _, field := range decl.Fields {
			types = append(types, field.Type)
		}
		if decl.Extra != nil {
			types = append(types, decl.Extra)
		}
	case *ir.Union:
		for _, variant := range decl.Variants {
			types = append(types, variant.Type)
		}
	case *ir.List:
		types = append(types, decl.Type)
	}
	return types
}

// leadingTo are the types that are what is asked for, or hold it.
func leadingTo(decls []ir.Decl, users map[ir.Decl][]ir.Decl, is func(ir.Decl) bool) map[ir.Decl]bool {
	found := map[ir.Decl]bool{}
	var queue []ir.Decl
	for _, decl := range decls {
		if is(decl) {
			found[decl] = true
			queue = append(queue, decl)
		}
	}
	for len(queue) > 0 {
		decl := queue[0]
		queue = queue[1:]
		for _, user := range users[decl] {
			if !found[user] {
				found[user] = true
				queue = append(queue, user)
			}
		}
	}
	return found
}

func roundTripTest(tested []testedType) jen.Code {
	args := []jen.Code{jen.Id("t"), typesFor(tested)}
	for _, of := range tested {
		args = append(args, sampleOf(of))
	}
	lines := []string{"TestRoundTrip reads and writes samples of all types: nothing is lost, and encoding/json agrees."}
	return documented(lines, jen.Func().Id("TestRoundTrip").Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		codectest("RoundTrip").Custom(multiline(), args...)))
}

// sampleOf is a value of the type.
func sampleOf(of testedType) jen.Code {
	sample := jen.New(jen.Id(of.decl.TypeName()))
	if of.loose {
		return codectest("Loose").Values(jen.Id("Sample").Op(":").Add(sample))
	}
	return sample
}

func multilineBraces() jen.Options {
	return jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
}

func fuzzTest(of testedType, taken map[string]bool) jen.Code {
	name := "Fuzz" + of.decl.TypeName()
	if taken[name] {
		name += "RoundTrip"
	}
	return jen.Func().Id(name).Params(jen.Id("f").Op("*").Qual("testing", "F")).Block(
		codectest("Fuzz").Call(jen.Id("f"), typesFor([]testedType{of}), sampleOf(of)))
}

// typesFor is the variable that reads and writes the types under test, which knows the unions among them.
func typesFor(tested []testedType) jen.Code {
	var unions []*ir.Union
	for _, of := range tested {
		if union, is := of.decl.(*ir.Union); is {
			unions = append(unions, union)
		}
	}
	if len(unions) == 0 {
		return jen.Op("&").Id(typesVar)
	}
	return knowing(unions)
}

// declaredNames are the names of types and constants, which a fuzz test must not repeat.
func declaredNames(api *ir.API) map[string]bool {
	names := map[string]bool{}
	for _, decl := range codecDecls(api) {
		names[decl.TypeName()] = true
	}
	for _, enum := range api.Enums {
		names[enum.Name] = true
		for _, value := range enum.Values {
			names[value.Name] = true
		}
	}
	return names
}

func codectest(name string) *jen.Statement { return jen.Qual(codecPath+"/codectest", name) }
