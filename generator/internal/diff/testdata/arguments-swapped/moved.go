// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	println(letters.NewPhoto("alice", "sunset").Caption)
}
