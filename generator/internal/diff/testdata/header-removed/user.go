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
	var headers letters.ListLettersHeaders
	list, err := client.ListLetters(context.Background(), letters.NewListLettersParams().WithOrder("id").WithLimit(5), letters.CaptureHeaders(&headers))
	if err != nil {
		panic(err)
	}
	println(len(list.Results))
}
