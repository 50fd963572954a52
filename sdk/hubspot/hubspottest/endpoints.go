package hubspottest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// authorize is the page where a user agrees: this one does so at once.
func (o *OAuth) authorize(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	back, err := url.Parse(query.Get("redirect_uri"))
	if err != nil || back.Host == "" || query.Get("client_id") != ClientID || query.Get("scope") == "" {
		http.Error(w, "the app is not known, or asks for nothing", http.StatusBadRequest)
		return
	}
	o.mu.Lock()
	user := o.user
	o.mu.Unlock()
	added := back.Query()
	added.Set("code", o.consent(user, query.Get("redirect_uri")))
	if state := query.Get("state"); state != "" {
		added.Set("state", state)
	}
	back.RawQuery = added.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

func (o *OAuth) token(w http.ResponseWriter, r *http.Request) {
	fault, delay := o.next()
	if !o.wait(r, delay) {
		panic(http.ErrAbortHandler)
	}
	if fault != nil {
		fault(w)
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if r.PostFormValue("client_id") != ClientID || r.PostFormValue("client_secret") != ClientSecret {
		refuse(w, "BAD_CLIENT_SECRET")
		return
	}
	account, refusal := o.spend(r)
	if account == "" {
		refuse(w, refusal)
		return
	}
	token, refresh := o.grant(account)
	if o.lost > 0 {
		o.lost--
		panic(http.ErrAbortHandler)
	}
	answer(w, http.StatusOK, map[string]any{
		"access_token": token, "refresh_token": refresh, "token_type": "bearer", "expires_in": int(o.life.Seconds()),
	})
}

// wait is false where the client hangs up, or the endpoints end, before the delay is over.
func (o *OAuth) wait(r *http.Request, delay time.Duration) bool {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-o.ending:
	}
	return false
}

func (o *OAuth) next() (fault func(http.ResponseWriter), delay time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	if len(o.faults) > 0 {
		fault, o.faults = o.faults[0], o.faults[1:]
	}
	return fault, o.delay
}

// spend takes a code or a refresh token, neither of which is good again, and returns whose it was.
func (o *OAuth) spend(r *http.Request) (account, refusal string) {
	switch r.PostFormValue("grant_type") {
	case "authorization_code":
		spent := r.PostFormValue("code")
		given := o.codes[spent]
		delete(o.codes, spent)
		if given.redirect != "" && given.redirect != r.PostFormValue("redirect_uri") {
			return "", "MISMATCH_REDIRECT_URI_AUTH_CODE"
		}
		return given.account, "BAD_AUTH_CODE"
	case "refresh_token":
		token := r.PostFormValue("refresh_token")
		account = o.good[token]
		delete(o.good, token)
		return account, "BAD_REFRESH_TOKEN"
	}
	return "", "BAD_GRANT_TYPE"
}

func (o *OAuth) grant(account string) (token, refresh string) {
	token, refresh = "access-"+rand.Text(), "refresh-"+rand.Text()
	o.access[token], o.good[refresh] = access{account, time.Now().Add(o.life)}, account
	return token, refresh
}

func (o *OAuth) introspect(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	account := o.access[r.PostFormValue("token")].account
	id, _ := strconv.ParseInt(account, 10, 64)
	if account == "" || r.PostFormValue("client_secret") != ClientSecret {
		answer(w, http.StatusOK, map[string]any{"active": false})
		return
	}
	answer(w, http.StatusOK, map[string]any{"active": true, "hub_id": id, "token_type": "access"})
}

func refuse(w http.ResponseWriter, status string) {
	answer(w, http.StatusBadRequest, map[string]any{"status": status, "message": "The request was refused: " + status + "."})
}

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	encoded, _ := json.Marshal(body) // it is made of strings and numbers
	_, _ = fmt.Fprintf(w, "%s", encoded)
}
