package coverage

import "github.com/hubchannels/hubchannels-go/generator/internal/loss"

// fate is what becomes of a key: it is read, it is lost, or it is left for a reason.
type fate struct {
	// kind, what and why say what is lost.
	kind      loss.Kind
	what, why string
	// reason is why a key that is not read is no loss.
	reason string
	// data says that the key's value is the API's data, in which there are no keys of OpenAPI.
	data bool
}

func (f fate) lost() bool { return f.kind != "" }

// read is the fate of keys that the generator uses, or whose keys it uses.
func read() fate { return fate{} }

// value is the fate of keys that the generator uses, and whose values have no keys of OpenAPI.
func value() fate { return fate{data: true} }

func lost(kind loss.Kind, what, why string) fate { return fate{kind: kind, what: what, why: why} }

// left is the fate of a key that is not read, and that nobody misses.
func left(reason string) fate { return fate{reason: reason, data: true} }

// fates are what becomes of every key that kin-openapi knows, by the type of the object.
func fates() map[string]map[string]fate {
	all := map[string]map[string]fate{"Schema": schemaFates()}
	for _, some := range []map[string]map[string]fate{documentFates(), operationFates(), bodyFates(), securityFates(), discriminatorFates()} {
		for kind, keys := range some {
			all[kind] = keys
		}
	}
	return all
}

// holds is the fate of a key that is not read where it stands, but whose keys are.
func holds(reason string) fate { return fate{reason: reason} }

const (
	whereUsed    = "what it holds counts where a $ref leads to it"
	withTheWhole = "it is part of what is lost as a whole"
	withTheFlow  = "it is read, or lost, with its flow"
	playedInTest = "the server for tests answers with it"
)

// documentFates are the fates of what stands at the document's top, and of what several objects have.
func documentFates() map[string]map[string]fate {
	return map[string]map[string]fate{
		"T": {
			"openapi": left("it says how the document is to be read"), "tags": holds("groups by tags in the configuration use them"),
			"info": read(), "paths": read(), "webhooks": read(), "components": read(), "security": value(), "servers": read(),
			"externalDocs":      read(),
			"jsonSchemaDialect": lost(loss.Schema, "the dialect of JSON Schema is not looked at", "schemas are read as OpenAPI's own dialect"),
		},
		"Components": {
			"schemas": read(), "securitySchemes": read(), "examples": left(playedInTest), "parameters": holds(whereUsed),
			"headers": holds(whereUsed), "requestBodies": holds(whereUsed), "responses": holds(whereUsed), "callbacks": holds(whereUsed),
			"links": left("links count where an answer has them"),
		},
		"Info": {
			"title": value(), "description": value(), "version": value(),
			"summary":        lost(loss.Text, "the summary is in no comment", "the package's comment has the title and the description"),
			"termsOfService": lost(loss.Text, "the terms of service are in no comment", "the package's comment has the title and the description"),
			"contact":        lost(loss.Text, "the contact is in no comment", "the package's comment has the title and the description"),
			"license":        lost(loss.Text, "the license is in no comment", "the package's comment has the title and the description"),
		},
		"Contact": {"name": left(withTheWhole), "url": left(withTheWhole), "email": left(withTheWhole)},
		"License": {"name": left(withTheWhole), "url": left(withTheWhole), "identifier": left(withTheWhole)},
		"Tag": {
			"name":         left("groups by tags in the configuration use it"),
			"description":  left("groups by tags in the configuration use it"),
			"externalDocs": lost(loss.Text, "the tag's address of documentation is in no comment", "a group's comment has the tag's description"),
		},
		"ExternalDocs": {
			"url":         value(),
			"description": lost(loss.Text, "what the address of the documentation leads to is in no comment", "comments have the address alone"),
		},
		"Server": {
			"url": value(), "variables": read(),
			"description": left("constants for several servers are named after it, and have it in their comments"),
		},
		"ServerVariable": {
			"default":     value(),
			"enum":        value(),
			"description": value(),
		},
		"Example": {
			"summary": left(playedInTest), "description": left(playedInTest), "value": left(playedInTest),
			"externalValue": left("examples elsewhere are not fetched"),
		},
	}
}

// discriminatorFates are the fates of discriminators, and of XML, which is lost as a whole.
func discriminatorFates() map[string]map[string]fate {
	return map[string]map[string]fate{
		"Discriminator": {"propertyName": value(), "mapping": value()},
		"XML": {
			"name": left(withTheWhole), "namespace": left(withTheWhole), "prefix": left(withTheWhole), "attribute": left(withTheWhole),
			"wrapped": left(withTheWhole),
		},
	}
}

// operationFates are the fates of operations, parameters and answers.
func operationFates() map[string]map[string]fate {
	ofPath := "an operation's comment has the operation's own"
	return map[string]map[string]fate{
		"PathItem": {
			"$ref": value(), "connect": read(), "delete": read(), "get": read(), "head": read(), "options": read(), "patch": read(),
			"post": read(), "put": read(), "trace": read(), "query": read(), "parameters": read(), "servers": read(),
			"summary":              lost(loss.Text, "the path's summary is in no comment", ofPath),
			"description":          lost(loss.Text, "the path's description is in no comment", ofPath),
			"additionalOperations": read(),
		},
		"Operation": {
			"operationId": value(), "summary": value(), "description": value(), "parameters": read(), "requestBody": read(),
			"responses": read(), "callbacks": read(), "deprecated": value(), "security": value(), "servers": read(),
			"externalDocs": read(), "tags": left("groups by tags in the configuration use them"),
		},
		"Parameter": parameterFates(),
		"Header":    headerFates(),
		"Response": {
			"description": left("OpenAPI wants one of every answer; the operation's comment says what it does"),
			"headers":     read(),
			"content":     read(),
			"links":       read(),
		},
		"Link": {
			"operationRef": value(), "operationId": value(), "description": value(), "parameters": value(), "requestBody": value(),
			"server": left("a link that has one is lost as a whole"),
		},
	}
}

func parameterFates() map[string]fate {
	return map[string]fate{
		"name": value(), "in": value(), "description": value(), "style": value(), "explode": value(), "required": value(),
		"schema": read(), "content": read(), "example": left(playedInTest), "examples": left(playedInTest),
		"allowEmptyValue": value(), "allowReserved": value(),
		"deprecated": value(),
	}
}

// headerFates are the fates of the headers of answers, and of parts of forms.
func headerFates() map[string]fate {
	keys := map[string]fate{}
	for key := range parameterFates() {
		keys[key] = left("headers have style simple, and a value where they are there")
	}
	for _, key := range []string{"description", "required", "deprecated"} {
		keys[key] = value()
	}
	keys["schema"], keys["content"] = read(), read()
	keys["example"], keys["examples"] = left(playedInTest), left(playedInTest)
	return keys
}

// bodyFates are the fates of bodies.
func bodyFates() map[string]map[string]fate {
	return map[string]map[string]fate{
		"RequestBody": {
			"required": value(), "content": read(),
			"description": lost(loss.Text, "the body's description is in no comment", "the method's comment has the operation's description"),
		},
		"MediaType": {
			"schema": read(), "encoding": read(), "example": left(playedInTest), "examples": left(playedInTest),
			"itemSchema": holds("it is read of streams, and refused elsewhere by name"),
		},
		"Encoding": {
			"style": value(), "contentType": value(), "explode": value(), "allowReserved": value(),
			"headers": left("a fixed one is sent with a part, and the others are recorded where a part has them"),
		},
	}
}

// securityFates are the fates of security schemes.
func securityFates() map[string]map[string]fate {
	outside := "a token source of golang.org/x/oauth2 gets tokens"
	return map[string]map[string]fate{
		"SecurityScheme": {
			"type": value(), "name": value(), "in": value(), "scheme": value(), "description": value(),
			"bearerFormat":     left("a hint for readers of the document; a token is sent as it is"),
			"flows":            read(),
			"openIdConnectUrl": lost(loss.Security, "the address of OpenID Connect is not used", outside),
		},
		"OAuthFlows": {
			"clientCredentials": read(),
			"implicit":          lost(loss.Security, "the flow has no function that gets tokens", outside),
			"password":          lost(loss.Security, "the flow has no function that gets tokens", outside),
			"authorizationCode": read(),
		},
		"OAuthFlow": {
			"authorizationUrl": left(withTheFlow), "tokenUrl": left(withTheFlow), "refreshUrl": left(withTheFlow), "scopes": left(withTheFlow),
		},
	}
}
