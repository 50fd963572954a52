package naming

import "strings"

// Family are the names that generated code derives from one name, and that have to be free with it.
type Family func(name string) []string

// OfType are the names that go with a declared type.
func OfType(name string) []string {
	return []string{Unmarshal(name), Match(name), Unknown(name), Choice(name)}
}

// OfWrapper are the names that go with a type that carries a union's variant.
func OfWrapper(name string) []string { return append(OfType(name), Constructor(name)) }

// OfField are the methods that go with a field.
func OfField(name string) []string { return []string{Getter(name), Setter(name), Clearer(name)} }

// OfOperation are the names that go with an operation.
func OfOperation(name string) []string { return []string{Operation(name)} }

// OfCredential are the names that go with a credential's option.
func OfCredential(option string) []string { return []string{CredentialSource(option)} }

// OfWebhook are the names that go with a webhook whose body is a union.
func OfWebhook(name string) []string { return []string{Handler(name), EventID(name)} }

// OfWebhookParams are the names that go with the struct of a webhook's parameters.
func OfWebhookParams(name string) []string { return append(OfType(name), ParamsOf(name)) }

// ParamsOf is the function that reads the parameters of the webhook that is being handled.
func ParamsOf(params string) string { return params + "Of" }

// Constructor is the function that makes a value of a type of what it requires.
func Constructor(typeName string) string { return Constructors(typeName)[0] }

// Constructors are what that function may be called, the best first: NewShipment, or MakeShipment where that is a type. A
// NewShipment is made by MakeNewShipment.
func Constructors(typeName string) []string {
	if rest, found := strings.CutPrefix(typeName, "New"); found && IsExported(rest) {
		return []string{"Make" + typeName, "New" + typeName}
	}
	return []string{"New" + typeName, "Make" + typeName}
}

// Constructed is the type that a function makes by its name; "" if the name is no constructor's.
func Constructed(function string) string {
	for _, verb := range []string{"New", "Make"} {
		if typeName, found := strings.CutPrefix(function, verb); found {
			return typeName
		}
	}
	return ""
}

// Required is the struct that a constructor takes instead of many arguments.
func Required(typeName string) string { return typeName + "Required" }

// Unmarshal is the function that reads a union.
func Unmarshal(union string) string { return "Unmarshal" + union }

// Match is the function that is a complete switch over a union's variants.
func Match(union string) string { return "Match" + union }

// Unknown is the variant of a union for what the document does not know.
func Unknown(union string) string { return "Unknown" + union }

// Choice is the variable that tells how a union's variants are told apart.
func Choice(union string) string { return "choice" + union }

// UnionVar is the variable that describes a union to the codec.
func UnionVar(union string) string { return "union" + union }

// Example is the function with the example of a method.
func Example(receiver, method string) string { return "Example" + receiver + "_" + method }

// Getter is the method that reads a field through nil.
func Getter(field string) string { return "Get" + field }

// Setter is the method that sets a field.
func Setter(field string) string { return "With" + field }

// Clearer is the method that takes a field's value away.
func Clearer(field string) string { return "Clear" + field }

// CredentialSource is the option that takes a credential from a source, beside the one that takes its value.
func CredentialSource(option string) string { return option + "Source" }

// ClientCredentials is the option that takes the id and the secret of a client of OAuth 2.0.
func ClientCredentials(option string) string { return option + "ClientCredentials" }

// GrantConfig is the function that makes the configuration of an authorization code grant.
func GrantConfig(option string) string { return strings.TrimPrefix(option, "With") + "Config" }

// Refresh is the option that takes what a user has authorized.
func Refresh(option string) string { return option + "Refresh" }

// Operation is the variable that describes an operation to the run-time.
func Operation(name string) string { return "operation" + name }

// Handler is the function that makes a handler of a webhook: NewPetHandler of a Pet, and of a NewPet.
func Handler(webhook string) string {
	rest, found := strings.CutPrefix(webhook, "New")
	if found && IsExported(rest) {
		webhook = rest
	}
	return "New" + webhook + "Handler"
}

// EventID is the function that finds out which event a webhook delivers.
func EventID(webhook string) string { return Unexported(webhook) + "ID" }

// OfPackage are the identifiers that every generated package declares, as far as a name of a document may become one.
func OfPackage() []string {
	return []string{
		"Client", "NewClient", "Option", "CallOption", "Error",
		"WithBaseURL", "WithInsecureHTTP", "WithHTTPClient", "WithMiddleware", "WithRetry", "WithoutRetries",
		"WithRateLimit", "WithLogger", "WithAttemptTimeout", "WithMaxResponseBytes", "WithMaxEmptyPages", "WithUserAgent",
		"WithHeader", "WithObserver",
	}
}

// OfRuntime are the run-time's identifiers that a generated package has, too, unless the document has types of these names.
func OfRuntime() []string {
	return []string{
		"Response", "RetryPolicy", "Limits",
		"Credential", "Timeout", "Header", "Query", "Retry", "BaseURL", "IdempotencyKey", "CaptureResponse", "CaptureBody", "CaptureHeaders",
		"DryRun", "Follow",
		"ErrorWith", "ResponseError", "DecodeError", "RedirectError", "TransportError", "InterruptedError",
		"MissingCredentialError",
		"TokenError", "InvalidRequestError", "ErrAttemptTimeout", "ErrCutShort", "ErrNotJSON", "ErrEmptyBody",
		"ErrResponseTooLarge", "ErrUndeclaredStatus", "ErrCursorLoop", "ErrEmptyPages", "ErrForeignLink", "ErrDryRun",
		"ErrNotFound", "ErrUnauthorized", "ErrForbidden", "ErrConflict", "ErrValidation", "ErrRateLimited",
		"ErrDailyLimit", "ErrServer",
	}
}

// Article is a name with its indefinite article: "an Attachment", "a URL", "an UnknownEvent".
func Article(name string) string {
	first := strings.ToLower(name[:min(len(name), 1)])
	vowel := first != "" && strings.Contains("aeio", first)
	if vowel || strings.HasPrefix(name, "Un") && !strings.HasPrefix(name, "Uni") {
		return "an " + name
	}
	return "a " + name
}
