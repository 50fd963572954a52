package hubspot

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// ErrState is why an installation is refused that this browser did not begin: somebody may want to connect an account of
// theirs to the user's session.
var ErrState = errors.New("the state is not the one that this browser was given")

// ErrDenied is why there is no installation: the user did not allow it, or HubSpot did not.
var ErrDenied = errors.New("the installation was not allowed")

// stateCookie holds the state while the user is at HubSpot, for at most stateAge.
const (
	stateCookie = "hubspot_oauth_state"
	stateAge    = 15 * time.Minute
)

// InstallHandler is the http.Handler that RedirectURL leads to. [App.InstallHandler] makes it. Set the fields before it serves.
type InstallHandler struct {
	// Answer, if set, answers the user at the end: err is nil, [ErrState], [ErrDenied], an [ExchangeError], or what the function
	// returned that was called for the account, which is "" before the exchange. Without it the user gets a sentence in English.
	Answer func(w http.ResponseWriter, r *http.Request, account string, err error)
	// Logger, if set, gets a line for each installation, and for each that failed.
	Logger *slog.Logger

	app       *App
	installed func(ctx context.Context, account string) error
}

// InstallHandler makes the http.Handler that RedirectURL leads to. Without a code it sends the browser to HubSpot; with the code
// that HubSpot sends it back with, it checks the state, exchanges the code and saves the tokens. Then it calls installed, which sets
// up what there has to be in the account, [Clients.Prepare] for instance, and answers the user. A nil installed is nothing.
func (a *App) InstallHandler(installed func(ctx context.Context, account string) error) *InstallHandler {
	return &InstallHandler{app: a, installed: installed}
}

// ServeHTTP deals with one step of an installation.
func (h *InstallHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("code") == "" && query.Get("error") == "" {
		h.app.begin(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address has the code
	err := checkState(r, query.Get("state"))
	h.app.setState(w, "", -1)
	if err == nil && query.Get("error") != "" {
		err = ErrDenied
	}
	var account string
	if err == nil {
		account, err = h.app.Exchange(r.Context(), query.Get("code"))
	}
	if err == nil && h.installed != nil {
		err = h.installed(r.Context(), account)
	}
	h.end(w, r, account, err)
}

// end logs how an installation ended, and answers the user.
func (h *InstallHandler) end(w http.ResponseWriter, r *http.Request, account string, err error) {
	if h.Logger != nil && err == nil {
		h.Logger.InfoContext(r.Context(), "app installed", slog.String("account", account))
	} else if h.Logger != nil {
		h.Logger.ErrorContext(r.Context(), "app not installed", slog.String("account", account), slog.Any("error", err))
	}
	switch {
	case h.Answer != nil:
		h.Answer(w, r, account, err)
	case err == nil:
		_, _ = io.WriteString(w, "The app is installed in the account "+account+".\n")
	case errors.Is(err, ErrDenied), errors.Is(err, ErrState):
		http.Error(w, "The app is not installed: "+err.Error()+".", http.StatusForbidden)
	default:
		http.Error(w, "The app could not be installed. Please try again later.", http.StatusServiceUnavailable)
	}
}

// begin gives the browser a state and sends it to HubSpot.
func (a *App) begin(w http.ResponseWriter, r *http.Request) {
	state := rand.Text()
	w.Header().Set("Cache-Control", "no-store")
	a.setState(w, state, int(stateAge.Seconds()))
	http.Redirect(w, r, a.AuthorizationURL(state), http.StatusFound)
}

// setState sets the cookie, or takes it away. It comes back with navigation from HubSpot, which is another site.
func (a *App) setState(w http.ResponseWriter, state string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: stateCookie, Value: state, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(a.config().RedirectURL, "https:"),
	})
}

func checkState(r *http.Request, state string) error {
	cookie, err := r.Cookie(stateCookie)
	if err != nil || cookie.Value == "" || subtle.ConstantTimeCompare([]byte(cookie.Value), []byte(state)) != 1 {
		return ErrState
	}
	return nil
}
