// Command user is a program written against the package made of old.yaml.
package main

import (
	"context"
	"fmt"

	"example.com/letters"
)

func main() {
	ctx := context.Background()
	client, err := letters.NewClient(letters.WithToken("secret"))
	if err != nil {
		panic(err)
	}
	fmt.Println(list(ctx, client))
}

func list(ctx context.Context, client *letters.Client) error {
	page, err := client.ListOrders(ctx, letters.NewListOrdersParams().WithLimit(5))
	if err != nil {
		return err
	}
	for page, err := range client.OrderPages(ctx, nil) {
		if err != nil {
			return err
		}
		fmt.Println(len(page.Items))
	}
	created, err := client.CreateOrder(ctx, letters.NewOrderRequest(page.Items[0].ID), letters.Header("X-Trace", "1"))
	if err != nil {
		return err
	}
	if _, err := client.GetItem(ctx, created.ID, "12"); err != nil {
		return err
	}
	if _, err := client.GetReport(ctx, "1"); err != nil {
		return err
	}
	return client.DeleteOrder(ctx, created.ID)
}
