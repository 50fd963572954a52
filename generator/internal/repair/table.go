package repair

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// The ids of all rules.
const (
	// Values of the wrong kind.
	Text             ID = "number-for-text"
	Scalar           ID = "quoted-scalar"
	Null             ID = "empty-definition"
	Words            ID = "description-no-text"
	Limit            ID = "limit-no-number"
	Tuple            ID = "tuple-items"
	NoSchema         ID = "property-no-schema"
	Draft            ID = "required-in-property"
	SchemaAndContent ID = "schema-and-content"
	Examples         ID = "examples-misplaced"
	// References.
	Dangling  ID = "dangling-ref"
	Misplaced ID = "misplaced-ref"
	Beside    ID = "beside-ref"
	// Objects.
	Info        ID = "info-incomplete"
	Paths       ID = "no-paths"
	OddPath     ID = "odd-path"
	Fragment    ID = "path-fragment"
	Conflict    ID = "conflicting-paths"
	Stray       ID = "stray-path-parameter"
	Undeclared  ID = "undeclared-path-parameter"
	Required    ID = "optional-path-parameter"
	Repeated    ID = "repeated-parameter"
	Style       ID = "unsuitable-style"
	Untyped     ID = "parameter-without-schema"
	Status      ID = "no-status"
	Lowercase   ID = "lowercase-status"
	Security    ID = "undefined-security-scheme"
	Server      ID = "incomplete-server"
	Defaultless ID = "variable-without-default"
	// What validation refuses.
	Unknown       ID = "unknown-key"
	Versions      ID = "other-version"
	Types         ID = "unknown-type"
	Items         ID = "array-without-items"
	Description   ID = "response-without-description"
	Responses     ID = "operation-without-responses"
	RequiredTwice ID = "required-twice"
	Pattern       ID = "illegible-pattern"
	OperationID   ID = "repeated-operation-id"
	ComponentName ID = "component-name"
	Later         ID = "not-supported-yet"
	Unused        ID = "unused-object"
	// What is only said.
	Contradiction ID = "example-contradicts"
	Unchecked     ID = "examples-unchecked"
	Nullable      ID = "nullable-in-3.1"
	Misspelt      ID = "required-not-declared"
	Mapping       ID = "mapping-contradicts"
)

// Rules are all rules, in the order in which documents are looked at.
func Rules() []Rule {
	return slices.Concat(values(), references(), objects(), parameters(), operations(), refused(), said())
}

// values come in the order in which they are asked: the first that knows what is meant counts.
func values() []Rule {
	return []Rule{
		{
			ID: Null, Finds: "a schema or a response without anything in it", Sentence: "schemas and responses that are empty say nothing",
			value: empty,
		},
		{
			ID: Tuple, Finds: "items that list what each item is", Sentence: "arrays that list what each of their items is may hold anything",
			value: tuple,
		},
		{
			ID: Examples, Finds: "examples of the wrong kind", Sentence: "examples of the wrong kind are ignored", Warns: true,
			value: misplacedExamples,
		},
		{
			ID: Text, Finds: "a number, true or false where text belongs", Sentence: "numbers and the like are text where text belongs",
			value: numberForText,
		},
		{
			ID: Words, Finds: "a description, a summary or a title that is no text", Sentence: "descriptions that are no text are left out",
			value: wordsNoText,
		},
		{
			ID: Draft, Finds: "required: true within a property", Sentence: "required: true within a property says nothing",
			value: requiredInProperty,
		},
		{
			ID: Scalar, Finds: "a number, true or false in quotes", Sentence: "numbers, true and false in quotes are what they look like",
			value: quotedScalar,
		},
		{
			ID: Limit, Finds: "a limit that is no number", Sentence: "limits that are no numbers are left to the server",
			value: noLimit,
		},
		{
			ID: NoSchema, Finds: "a property that is no schema", Sentence: "properties that are no schemas are left out",
			value: noSchema,
		},
		{ID: SchemaAndContent, Finds: "a parameter with a schema and content", Sentence: "parameters with a schema and content go by the schema"},
	}
}

func references() []Rule {
	return []Rule{
		{
			ID: Dangling, Finds: "a $ref that leads nowhere", Sentence: "dangling $refs are free-form",
			refused: unresolved,
		},
		{ID: Misplaced, Finds: "a $ref where OpenAPI allows none", Sentence: "$refs that stand where OpenAPI allows none are followed"},
		{ID: Beside, Finds: "a key beside a $ref", Sentence: "keys beside a $ref are ignored"},
	}
}

func objects() []Rule {
	return []Rule{
		{
			ID: Info, Finds: "a document without a title or a version", Sentence: "documents without a title or a version get one",
			info: on[infoAt]{incompleteInfo, completeInfo},
		},
		{
			ID: Paths, Finds: "a document without paths", Sentence: "a document without paths has no operations",
			document: on[*openapi3.T]{noPaths, addPaths},
		},
		{
			ID: OddPath, Finds: "a path that no URL can have", Sentence: "paths that no URL can have are left out, with their operations",
			path: on[pathAt]{oddPath, dropPath},
		},
		{
			ID: Fragment, Finds: "a path with a fragment", Sentence: "fragments of paths tell operations apart, and are not sent",
			path: on[pathAt]{find: fragmentOfPath},
		},
		{
			ID: Conflict, Finds: "two paths that match the same requests", Sentence: "paths that match the same requests are kept apart",
			refused: conflictingPaths,
		},
	}
}

func parameters() []Rule {
	return []Rule{
		{
			ID: Stray, Finds: "a path parameter that is not in the path", Sentence: "path parameters that their path lacks are dropped",
			parameter: on[parameterAt]{strayParameter, drop[parameterAt]},
		},
		{
			ID: Undeclared, Finds: "a path parameter that is not declared", Sentence: "path parameters that are not declared are strings",
			operation: on[operationAt]{undeclaredParameter, declareParameters},
		},
		{
			ID: Required, Finds: "a path parameter that is not required", Sentence: "path parameters are required",
			parameter: on[parameterAt]{optionalInPath, requireParameter},
		},
		{
			ID: Repeated, Finds: "a parameter that is declared twice", Sentence: "parameters that are declared twice count once",
			parameter: on[parameterAt]{repeatedParameter, drop[parameterAt]},
		},
		{
			ID: Style, Finds: "a style that is not for parameters of their place", Sentence: "parameters of a style that does not suit them have the usual one",
			parameter: on[parameterAt]{unsuitableStyle, takeUsualStyle},
		},
		{
			ID: Untyped, Finds: "a parameter without a schema", Sentence: "parameters without a schema are strings",
			parameter: on[parameterAt]{untypedParameter, takeString},
		},
	}
}

func operations() []Rule {
	return []Rule{
		{
			ID: Lowercase, Finds: `a range of statuses in lower case, such as "4xx"`, Sentence: "ranges of statuses in lower case are read in upper case", Warns: true,
			status: on[statusAt]{lowercaseStatus, upperStatus},
		},
		{
			ID: Status, Finds: "a response for what is no status", Sentence: "responses for what is no status are left out",
			status: on[statusAt]{noStatus, dropStatus},
		},
		{
			ID: Security, Finds: "a security scheme that is not defined", Sentence: "security schemes that are not defined are not asked for",
			security: on[securityAt]{undefinedScheme, askForNothing},
		},
		{
			ID: Server, Finds: "a server whose address has variables that it does not have", Sentence: "servers whose address is incomplete are left out",
			server: on[serverAt]{incompleteServer, drop[serverAt]},
		},
		{
			ID: Defaultless, Finds: "a variable of a server that has no default", Sentence: "variables of servers that have no default have their first value",
			variable: on[variableAt]{variableWithoutDefault, takeFirstValue},
		},
	}
}

func refused() []Rule {
	return []Rule{
		{
			ID: Unknown, Finds: "a key that OpenAPI does not know", Sentence: "what OpenAPI does not know is ignored",
			variable: on[variableAt]{unknownVariable, dropVariable},
			refused:  unknownKeys, schema: dropUnknownKeys, object: dropUnknown,
		},
		{
			ID: Versions, Finds: "what another version of OpenAPI has", Sentence: "what other versions of OpenAPI have means what it means there",
			refused: otherVersion, schema: dropOther, keep: boundsOf, object: dropOtherField,
		},
		{
			ID: Types, Finds: "a type that OpenAPI does not know", Sentence: "types that OpenAPI does not know may be anything",
			refused: unknownType, schema: dropType,
		},
		{
			ID: Items, Finds: "an array that does not say what it holds", Sentence: "arrays that do not say what they hold may hold anything",
			refused: lacks[*openapi3.Schema]("items"), schema: holdAnything,
		},
		{
			ID: Description, Finds: "a response without a description", Sentence: "responses without a description have none",
			refused: lacks[*openapi3.Response]("description"), object: describeNothing,
		},
		{
			ID: Responses, Finds: "an operation without responses", Sentence: "operations without responses say nothing about what they answer",
			refused: noResponses,
		},
		{
			ID: RequiredTwice, Finds: "a property that required lists twice", Sentence: "properties listed twice in required are required once",
			refused: requiredTwice, schema: requireOnce,
		},
		{
			ID: Pattern, Finds: "a pattern that is no regular expression", Sentence: "patterns that are no regular expressions are left out",
			refused: illegiblePattern, schema: dropPattern,
		},
		{
			ID: OperationID, Finds: "an operationId that is used twice", Sentence: "operationIds that are used twice give way to names from method and path",
			refused: repeatedOperationID, object: dropOperationID,
		},
		{
			ID: ComponentName, Finds: "a component with an illegal name", Sentence: "components of illegal names keep them",
			refused: componentName,
		},
		{ID: Later, Finds: "what OpenAPI 3.2 adds and the generator does not know yet", Sentence: "what OpenAPI 3.2 adds and is not supported yet is left out"},
		{
			ID: Unused, Finds: "a mistake in a header, link, flow, licence or tag", Sentence: "headers, links, flows, licences and tags are taken as they are",
			refused: unneeded,
		},
	}
}

func said() []Rule {
	return []Rule{
		{
			ID: Contradiction, Finds: "an example or a default that contradicts its schema", Sentence: "examples and defaults that contradict their schemas are ignored", Warns: true,
			refused: withoutValue,
		},
		{ID: Unchecked, Finds: "more examples than there is time for", Sentence: "examples beyond what there is time for are not compared", Warns: true},
		{ID: Nullable, Finds: "nullable in OpenAPI 3.1 or later", Sentence: "nullable means what it means in OpenAPI 3.0", Warns: true},
		{ID: Misspelt, Finds: "a required property that is not declared, but one that is called almost the same", Sentence: "required properties that nobody declares may be anything", Warns: true},
		{ID: Mapping, Finds: "a discriminator's mapping that its variant contradicts", Sentence: "mappings that their variants contradict go by the mapping", Warns: true},
	}
}
