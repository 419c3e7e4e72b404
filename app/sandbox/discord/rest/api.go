package rest

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"matchday/app/sandbox/discord/pace"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// The bounds of what is read and remembered.
const (
	maxBody          = 1 << 20
	maxMisunderstood = 200
)

// Options say who may call and where the gateway is.
type Options struct {
	Token   string
	Gateway string           // the path of the gateway, such as "/discord/gateway"
	Now     func() time.Time // what rate limits are measured with

	// Around, when set, is called instead of next for every request of a known route: it may answer in its place, wait, or
	// call it with another writer.
	Around func(route string, open bool, w http.ResponseWriter, next func(http.ResponseWriter))
}

// API answers requests below a path such as /api. It is for use by many at once.
type API struct {
	world *world.World
	opt   Options
	pacer *pace.Pacer
	mux   *http.ServeMux

	mu            sync.Mutex
	counts        map[string]int
	invalid       int
	misunderstood []string
}

// New returns the API of a world.
func New(w *world.World, o Options) *API {
	a := &API{world: w, opt: o, pacer: pace.New(o.Now), mux: http.NewServeMux(), counts: map[string]int{}}
	for _, list := range [][]route{gatewayRoutes(), userRoutes(), commandRoutes(), interactionRoutes(), channelRoutes(), messageRoutes(), guildRoutes(), memberRoutes()} {
		for _, r := range list {
			a.mux.HandleFunc(r.pattern, func(w http.ResponseWriter, req *http.Request) { a.around(w, req, &r) })
		}
	}
	a.mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		a.Misunderstood(req.Method + " " + req.URL.Path)
		a.write(w, http.StatusNotFound, shape.Plain(http.StatusNotFound))
	})
	return a
}

// route is one thing that can be asked for.
type route struct {
	pattern string     // also its name in the counts
	limit   pace.Limit // zero requests: only the global limit
	share   string     // counts together with others of this name
	query   []string   // the parameters that are understood
	open    bool       // the token in the path is enough, and the global limit does not count it
	do      func(*call) (status int, body any, no *shape.Refusal)
}

// call is one request on its way.
type call struct {
	*http.Request
	api   *API
	world *world.World
	name  string
}

// ServeHTTP answers a request whose path begins with the version, as in /v9/channels/1.
// Documentation: Reference › API Versioning.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	version, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if version != "v9" && version != "v10" {
		a.Misunderstood(r.Method + " " + r.URL.Path + ": the sandbox speaks v9 and v10")
		a.write(w, http.StatusBadRequest, shape.Refuse(shape.BadVersion))
		return
	}
	next := r.Clone(r.Context())
	next.URL.Path = "/" + rest
	next.URL.RawPath = ""
	a.mux.ServeHTTP(w, next)
}

func (a *API) around(w http.ResponseWriter, r *http.Request, route *route) {
	a.mu.Lock()
	a.counts[route.pattern]++
	a.mu.Unlock()
	if a.opt.Around == nil {
		a.serve(w, r, route)
		return
	}
	a.opt.Around(route.pattern, route.open, w, func(w http.ResponseWriter) { a.serve(w, r, route) })
}

func (a *API) serve(w http.ResponseWriter, r *http.Request, route *route) {
	if no := a.admit(r, route); no != nil {
		a.write(w, no.Status, no)
		return
	}
	c := &call{Request: r, api: a, world: a.world, name: route.pattern}
	verdict := a.pacer.Take(orElse(route.share, route.pattern), c.resource(), route.limit, route.open)
	verdict.Write(w.Header())
	if verdict.Limited {
		no := &shape.Refusal{Status: http.StatusTooManyRequests, Message: "You are being rate limited.", After: verdict.After, Global: verdict.Global}
		a.write(w, no.Status, no)
		return
	}
	if no := c.checkPath(route); no != nil {
		a.write(w, no.Status, no)
		return
	}
	status, body, no := route.do(c)
	if no != nil {
		if no.Status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(no.After.Seconds()))))
		}
		a.write(w, no.Status, no)
		return
	}
	a.write(w, status, body)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// admit asks for a User-Agent that names a bot, and for the token. Documentation: Reference › User Agent, Authentication.
func (a *API) admit(r *http.Request, route *route) *shape.Refusal {
	if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		return shape.Refuse(shape.NoUserAgent)
	}
	if !route.open && r.Header.Get("Authorization") != "Bot "+a.opt.Token {
		return shape.Plain(http.StatusUnauthorized)
	}
	return nil
}

// resource is what a limit is counted for: the channel, the server, or the webhook with its token.
// Documentation: Topics › Rate Limits.
func (c *call) resource() string {
	return c.PathValue("channel") + c.PathValue("guild") + c.PathValue("token")
}

// checkPath refuses ids that are none, and notes query parameters that are not understood.
func (c *call) checkPath(route *route) *shape.Refusal {
	var form shape.Form
	for _, name := range []string{"channel", "guild", "message", "user", "role", "app", "command", "target", "interaction"} {
		v := c.PathValue(name)
		if v != "" && v != "@me" && v != "@original" && !shape.IsID(v) {
			form.Add(name+"_id", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
		}
	}
	for name := range c.URL.Query() {
		if !slices.Contains(route.query, name) {
			c.api.Misunderstood(c.name + "?" + name)
		}
	}
	return form.Refusal()
}

func (a *API) write(w http.ResponseWriter, status int, body any) {
	if status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests {
		a.mu.Lock()
		a.invalid++
		a.mu.Unlock()
	}
	if body == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	text, err := json.Marshal(body)
	if err != nil {
		panic("rest: an answer of the sandbox that is no JSON: " + err.Error()) //nolint:forbidigo // a mistake in the sandbox must fail the test that meets it
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the bot may have gone
}

// decode reads the body of a request. Documentation: Reference › Error Messages.
func (c *call) decode(into any) *shape.Refusal {
	if kind := c.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		c.api.Misunderstood(c.name + " with the content type " + kind)
		var form shape.Form
		form.Add("", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.")
		return form.Refusal()
	}
	text, err := io.ReadAll(io.LimitReader(c.Body, maxBody+1))
	if err != nil || len(text) > maxBody {
		return shape.Plain(http.StatusRequestEntityTooLarge)
	}
	return c.read(text, into)
}

func (c *call) read(text []byte, into any) *shape.Refusal {
	err := json.Unmarshal(text, into)
	if err == nil {
		for _, place := range shape.Unknown(text, into) {
			c.api.Misunderstood(c.name + " field " + place)
		}
		return nil
	}
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		var form shape.Form
		form.Add(wrong.Field, "BASE_TYPE_CONVERT", "Could not interpret a %s as %s.", wrong.Value, wrong.Type)
		return form.Refusal()
	}
	return shape.Refuse(shape.InvalidJSON)
}

// Misunderstood notes something that was asked for and that the sandbox does not know.
func (a *API) Misunderstood(what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.misunderstood) < maxMisunderstood {
		a.misunderstood = append(a.misunderstood, what)
	}
}

// AllMisunderstood returns what was noted so far.
func (a *API) AllMisunderstood() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.misunderstood)
}

// Counts returns how often each route was asked for, by pattern such as "POST /channels/{channel}/messages".
func (a *API) Counts() map[string]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.counts)
}

// Invalid returns how many requests were answered 401, 403 or 429: Discord bars who makes 10,000 of them in ten minutes.
// Documentation: Topics › Rate Limits › Invalid Request Limit.
func (a *API) Invalid() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.invalid
}
