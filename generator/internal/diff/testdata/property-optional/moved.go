// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	letter := letters.NewLetterRequest().WithText("hello").WithSubject("greeting")
	println(*letter.Subject, letter.Text)
}
