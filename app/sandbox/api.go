package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"matchday/app/fault"
)

// maxBody bounds what a script may send.
const maxBody = 256 << 10

// maxName bounds how somebody is named, in bytes.
const maxName = 400

// maxFault bounds how long something goes wrong.
const maxFault = time.Hour

// maxAdvance bounds one step of the demo's clock.
const maxAdvance = 30 * 24 * time.Hour

// span is a time in JSON: "90s", "5m", "1h30m", or a number of seconds.
type span time.Duration

func (d *span) UnmarshalJSON(data []byte) error {
	var seconds float64
	const plain = "A time is written as \"90s\", \"5m\" or \"1h\", or as a number of seconds"
	if json.Unmarshal(data, &seconds) == nil {
		seconds = min(max(seconds, -1), 1e9) // what is out of bounds stays so, and fits
		*d = span(seconds * float64(time.Second))
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fault.New(fault.Invalid, plain+".")
	}
	v, err := time.ParseDuration(text)
	if err != nil {
		return fault.New(fault.Invalid, plain+", not as %q.", text)
	}
	*d = span(v)
	return nil
}

// request is everything that a script may send; each deed reads its part and refuses the rest.
type request struct {
	User    string            `json:"user"`
	Channel string            `json:"channel"`
	Message string            `json:"message"`
	Label   string            `json:"label"`
	Modal   string            `json:"modal"`
	Fields  map[string]string `json:"fields"`
	Line    string            `json:"line"`
	Focused string            `json:"focused"`
	Menu    string            `json:"menu"`
	Values  []string          `json:"values"`
	Text    string            `json:"text"`
	Advance *span             `json:"advance"`
	Service string            `json:"service"`
	Kind    string            `json:"kind"`
	For     *span             `json:"for"`
	Book    string            `json:"book"`
	Tab     string            `json:"tab"`
	Cell    string            `json:"cell"`
	Value   typing            `json:"value"`
	Do      string            `json:"do"`
	At      typing            `json:"at"`
	Count   int               `json:"count"`
	Range   string            `json:"range"`
	Down    bool              `json:"down"`
}

// length is how long a fault lasts.
func (q *request) length() time.Duration {
	if q.For == nil {
		return 30 * time.Second
	}
	return time.Duration(*q.For)
}

// deeds are what can be done by POST, by name.
func (s *Sandbox) deeds() map[string]http.HandlerFunc {
	d := s.opt.Discord
	return map[string]http.HandlerFunc{
		"press": s.deed("user message label", func(r *http.Request, q *request) (any, error) {
			return d.Press(r.Context(), q.User, q.Message, q.Label)
		}),
		"select": s.deed("user message menu values", func(r *http.Request, q *request) (any, error) {
			return d.Select(r.Context(), q.User, q.Message, q.Menu, q.Values...)
		}),
		"submit": s.deed("user modal fields", func(r *http.Request, q *request) (any, error) {
			return d.Submit(r.Context(), q.User, q.Modal, q.Fields)
		}),
		"command": s.deed("user channel line", func(r *http.Request, q *request) (any, error) {
			return d.Command(r.Context(), q.User, q.Channel, q.Line)
		}),
		"autocomplete": s.deed("user channel line focused", func(r *http.Request, q *request) (any, error) {
			choices, err := d.Autocomplete(r.Context(), q.User, q.Channel, q.Line, q.Focused)
			return map[string]any{"choices": choices}, err
		}),
		"say": s.deed("user channel text", func(_ *http.Request, q *request) (any, error) {
			id, err := d.Say(q.User, q.Channel, q.Text)
			return map[string]string{"message": id}, err
		}),
		"read": s.deed("user channel", func(_ *http.Request, q *request) (any, error) {
			at, err := d.Channel(q.User, q.Channel)
			if err == nil {
				d.Read(q.User, at)
			}
			return map[string]bool{"ok": true}, err
		}),
		"dismiss": s.deed("user message", func(_ *http.Request, q *request) (any, error) {
			return map[string]bool{"ok": true}, s.dismiss(q)
		}),
		"tick":  s.deed("advance", s.tick),
		"fault": s.deed("service kind for", s.fault),
		"cell":  s.deed("book tab cell value", s.cell),
		"grid":  s.deed("book tab do cell at count range down value values", s.grid),
		"sheet": s.deed("value", s.newSheet),
		"share": s.deed("book value", s.share),
	}
}

// dismiss closes the form that is open before a person, or removes an answer that they alone see.
func (s *Sandbox) dismiss(q *request) error {
	if q.Message == "" {
		s.opt.Discord.Dismiss(q.User)
		return nil
	}
	m := s.opt.Discord.See(q.User, q.Message)
	if m == nil || m.Only != q.User {
		return fault.Field("message", "Only an answer that nobody else sees can be dismissed.")
	}
	return s.opt.Discord.DeleteMessage(q.Message)
}

func (s *Sandbox) tick(r *http.Request, q *request) (any, error) {
	switch {
	case s.opt.Advance == nil:
		return nil, fault.New(fault.Closed, "This sandbox runs on the real clock, which cannot be advanced.")
	case q.Advance == nil, *q.Advance <= 0, time.Duration(*q.Advance) > maxAdvance:
		return nil, fault.Field("advance", "Say how far to advance, such as \"5m\": more than nothing, and up to thirty days.")
	}
	if err := s.opt.Advance(r.Context(), time.Duration(*q.Advance)); err != nil {
		return nil, err
	}
	return map[string]time.Time{"now": s.opt.Clock()}, nil
}

func (s *Sandbox) fault(_ *http.Request, q *request) (any, error) {
	ok := map[string]bool{"ok": true}
	switch {
	case q.length() <= 0 || q.length() > maxFault:
		return nil, fault.Field("for", "A fault lasts for more than nothing and up to an hour.")
	case q.Service == "sheets":
		return ok, s.failSheets(q)
	case q.Service != "discord":
		return nil, fault.Field("service", "The service is \"discord\" or \"sheets\", not %q.", q.Service)
	case q.Kind == "none":
		s.opt.Discord.Heal()
		return ok, nil
	}
	return ok, s.opt.Discord.Fault(q.Kind, q.length())
}

// deed reads a request that may have only the fields named, finds the person, does it and answers.
func (s *Sandbox) deed(fields string, do func(*http.Request, *request) (any, error)) http.HandlerFunc {
	known := strings.Fields(fields)
	return func(w http.ResponseWriter, r *http.Request) {
		q, err := read(r, known)
		if err == nil && known[0] == "user" {
			switch {
			case q.User == "":
				err = fault.Field("user", "Say who does it: \"user\" is missing.")
			case len(q.User) > maxName:
				err = fault.Field("user", "There is nobody with so long a name.")
			default:
				q.User, err = s.opt.Discord.Person(q.User)
			}
		}
		var result any
		if err == nil {
			result, err = do(r, q)
		}
		if err != nil {
			tell(w, err)
			return
		}
		answer(w, result)
	}
}

func read(r *http.Request, known []string) (*request, error) {
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind != "application/json" {
		return nil, fault.New(fault.Invalid, "Send JSON, with the header Content-Type: application/json.")
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(text) > maxBody {
		return nil, fault.New(fault.Invalid, "That is too long: up to %d kB are read.", maxBody>>10)
	}
	var names map[string]json.RawMessage
	if json.Unmarshal(text, &names) != nil {
		return nil, fault.New(fault.Invalid, "That is not a JSON object. This takes: %s.", strings.Join(known, ", "))
	}
	allowed := map[string]bool{}
	for _, k := range known {
		allowed[k] = true
	}
	for name := range names {
		if !allowed[name] {
			return nil, fault.Field(name, "%q is not known here. This takes: %s.", name, strings.Join(known, ", "))
		}
	}
	var q request
	if err := json.Unmarshal(text, &q); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return nil, fault.Field(wrong.Field, "%q cannot be a %s.", wrong.Field, wrong.Value)
		}
		return nil, err
	}
	return &q, nil
}

// tell answers with what went wrong, for a person to read.
func tell(w http.ResponseWriter, err error) {
	f := fault.Of(err)
	status := map[fault.Code]int{fault.Invalid: http.StatusBadRequest, fault.Missing: http.StatusNotFound, fault.Denied: http.StatusForbidden,
		fault.Closed: http.StatusConflict, fault.Taken: http.StatusConflict, fault.Away: http.StatusGatewayTimeout}[f.Code]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	fail(w, status, f)
}

func fail(w http.ResponseWriter, status int, f *fault.Fault) {
	write(w, status, map[string]string{"error": f.Sentence, "code": string(f.Code), "field": f.Field})
}

func answer(w http.ResponseWriter, v any) { write(w, http.StatusOK, v) }

func write(w http.ResponseWriter, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		http.Error(w, `{"error":"The answer could not be written.","code":"internal"}`, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // the caller may have gone
}
