// Demo plays both sides of the bridge: HubSpot with an inbox, and an SMS gateway. It starts the bridge that its argument
// names, lets two people talk, and prints what each side sees.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/hubchannels/hubchannels-go/examples/bridge/gateway"
	"github.com/hubchannels/hubchannels-go/examples/bridge/gateway/gatewaytest"
	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

const (
	bridge = "http://127.0.0.1:8089"
	number = "+15550100001"
	user   = "+15550100042"
	secret = "whsec_Z2F0ZXdheS1zZWNyZXQ="
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: demo BRIDGE")
		os.Exit(2)
	}
	if err := play(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func play(ctx context.Context, program string) error {
	channels := customchannelstest.Start()
	defer channels.Close()
	uploads := filestest.Start()
	defer uploads.Close()
	hubspot := hubspottest.StartOAuth()
	defer hubspot.Close()
	hubspot.Serve(channels.Server, uploads.Server)
	signer, err := gateway.NewWebhookVerifier(secret)
	if err != nil {
		return err
	}
	sms := gatewaytest.Start(sdktest.WithWebhookSigner(signer))
	defer sms.Close()
	stop, err := start(ctx, program, map[string]string{
		"BRIDGE_LISTEN": "127.0.0.1:8089", "BRIDGE_PUBLIC_URL": bridge, "BRIDGE_NUMBER": number,
		"HUBSPOT_CLIENT_ID": hubspottest.ClientID, "HUBSPOT_CLIENT_SECRET": hubspottest.ClientSecret, "HUBSPOT_ACCOUNT": "62515",
		"HUBSPOT_DEVELOPER_KEY": "demo-key", "HUBSPOT_APP_ID": "4711", "HUBSPOT_INBOX_ID": "9000", "HUBSPOT_URL": hubspot.URL,
		"GATEWAY_URL": sms.URL, "GATEWAY_TOKEN": "gateway-token", "GATEWAY_SECRET": secret,
	})
	if err != nil {
		return err
	}
	defer stop()
	if err := install(); err != nil {
		return err
	}
	fmt.Println("HubSpot   | the app is installed, and the channel has the number", number)
	if err := post(ctx, sms, &gateway.MessageReceived{
		ID: "sms-1", From: user, Text: "Is the blue one in stock?",
		Media: []gateway.Picture{{Name: "handle.png", MediaType: "image/png", Content: []byte("a picture")}},
	}); err != nil {
		return err
	}
	for _, message := range channels.Messages() {
		fmt.Printf("HubSpot   | inbox: %q from %s, %d picture\n", message.Text, user, len(message.Attachments))
	}
	if err := reply(ctx, channels, "Yes, three of them."); err != nil {
		return err
	}
	if err := status(channels, "SENT"); err != nil {
		return err
	}
	for _, sent := range sms.SendMessageRequests() {
		fmt.Printf("gateway   | SMS to %s: %q\n", sent.Body.To, sent.Body.Text)
	}
	if err := post(ctx, sms, &gateway.MessageReported{ID: "reply-1", Status: gateway.MessageReportedStatusRead}); err != nil {
		return err
	}
	return status(channels, "READ")
}

// start runs the bridge with an environment, and returns how to end it once it answers.
func start(ctx context.Context, program string, env map[string]string) (stop func(), err error) {
	folder, err := os.MkdirTemp("", "bridge")
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, program)
	command.Env = append(os.Environ(), "BRIDGE_DATABASE="+filepath.Join(folder, "bridge.db"))
	for name, value := range env {
		command.Env = append(command.Env, name+"="+value)
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		_ = os.RemoveAll(folder)
	}
	return stop, eventually("the bridge answers", func() bool {
		resp, err := http.Get(bridge + "/gateway")
		if err == nil {
			resp.Body.Close()
		}
		return err == nil
	})
}

func eventually(what string, done func() bool) error {
	for range 500 {
		if done() {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("%s: not within 10 s", what)
}

// install is what a HubSpot user does in a browser.
func install() error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{Jar: jar}).Get(bridge + "/install")
	if err != nil {
		return err
	}
	return successful(resp)
}

// post has the gateway tell the bridge something.
func post(ctx context.Context, sms *gatewaytest.Server, event gateway.WebhookEvent) error {
	text, err := json.Marshal(event)
	if err != nil {
		return err
	}
	fmt.Printf("gateway   | %s\n", text)
	delivery, err := sms.SendWebhookEvent(ctx, bridge+"/gateway", event)
	if err == nil && delivery.Status != http.StatusNoContent {
		err = fmt.Errorf("the gateway's event was answered with %d", delivery.Status)
	}
	return err
}

func successful(resp *http.Response) error {
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 300 {
		err = fmt.Errorf("%s answered %d %s", resp.Request.URL.Path, resp.StatusCode, text)
	}
	return err
}

// reply has a HubSpot user answer in the inbox.
func reply(ctx context.Context, server *customchannelstest.Server, text string) error {
	channel := server.Channels()[0].ID
	message := customchannels.Message{
		ID: "reply-1", Text: text, Recipients: []customchannels.Recipient{{DeliveryIdentifier: *customchannels.PhoneNumber(user)}},
	}
	if err := server.PutMessage(channel, &message); err != nil {
		return err
	}
	fmt.Printf("HubSpot   | a user answers: %q\n", text)
	delivery, err := server.SendWebhookEvent(ctx, bridge+"/hubspot", &customchannels.OutgoingChannelMessageCreatedEvent{
		PortalID: "62515", ChannelID: channel, EventID: "1", EventTimestamp: time.Now().UnixMilli(), Message: message,
	})
	if err == nil && delivery.Status != http.StatusNoContent {
		err = fmt.Errorf("the webhook answered %d", delivery.Status)
	}
	return err
}

// status waits until HubSpot shows what became of the answer.
func status(server *customchannelstest.Server, want string) error {
	err := eventually("status "+want, func() bool {
		for _, message := range server.Messages() {
			if message.ID == "reply-1" && message.Status != nil && string(message.Status.StatusType) == want {
				return true
			}
		}
		return false
	})
	if err == nil {
		fmt.Println("HubSpot   | the answer is", want)
	}
	return err
}
