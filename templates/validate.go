package templates

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Validate makes the method that holds a value against the document's rules.
func Validate(object *ir.Object) []jen.Code {
	var checks []jen.Code
	for _, field := range object.Fields {
		checks = append(checks, checkField(field)...)
	}
	if object.Extra != nil {
		further := &ir.Type{Kind: ir.Map, Elem: object.Extra}
		checks = append(checks, checkElements("EachValue", further, jen.Id(receiver).Dot("AdditionalProperties"), "")...)
	}
	bytes := "Bytes"
	if holdsFiles(object) {
		bytes = "WithoutFiles"
	}
	checks = append(checks, checkJSON(object.Checks, jen.Id(typesVar), bytes, jen.Id(receiver), "")...)
	return []jen.Code{validate(object.Name, len(object.Unions) > 0, checks)}
}

// validate makes the method that users call, and the runtime, of checks on the receiver. A variant may be a nil pointer,
// which in an interface is not nil.
func validate(typeName string, variant bool, checks []jen.Code) jen.Code {
	lines := []string{"Validate reports all that the document forbids about the value, as check.Problems, each with its path.",
		"The client calls it before sending."}
	var body []jen.Code
	if variant {
		body = append(body, jen.If(jen.Id(receiver).Op("==").Nil()).Block(jen.Return(validation("ErrNil"))))
	}
	if len(checks) == 0 {
		body = append(body, jen.Return(jen.Nil()))
	} else {
		body = append(body, jen.Var().Id("problems").Add(validation("Problems")))
		body = append(append(body, checks...), jen.Return(jen.Id("problems").Dot("Err").Call()))
	}
	return documented(lines, method(typeName, "Validate").Params().Error().Block(body...))
}

// listValidate makes the method of a declared slice or map.
func listValidate(list *ir.List) jen.Code {
	return validate(list.Name, false, checkValue(list.Type, jen.Op("*").Id(receiver), ""))
}

// wrapperValidate makes the method of a variant that is no object. A value that is kept as it came is not checked.
func wrapperValidate(variant ir.Variant) jen.Code {
	checks := checkValue(variant.Type, jen.Id(receiver).Dot("Value"), "")
	if len(checks) > 0 && misfits(variant.Type) {
		checks = append([]jen.Code{jen.If(jen.Id(receiver).Dot("kept").Op("!=").Add(lit(""))).Block(jen.Return(jen.Nil()))}, checks...)
	}
	return validate(variant.Wrapper, true, checks)
}

// checkField makes the statements that check a field's presence and value.
func checkField(field *ir.Field) []jen.Code {
	value := jen.Id(receiver).Dot(field.Name)
	code := presence(field, value.Clone())
	checks := checkValue(field.Type, present(field), field.JSON)
	if len(checks) == 0 {
		return code
	}
	if field.Pointer || ir.IsUnion(field.Type) || notEmpty(field.Type) || !field.Required && ir.NilIsZero(field.Type) && !nilIsEmpty(field.Type) {
		return append(code, jen.If(value.Clone().Op("!=").Nil()).Block(checks...))
	}
	return append(code, checks...)
}

// nilIsEmpty reports whether a nil slice keeps to the rules that an empty one keeps to.
func nilIsEmpty(t *ir.Type) bool { return t.Kind == ir.Array && len(t.Rules.Checks) == 0 }

// present is the value of a field that is known not to be nil.
func present(field *ir.Field) *jen.Statement {
	if field.Pointer && !isObject(field.Type) { // whose methods take the pointer
		return jen.Op("*").Id(receiver).Dot(field.Name)
	}
	return jen.Id(receiver).Dot(field.Name)
}

// notEmpty reports whether the document wants an array to have elements, or an object of free names to have properties.
func notEmpty(t *ir.Type) bool {
	least := t.Rules.MinItems
	if t.Kind == ir.Map {
		least = t.Rules.MinProperties
	}
	return (t.Kind == ir.Array || t.Kind == ir.Map) && least != nil && *least > 0
}

// presence checks required fields whose zero value cannot be meant.
func presence(field *ir.Field, value *jen.Statement) []jen.Code {
	if !field.Required || field.Nullable {
		return nil
	}
	var ok *jen.Statement
	switch enum, isEnum := declared[*ir.Enum](field.Type); {
	case field.Pointer || ir.IsUnion(field.Type) || notEmpty(field.Type):
		ok = value.Op("!=").Nil()
	case isEnum && enum.Type.Kind == ir.String:
		ok = value.Op("!=").Add(lit(""))
	case field.Type.Kind == ir.Custom && field.Type.Custom.Pointer:
		ok = value.Op("!=").Nil()
	case field.Type.Kind == ir.Time:
		ok = jen.Op("!").Add(value.Dot("IsZero").Call())
	default:
		return nil
	}
	return []jen.Code{check(ok, field.JSON, "is required")}
}

func declared[D ir.Decl](t *ir.Type) (D, bool) {
	var none D
	if t.Kind != ir.Named {
		return none, false
	}
	decl, ok := t.Decl.(D)
	return decl, ok
}

func check(ok *jen.Statement, path, message string) jen.Code {
	return jen.Id("problems").Op("=").Id("problems").Dot("Check").Call(ok, lit(path), lit(message))
}

func assignProblems(call *jen.Statement) jen.Code { return jen.Id("problems").Op("=").Add(call) }

// checkValue makes the statements that check a value, which is not nil.
func checkValue(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	return append(checkKind(t, value, path), checkJSON(t.Rules.Checks, typesOf(t), "Bytes", noted(t, value.Clone()), path)...)
}

func checkKind(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	switch t.Kind {
	case ir.Custom:
		if t.Custom.Own {
			return []jen.Code{assignProblems(validation("Written").Call(jen.Id("problems"), lit(path), value.Clone()))}
		}
		return nil
	case ir.String:
		return checkString(t.Rules, value, path)
	case ir.Int:
		return checkNumber(t, value, path)
	case ir.Float:
		finite := check(validation("Finite").Call(value.Clone()), path, "is no finite number")
		return append([]jen.Code{finite}, checkNumber(t, value, path)...)
	case ir.Array:
		return append(checkItems(t, value, path), checkElements("Each", t, value, path)...)
	case ir.Map:
		return append(checkProperties(t, value, path), checkElements("EachValue", t, value, path)...)
	case ir.Named:
		return checkNamed(t, value, path)
	default:
		return nil
	}
}

func checkNamed(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	switch t.Decl.(type) {
	case *ir.Object, *ir.Union, *ir.List:
		return []jen.Code{assignProblems(jen.Id("problems").Dot("Within").Call(lit(path),
			value.Dot("Validate").Call()))}
	default:
		return nil
	}
}

// hasValidate reports whether a type has a method Validate of its own.
func hasValidate(t *ir.Type) bool {
	_, isList := declared[*ir.List](t)
	return isList || isObject(t) || ir.IsUnion(t)
}

func checkElements(each string, t *ir.Type, value *jen.Statement, path string) []jen.Code {
	if t.Elem.Nullable && (ir.PointerElement(t.Elem) || ir.IsUnion(t.Elem)) {
		return checkNullable(each, t.Elem, value, path)
	}
	if hasValidate(t.Elem) {
		return []jen.Code{assignProblems(validation(each).Call(jen.Id("problems"), lit(path), value))}
	}
	inner := checkValue(t.Elem, jen.Op("*").Id("v"), "")
	return eachFunc(each, goType(t.Elem), inner, value, path)
}

// checkNullable makes the statements that check elements of which some may be nil, which is null.
func checkNullable(each string, elem *ir.Type, value *jen.Statement, path string) []jen.Code {
	present, elemType := jen.Op("*").Id("v"), goType(elem)
	if ir.PointerElement(elem) {
		present, elemType = jen.Op("**").Id("v"), jen.Op("*").Add(goType(elem))
	}
	if hasValidate(elem) { // whose methods a pointer has, too
		present = jen.Parens(jen.Op("*").Id("v"))
	}
	inner := checkValue(elem, present, "")
	if len(inner) > 0 {
		inner = []jen.Code{jen.If(jen.Op("*").Id("v").Op("!=").Nil()).Block(inner...)}
	}
	return eachFunc(each, elemType, inner, value, path)
}

func eachFunc(each string, elemType jen.Code, inner []jen.Code, value *jen.Statement, path string) []jen.Code {
	if len(inner) == 0 {
		return nil
	}
	function := jen.Func().Params(jen.Id("v").Op("*").Add(elemType)).Params(jen.Id("problems").Add(validation("Problems"))).
		Block(append(inner, jen.Return(jen.Id("problems")))...)
	return []jen.Code{assignProblems(validation(each+"Func").Call(jen.Id("problems"), lit(path), value, function))}
}

func checkString(rules ir.Rules, value *jen.Statement, path string) []jen.Code {
	var code []jen.Code
	length := func() *jen.Statement { return validation("Length").Call(value.Clone()) }
	if n := rules.MinLength; n != nil && *n == 1 {
		code = append(code, check(value.Clone().Op("!=").Add(lit("")), path, "must not be empty"))
	} else if n != nil && *n > 0 {
		code = append(code, check(length().Op(">=").Add(lit(int(*n))), path, "must have at least "+plural(*n, "character")))
	}
	if n := rules.MaxLength; n != nil {
		code = append(code, check(length().Op("<=").Add(lit(int(*n))), path, "must have at most "+plural(*n, "character")))
	}
	for _, pattern := range rules.Patterns {
		code = append(code, check(validation("Matches").Call(lit(pattern), value.Clone()), path, "must match the pattern "+pattern))
	}
	return code
}

func checkNumber(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	var code []jen.Code
	rules := t.Rules
	number := func() *jen.Statement {
		if t.Kind == ir.Float && t.Bits != 32 {
			return value.Clone()
		}
		return jen.Float64().Call(value.Clone())
	}
	if bound := rules.Minimum; bound != nil {
		op, text := ">=", "at least"
		if rules.ExclusiveMin {
			op, text = ">", "more than"
		}
		code = append(code, check(number().Op(op).Add(lit(*bound)), path, "must be "+text+" "+decimal(*bound)))
	}
	if bound := rules.Maximum; bound != nil {
		op, text := "<=", "at most"
		if rules.ExclusiveMax {
			op, text = "<", "less than"
		}
		code = append(code, check(number().Op(op).Add(lit(*bound)), path, "must be "+text+" "+decimal(*bound)))
	}
	if step := rules.MultipleOf; step != nil {
		code = append(code, check(validation("Multiple").Call(number(), lit(*step)), path, "must be a multiple of "+decimal(*step)))
	}
	return code
}

// plural counts things: "1 element", "2 properties".
func plural(n uint64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if stem, ok := strings.CutSuffix(thing, "y"); ok {
		thing = stem + "ie"
	}
	return strconv.FormatUint(n, 10) + " " + thing + "s"
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func checkItems(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	code := checkCount(t.Rules.MinItems, t.Rules.MaxItems, "element", value, path)
	if t.Rules.Unique {
		distinct := "DistinctJSON"
		if equatable(t.Elem) && !ir.PointerElement(t.Elem) {
			distinct = "Distinct"
		}
		code = append(code, check(validation(distinct).Call(value.Clone()), path, "must not have an element twice"))
	}
	return code
}

// equatable reports whether Go's equality of a type's values is that of their JSON.
func equatable(t *ir.Type) bool {
	_, isEnum := declared[*ir.Enum](t)
	switch t.Kind {
	case ir.String, ir.Bool, ir.Int, ir.Float:
		return true
	default:
		return isEnum
	}
}

func checkProperties(t *ir.Type, value *jen.Statement, path string) []jen.Code {
	return checkCount(t.Rules.MinProperties, t.Rules.MaxProperties, "property", value, path)
}

func checkCount(least, most *uint64, what string, value *jen.Statement, path string) []jen.Code {
	var code []jen.Code
	if least != nil && *least > 0 {
		code = append(code, check(jen.Len(value.Clone()).Op(">=").Add(lit(int(*least))), path,
			"must have at least "+plural(*least, what)))
	}
	if most != nil {
		code = append(code, check(jen.Len(value.Clone()).Op("<=").Add(lit(int(*most))), path,
			"must have at most "+plural(*most, what)))
	}
	return code
}
