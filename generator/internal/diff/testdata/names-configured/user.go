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
	ctx := context.Background()
	letter, err := client.GetLetter(ctx, "4711")
	if err != nil {
		panic(err)
	}
	println(letter.ID)
	if _, err := client.ListLetters(ctx, nil); err != nil {
		panic(err)
	}
	var cheque *letters.Cheque = letters.NewCheque(100)
	println(cheque.Amount)
}
