// Hubchannels makes a Go SDK from an OpenAPI document.
//
//	hubchannels generate --spec openapi.yaml --out ./petstore --package petstore
//	hubchannels validate --spec openapi.yaml
//
// hubchannels help lists the commands. It exits with 0 if all went well, with 1 if the document has problems or, with
// --check, the files on disk are not what it gives, and with 2 if the command line is wrong.
package main

import "github.com/hubchannels/hubchannels-go/generator/internal/command"

func main() { command.Main() }
