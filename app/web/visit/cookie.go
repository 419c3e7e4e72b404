package visit

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"matchday/app/league/account"
	"matchday/views/ui"
)

// The cookies. Theirs are names without the prefix that https adds.
const (
	sessionCookie = "matchday"
	leagueCookie  = "league"
	flashCookie   = "flash"
	meCookie      = "me" // who of the players the reader is; chosen by the reader and good for nothing but showing
)

// cookie returns a cookie's name: with https it has the prefix that keeps other hosts of the domain from setting it.
func (d *Desk) cookie(name string) string {
	if d.Secure {
		return "__Host-" + name
	}
	return name
}

func (v *Visit) setCookie(name, value string, life time.Duration) {
	cookie := &fiber.Cookie{Name: v.desk.cookie(name), Value: value, Path: "/", HTTPOnly: true, Secure: v.desk.Secure, SameSite: fiber.CookieSameSiteLaxMode}
	if life <= 0 {
		cookie.MaxAge, cookie.Expires = -1, time.Unix(1, 0)
	} else {
		cookie.MaxAge = int(life / time.Second)
	}
	v.c.Cookie(cookie)
}

// Enter remembers the secret of a session in the browser.
func (v *Visit) Enter(session string) { v.setCookie(sessionCookie, session, account.SessionLife) }

// Leave forgets it.
func (v *Visit) Leave() { v.setCookie(sessionCookie, "", 0) }

// Token returns the secret of the session that the browser has, or nothing.
func (v *Visit) Token() string { return v.c.Cookies(v.desk.cookie(sessionCookie)) }

// ChooseLeague remembers in which league somebody works who has several.
func (v *Visit) ChooseLeague(id int64) {
	v.setCookie(leagueCookie, strconv.FormatInt(id, 10), account.SessionLife)
}

func (v *Visit) chosenLeague() int64 {
	id, err := strconv.ParseInt(v.c.Cookies(v.desk.cookie(leagueCookie)), 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}

// Me returns which player the reader says they are, 0 for nobody.
func (v *Visit) Me() int64 {
	told := v.c.Cookies(v.desk.cookie(meCookie))
	if told == "" { // as most do: what it costs to say so is not spent on them
		return 0
	}
	id, err := strconv.ParseInt(told, 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}

// BeMe remembers which player the reader is; 0 forgets it.
func (v *Visit) BeMe(person int64) {
	if person == 0 {
		v.setCookie(meCookie, "", 0)
		return
	}
	v.setCookie(meCookie, strconv.FormatInt(person, 10), 365*24*time.Hour)
}

// Theme returns the theme that the reader chose.
func (v *Visit) Theme() ui.Theme { return ui.ThemeOf(v.c.Cookies(ui.ThemeCookie)) }

// SetTheme remembers it, readable by scripts.
func (v *Visit) SetTheme(t ui.Theme) {
	cookie := &fiber.Cookie{Name: ui.ThemeCookie, Value: string(t), Path: "/", Secure: v.desk.Secure, SameSite: fiber.CookieSameSiteLaxMode, MaxAge: 365 * 24 * 3600}
	if t == ui.System {
		cookie.MaxAge, cookie.Expires = -1, time.Unix(1, 0)
	}
	v.c.Cookie(cookie)
}

// say keeps a notice for the page that is shown next.
func (v *Visit) say(n ui.Notice) {
	text, err := json.Marshal(n)
	if err == nil && len(text) < 2000 {
		v.setCookie(flashCookie, base64.RawURLEncoding.EncodeToString(text), time.Minute)
	}
}

// notices returns what is to be said on this page, once.
func (v *Visit) notices() []ui.Notice {
	kept := v.c.Cookies(v.desk.cookie(flashCookie))
	if kept == "" {
		return nil
	}
	v.setCookie(flashCookie, "", 0)
	var n ui.Notice
	text, err := base64.RawURLEncoding.DecodeString(kept)
	if err != nil || json.Unmarshal(text, &n) != nil || n.Text == "" || len(n.Text) > 1500 {
		return nil
	}
	return []ui.Notice{n}
}
