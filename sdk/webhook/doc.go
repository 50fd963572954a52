// Package webhook receives what an API sends of its own accord: its webhooks, and the callbacks that a request asks for.
// Generated packages make a [Handler] for each, which checks the sender, reads the event within limits, and calls a typed
// function.
//
// Who may deliver is for a [Verifier] to say: [NewStandard] for the signatures of Standard Webhooks, [NewHMAC] for those of
// other senders, [Unsigned] where the sender signs nothing.
package webhook
