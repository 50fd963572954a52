// Generator makes a Go SDK from an OpenAPI document. It is the program in cmd/hubchannels, which has a better name to be
// installed by.
//
//	go run ./generator generate --spec openapi.yaml --out ./petstore --package petstore
//	go run ./generator validate --spec openapi.yaml
//
// It exits with 0 if all went well, with 1 if the document has problems or, with --check, the files on disk are not what
// it gives, and with 2 if the command line is wrong.
package main

import "github.com/hubchannels/hubchannels-go/generator/internal/command"

func main() { command.Main() }
