package web_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"matchday/app/league/edits"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/web"

	sandbox "matchday/app/sandbox/sheets"
)

// bell is a Google that tells when it is woken; all else it leaves to the real one.
type bell struct {
	web.Google
	mu   sync.Mutex
	rang []int64
}

func (b *bell) Wake(_ context.Context, tournament int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rang = append(b.rang, tournament)
	return nil
}

// Account is that of a key which somebody made.
func (b *bell) Account() string { return "matchday@galiseum.iam.gserviceaccount.com" }

// Health is that of a process which keeps the Sheets.
func (b *bell) Health(tournament int64) edits.Health {
	h := b.Google.Health(tournament)
	h.Running = true
	return h
}

func (b *bell) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.rang)
}

// signedCall is the body that the script sends.
func signedCall(secret string, tournament, at int64) string {
	sum := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(sum, "%d.%d", tournament, at)
	return fmt.Sprintf(`{"at":%d,"sign":"%s"}`, at, hex.EncodeToString(sum.Sum(nil)))
}

func (o *office) hook(path, body string, headers map[string]string) answer {
	o.t.Helper()
	b := o.visitor()
	req, err := http.NewRequestWithContext(o.ctx, http.MethodPost, o.url+path, strings.NewReader(body))
	o.must(err)
	req.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	return b.do(req)
}

func TestTheHookWakesForWhoSignsAndForNobodyElse(t *testing.T) {
	t.Parallel()
	var rings *bell
	o := openOffice(t, func(w *web.Options) {
		rings = &bell{Google: w.Google}
		w.Google = rings
	})
	o.laidOut(1)
	m, _ := o.mirror()
	now := o.clock().Unix()
	at := fmt.Sprintf("/hooks/sheet/%d", o.cup)
	before := rings.count()
	o.hook(at, signedCall(m.Hook, o.cup, now), nil).wants(t, http.StatusNoContent)
	o.hook(at, signedCall(m.Hook, o.cup, now), map[string]string{"Origin": "https://script.google.com", "Sec-Fetch-Site": "cross-site"}).wants(t, http.StatusNoContent)
	if got := rings.count() - before; got != 2 {
		t.Fatalf("two calls woke %d times", got)
	}
	for _, c := range []struct {
		name, path, body string
		status           int
	}{
		{"another secret", at, signedCall("guessed", o.cup, now), http.StatusNotFound},
		{"long ago", at, signedCall(m.Hook, o.cup, now-3600), http.StatusNotFound},
		{"in the future", at, signedCall(m.Hook, o.cup, now+3600), http.StatusNotFound},
		{"another tournament", "/hooks/sheet/999", signedCall(m.Hook, o.cup, now), http.StatusNotFound},
		{"nothing", at, "", http.StatusUnprocessableEntity},
		{"no JSON", at, "at=1&sign=2", http.StatusUnprocessableEntity},
		{"a wrong shape", at, `{"at":"now","sign":5}`, http.StatusUnprocessableEntity},
		{"too long", at, signedCall(m.Hook, o.cup, now) + strings.Repeat(" ", 4096), http.StatusRequestEntityTooLarge},
		{"another path", at + "/more", signedCall(m.Hook, o.cup, now), http.StatusNotFound},
	} {
		if got := o.hook(c.path, c.body, nil); got.StatusCode != c.status || strings.Contains(got.Text, "<html") && c.name != "another path" {
			t.Errorf("%s: %d, want %d\n%s", c.name, got.StatusCode, c.status, cut(got.Text))
		}
	}
	if got := rings.count() - before; got != 2 {
		t.Errorf("%d calls that nobody signed woke", got-2)
	}
	b := o.signedIn(o.owner)
	b.send(o.at("pause"), map[string]string{"Origin": "https://script.google.com"}, "version", o.version()).wants(t, http.StatusForbidden, "came from another site")
	page := b.get(o.at("script"))
	page.wants(t, http.StatusOK, o.url+at, m.Hook, "Google cannot reach this address")
	b.post(o.at("rehook"), "version", o.version()).wants(t, http.StatusOK, "The secret is new.")
	o.hook(at, signedCall(m.Hook, o.cup, now), nil).wants(t, http.StatusNotFound)
}

func TestTheHookIsCalledAFewTimesAMinute(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(1)
	m, _ := o.mirror()
	at, body := fmt.Sprintf("/hooks/sheet/%d", o.cup), signedCall(m.Hook, o.cup, o.clock().Unix())
	status := map[int]int{}
	for range 14 {
		status[o.hook(at, body, nil).StatusCode]++
	}
	if status[http.StatusNoContent] != 10 || status[http.StatusTooManyRequests] != 4 {
		t.Errorf("14 calls were answered %v", status)
	}
}

func TestThePageTellsHowTheExchangeFares(t *testing.T) {
	t.Parallel()
	var rings *bell
	o := openOffice(t, func(w *web.Options) {
		rings = &bell{Google: w.Google}
		w.Google = rings
	})
	b := o.signedIn(o.owner)
	b.get(o.at("")).wants(t, http.StatusOK, `value="matchday@galiseum.iam.gserviceaccount.com"`, `data-copy="#sheet-account"`, "give this address the role Editor")
	o.laidOut(2)
	b.get(o.at("")).wants(t, http.StatusOK, "In step", "https://docs.google.com/spreadsheets/d/"+theSheet+"/edit", "cells written", "2 rows added")
	before := rings.count()
	b.post(o.at("sync")).wants(t, http.StatusOK, "The Sheet is being read.")
	if rings.count() != before+1 {
		t.Error("Sync now woke nobody")
	}
	o.must(o.sandbox.Break(sandbox.Fault{Kind: "503"}))
	if err := o.google.Sync(o.ctx, o.cup); err == nil {
		t.Fatal("a Google that is away was no error")
	}
	b.get(o.at("")).wants(t, http.StatusOK, "Behind", "The Sheet is behind", "Google")
	b.get(o.at("dry-run")).wants(t, http.StatusServiceUnavailable, "Google")
	o.sandbox.Heal()
}

func TestTheLayoutsOfTheFormerBotAreNamed(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	book := grid.NewBook(theSheet, "Former")
	_, err := book.Fill("Round Results", 20, 8, [][]string{{"", "", "", "Round 1", "Round 2"}, {"Lobby A", "", "", "", ""}, {"", "moonpetal", "", "1", "2"}, {"", "vex.luna", "", "2", "1"}, {"", "", "", "", ""}, {"Lobby B", "", "", "", ""}, {"", "ivy_", "", "1", "1"}})
	o.must(err)
	_, err = book.Fill("Players", 20, 8, [][]string{{"Discord", "Username", "Team"}, {"moonpetal", "Sugar Comet#NA1", "the boys"}})
	o.must(err)
	_, err = book.Fill("Old players", 20, 8, [][]string{{"Discord", "Username"}})
	o.must(err)
	o.sandbox.Add(book)
	page := o.signedIn(o.owner).get(o.at("map") + "?sheet=" + theSheet)
	page.wants(t, http.StatusOK, "2 lobbies in blocks", "cannot be kept in step like that", "Recognised: 1 player in 1 team.", "Team is not part of Holidaze Cup.", "“Old players” holds")
	if _, ok := o.mirror(); ok {
		t.Error("connected")
	}
}
