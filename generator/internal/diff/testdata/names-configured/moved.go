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
	letter, err := client.Post.Read(ctx, "4711")
	if err != nil {
		panic(err)
	}
	println(letter.ID)
	if _, err := client.Post.ListLetters(ctx, nil); err != nil {
		panic(err)
	}
	var cheque *letters.Check = letters.NewCheck(100)
	println(cheque.Amount)
}
