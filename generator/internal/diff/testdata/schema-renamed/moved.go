// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	var enclosure letters.Enclosure = letters.NewCheck(100)
	println(letters.MatchEnclosure(enclosure,
		func(*letters.Photo) string { return "photo" },
		func(*letters.Key) string { return "key" },
		func(*letters.Check) string { return "cheque" },
		func(*letters.UnknownEnclosure) string { return "unknown" },
	))
}
