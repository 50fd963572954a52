package hubspot

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
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

// InstallHandler is what RedirectURL leads to. Without a code it sends the browser to HubSpot; with the code that HubSpot
// sends it back with, it checks the state, exchanges the code and saves the tokens. Then it calls installed, which answers
// the user: err is nil, [ErrState], [ErrDenied], or an [ExchangeError].
func (a *App) InstallHandler(installed func(w http.ResponseWriter, r *http.Request, account string, err error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		code, denied := query.Get("code"), query.Get("error") != ""
		if code == "" && !denied {
			a.begin(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "no-referrer") // the address has the code
		err := checkState(r, query.Get("state"))
		a.setState(w, "", -1)
		if err == nil && denied {
			err = ErrDenied
		}
		var account string
		if err == nil {
			account, err = a.Exchange(r.Context(), code)
		}
		installed(w, r, account, err)
	})
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
