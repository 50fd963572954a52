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
	fmt.Println(list(ctx, client), create(ctx, client), rest(ctx, client))
}

func list(ctx context.Context, client *letters.Client) error {
	var headers letters.ListOrdersHeaders
	params := letters.NewListOrdersParams().WithState(letters.StateOpen).WithTags("a", "b").WithLimit(5)
	page, err := client.ListOrders(ctx, params, letters.CaptureHeaders(&headers))
	if err != nil {
		return err
	}
	for _, order := range page.Items {
		show(&order)
	}
	for order, err := range client.Orders(ctx, params) {
		if err != nil {
			return err
		}
		show(order)
	}
	for page, err := range client.OrderPages(ctx, nil) {
		if err != nil {
			return err
		}
		fmt.Println(len(page.Items))
	}
	return nil
}

func show(order *letters.Order) {
	if order.GetOutcome() == letters.OrderOutcomeWon {
		var outcome letters.OrderOutcome = letters.OrderOutcomeLost
		fmt.Println(outcome)
	}
	switch order.State {
	case letters.StatePaid, letters.StateShipped:
		fmt.Println("done")
	}
	var payment letters.Payment = order.Payment
	switch p := payment.(type) {
	case *letters.Card:
		fmt.Println(p.Number)
	case *letters.Transfer:
		fmt.Println(p.GetIban())
	case *letters.UnknownPayment:
		fmt.Println(p.Type)
	}
	fmt.Println(letters.MatchPayment(payment,
		func(card *letters.Card) string { return card.Number },
		func(transfer *letters.Transfer) string { return transfer.GetIban() },
		func(unknown *letters.UnknownPayment) string { return unknown.Type },
	))
}

func create(ctx context.Context, client *letters.Client) error {
	customer := "4711"
	request := letters.NewOrderRequest(customer).
		WithPriority(letters.OrderRequestPriorityHigh).
		WithPayment(letters.NewTransfer().WithIban("DE00"))
	created, err := client.CreateOrder(ctx, request)
	if err != nil {
		return err
	}
	return client.DeleteOrder(ctx, created.ID)
}

func rest(ctx context.Context, client *letters.Client) error {
	order, item := "4711", "12"
	found, err := client.GetItem(ctx, order, item)
	if err != nil {
		return err
	}
	report, err := client.GetReport(ctx, found.Sku)
	if err != nil {
		return err
	}
	fmt.Println(report.GetTitle())
	file, err := client.GetReportAsPDF(ctx, found.Sku)
	if err != nil {
		return err
	}
	return file.Close()
}
