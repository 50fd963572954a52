package hubspot

import (
	"context"
	"sync"

	"golang.org/x/oauth2"
)

// TokenStore keeps the tokens of HubSpot accounts. An oauth2.Token encodes as JSON, so that a text for each account
// will do. Several processes may share a store: each looks into it before it refreshes.
type TokenStore interface {
	// Load returns the account's tokens as they were saved last. Where there are none, its error is [ErrNotInstalled].
	Load(ctx context.Context, account string) (*oauth2.Token, error)
	// Save keeps the account's tokens. HubSpot may have rotated the refresh token, so that those before are worthless: an
	// error keeps the new ones in memory, and they are saved again at the next call.
	Save(ctx context.Context, account string, token *oauth2.Token) error
}

// MemoryTokenStore is a TokenStore for tests and first steps: what it keeps ends with the program. The zero value is
// ready for use.
type MemoryTokenStore struct{ tokens sync.Map }

// Load implements [TokenStore].
func (m *MemoryTokenStore) Load(_ context.Context, account string) (*oauth2.Token, error) {
	kept, ok := m.tokens.Load(account)
	if !ok {
		return nil, ErrNotInstalled
	}
	return kept.(func() *oauth2.Token)(), nil
}

// Save implements [TokenStore].
func (m *MemoryTokenStore) Save(_ context.Context, account string, token *oauth2.Token) error {
	kept := *token
	m.tokens.Store(account, func() *oauth2.Token { // a function is printed as its address
		copied := kept
		return &copied
	})
	return nil
}
