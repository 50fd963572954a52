package sdk

// Invalid is the error of a call whose arguments the document forbids; nil for a nil err. Generated code returns it
// before anything is sent.
func Invalid(operation *Operation, err error) error {
	if err == nil {
		return nil
	}
	return &InvalidRequestError{Operation: operation.Name, Method: operation.Method, Path: operation.Path, Err: err}
}
