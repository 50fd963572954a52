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
	id, number := "4711", "2"
	page, err := client.GetPage(context.Background(), number, id)
	if err != nil {
		panic(err)
	}
	println(page.ID)
}
