// Command user is a program written against the package made of old.yaml.
package main

import (
	"context"

	"example.com/letters"
)

func main() {
	client, err := letters.NewClient(letters.WithToken("secret"))
	if err != nil {
		panic(err)
	}
	letter, err := client.GetLetter(context.Background(), "4711")
	if err != nil {
		panic(err)
	}
	println(letter.ID)
}
