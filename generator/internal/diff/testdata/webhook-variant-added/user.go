// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	var event letters.Event = &letters.LetterSent{}
	println(letters.MatchEvent(event,
		func(*letters.LetterSent) string { return "sent" },
		func(*letters.LetterLost) string { return "lost" },
		func(*letters.UnknownEvent) string { return "unknown" },
	))
}
