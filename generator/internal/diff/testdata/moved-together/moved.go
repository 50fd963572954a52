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
	var headers letters.ListPurchasesHeaders
	params := letters.NewListPurchasesParams().WithState(letters.PhaseOpen).WithLabels("a", "b").WithLimit(5)
	page, err := client.ListPurchases(ctx, params, letters.CaptureHeaders(&headers))
	if err != nil {
		return err
	}
	for _, order := range page.Items {
		show(&order)
	}
	for order, err := range client.Purchases(ctx, params) {
		if err != nil {
			return err
		}
		show(order)
	}
	for page, err := range client.PurchasePages(ctx, nil) {
		if err != nil {
			return err
		}
		fmt.Println(len(page.Items))
	}
	return nil
}

func show(order *letters.Order) {
	if order.GetOutcome() == letters.OutcomeWon {
		var outcome letters.Outcome = letters.OutcomeLost
		fmt.Println(outcome)
	}
	switch order.State {
	case letters.PhasePaid, letters.PhaseShipped:
		fmt.Println("done")
	}
	var payment letters.Settlement = order.Payment
	switch p := payment.(type) {
	case *letters.Card:
		fmt.Println(p.Number)
	case *letters.BankTransfer:
		fmt.Println(p.GetIban())
	case *letters.UnknownSettlement:
		fmt.Println(p.Type)
	}
	fmt.Println(letters.MatchSettlement(payment,
		func(card *letters.Card) string { return card.Number },
		func(transfer *letters.BankTransfer) string { return transfer.GetIban() },
		func(unknown *letters.UnknownSettlement) string { return unknown.Type },
	))
}

func create(ctx context.Context, client *letters.Client) error {
	customer := "4711"
	request := letters.NewPurchaseRequest().WithCustomer(customer).WithUrgency(letters.PurchaseRequestUrgencyHigh).
		WithPayment(letters.NewBankTransfer().WithIban("DE00"))
	created, err := client.CreateOrder(ctx, request)
	if err != nil {
		return err
	}
	return client.DeleteOrder(ctx, created.ID, nil)
}

func rest(ctx context.Context, client *letters.Client) error {
	order, item := "4711", "12"
	found, err := client.GetItem(ctx, item, order)
	if err != nil {
		return err
	}
	report, err := client.FetchReport(ctx, found.Sku)
	if err != nil {
		return err
	}
	fmt.Println(report.GetTitle())
	file, err := client.FetchReportAsPDF(ctx, found.Sku)
	if err != nil {
		return err
	}
	return file.Close()
}
