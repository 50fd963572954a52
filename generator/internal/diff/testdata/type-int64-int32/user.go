// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	var pages int64 = 3
	letters.NewLetterRequest("hello").WithPages(pages)
	var weight int64 = new(letters.Letter).GetWeight()
	println(weight)
}
