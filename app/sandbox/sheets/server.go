package sheets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"matchday/app/sandbox/sheets/grid"
)

// Access is what the service account may do with a spreadsheet.
type Access int

// The kinds of access.
const (
	Editor Access = iota
	Viewer
	Stranger // not shared: 403
)

// Options are what a Server can be told. The zero value behaves as Google does.
type Options struct {
	Now        func() time.Time // nil is the machine's clock
	PerUser    int              // calls of one kind in a minute; 0 is Google's 60, negative is no limit
	PerProject int              // 0 is Google's 300, negative is no limit
	Latency    time.Duration    // of every call
}

// Call is one call as the server met it.
type Call struct {
	Method string // "spreadsheets.batchUpdate"
	Book   string // id of the spreadsheet
	Write  bool
	Status int // as it was answered; 0 when the answer was dropped
}

// Server is a Google Sheets. It is an http.Handler; all its methods may be called at any time.
type Server struct {
	now     func() time.Time
	options Options

	mu      sync.Mutex
	books   map[string]*book
	faults  []Fault
	latency time.Duration
	quota   quota
	calls   []Call
	strange []string
	onCall  func(Call)
	onEdit  func(book string)
	changed chan struct{} // closed at the next change
}

// book is one spreadsheet with who may use it.
type book struct {
	grid    *grid.Book // replaced whole by every write of the API
	access  Access
	deleted bool
}

// New returns a server without spreadsheets.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.PerUser == 0 {
		o.PerUser = 60
	}
	if o.PerProject == 0 {
		o.PerProject = 300
	}
	return &Server{now: o.Now, options: o, latency: o.Latency, books: map[string]*book{}, changed: make(chan struct{}),
		quota: quota{perUser: o.PerUser, perProject: o.PerProject, used: map[string][]time.Time{}}}
}

// Add keeps a spreadsheet, shared with the service account as editor. It takes the book over.
func (s *Server) Add(b *grid.Book) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books[b.ID] = &book{grid: b}
	s.ring()
}

// Share changes what the service account may do with a spreadsheet.
func (s *Server) Share(id string, a Access) { s.change(id, func(b *book) { b.access = a }) }

// Delete takes a spreadsheet away, as its owner would: 404. Restore brings it back.
func (s *Server) Delete(id string) { s.change(id, func(b *book) { b.deleted = true }) }

// Restore brings a deleted spreadsheet back.
func (s *Server) Restore(id string) { s.change(id, func(b *book) { b.deleted = false }) }

func (s *Server) change(id string, fn func(*book)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.books[id]; b != nil {
		fn(b)
	}
	s.ring()
}

// Person does something in a spreadsheet as somebody who has it open; what fn returns as an error is undone.
func (s *Server) Person(id string, fn func(*grid.Book) error) error {
	edited, err := s.person(id, fn)
	if err == nil && edited != nil {
		edited(id)
	}
	return err
}

func (s *Server) person(id string, fn func(*grid.Book) error) (edited func(string), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.books[id]
	if b == nil || b.deleted {
		return nil, fmt.Errorf("there is no spreadsheet %q", id)
	}
	next := b.grid.Clone()
	if err := fn(next); err != nil {
		return nil, err
	}
	b.grid = next
	s.ring()
	return s.onEdit, nil
}

// OnEdit has fn called with the id of a spreadsheet after somebody edited it by hand, as a script's trigger is. nil ends it.
func (s *Server) OnEdit(fn func(book string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onEdit = fn
}

// Look returns a spreadsheet as it is now, nil when there is none. It is the caller's own.
func (s *Server) Look(id string) *grid.Book {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.books[id]
	if b == nil || b.deleted {
		return nil
	}
	return b.grid.Clone()
}

// Books returns the ids of the spreadsheets, in order.
func (s *Server) Books() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.books))
}

// Changed returns a channel that is closed at the next change of any spreadsheet.
func (s *Server) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

func (s *Server) ring() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// OnCall has fn called at every call that is understood and allowed, before it is carried out and without any lock: a
// test can have somebody edit in between. nil ends it.
func (s *Server) OnCall(fn func(Call)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onCall = fn
}

// Calls returns every call so far, those that were refused included.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Misunderstood returns what was asked that the sandbox does not carry out, one line for each.
func (s *Server) Misunderstood() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.strange)
}

// maxBody is more than Google advises for a request.
const maxBody = 10 << 20

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		write(w, invalid("the body could not be read: %v", err), nil)
		return
	}
	c := &call{ctx: r.Context(), query: r.URL.Query(), body: body}
	handle, err := s.route(r, c)
	if err == nil {
		err = s.admit(r, c)
	}
	var answer any
	if err == nil {
		s.mu.Lock()
		hook := s.onCall
		s.mu.Unlock()
		if hook != nil {
			hook(c.Call)
		}
		answer, err = handle(c)
	}
	if err == nil {
		answer, err = c.masked(answer)
	}
	status := statusOf(err)
	if c.lost {
		status = 0
	}
	s.note(c, status, err)
	if status == 0 {
		panic(http.ErrAbortHandler) //nolint:forbidigo // how net/http is told to cut the connection without an answer
	}
	write(w, err, answer)
}

// call is one call on its way.
type call struct {
	Call
	ctx   context.Context
	query url.Values
	body  []byte
	rng   string // of the path
	lost  bool   // carried out, but the answer is dropped
}

type handler func(*call) (any, error)

// route finds what is asked.
func (s *Server) route(r *http.Request, c *call) (handler, error) {
	path := r.URL.EscapedPath()
	rest, ok := strings.CutPrefix(path, "/v4/spreadsheets/")
	if !ok {
		return nil, misunderstood("%s %s", r.Method, path)
	}
	first, second, _ := strings.Cut(rest, "/")
	id, verb, _ := strings.Cut(first, ":")
	c.Book, _ = url.PathUnescape(id)
	values, underValues := strings.CutPrefix(second, "values/")
	name, values, hasVerb := cutVerb(values)
	c.rng, _ = url.PathUnescape(name)
	key := r.Method + " " + verb
	switch {
	case second == "":
		key = r.Method + " :" + verb
	case strings.HasPrefix(second, "values:"):
		key = r.Method + " values:" + strings.TrimPrefix(second, "values:")
	case underValues && hasVerb:
		key = r.Method + " values/range:" + values
	case underValues:
		key = r.Method + " values/range"
	}
	known := map[string]struct {
		name  string
		write bool
		do    handler
	}{
		"GET :":                    {"spreadsheets.get", false, s.get},
		"POST :batchUpdate":        {"spreadsheets.batchUpdate", true, s.batchUpdate},
		"GET values:batchGet":      {"spreadsheets.values.batchGet", false, s.valuesBatchGet},
		"POST values:batchUpdate":  {"spreadsheets.values.batchUpdate", true, s.valuesBatchUpdate},
		"GET values/range":         {"spreadsheets.values.get", false, s.valuesGet},
		"PUT values/range":         {"spreadsheets.values.update", true, s.valuesUpdate},
		"POST values/range:append": {"spreadsheets.values.append", true, s.valuesAppend},
	}
	found, ok := known[key]
	if !ok {
		return nil, misunderstood("%s %s", r.Method, path)
	}
	c.Method, c.Write = found.name, found.write
	return found.do, c.parameters(found.name)
}

// cutVerb parts "Players!A1:append": the colon of a range stands before a letter and digits, that of a verb before a word.
func cutVerb(s string) (name, verb string, ok bool) {
	name, ok = strings.CutSuffix(s, ":append")
	if ok {
		return name, "append", true
	}
	return s, "", false
}

// parameters refuses what a method does not know, as far as the sandbox carries it out.
func (c *call) parameters(method string) error {
	known := []string{"alt", "prettyPrint", "fields", "quotaUser", "key"}
	switch method {
	case "spreadsheets.get":
		known = append(known, "ranges", "includeGridData")
	case "spreadsheets.values.get":
		known = append(known, "majorDimension", "valueRenderOption", "dateTimeRenderOption")
	case "spreadsheets.values.batchGet":
		known = append(known, "ranges", "majorDimension", "valueRenderOption", "dateTimeRenderOption")
	case "spreadsheets.values.update":
		known = append(known, "valueInputOption")
	case "spreadsheets.values.append":
		known = append(known, "valueInputOption", "insertDataOption")
	}
	for name := range c.query {
		if !slices.Contains(known, name) {
			return misunderstood("%s with the parameter %s", method, name)
		}
	}
	return nil
}

// decode reads the body, refusing what the sandbox does not carry out.
func (c *call) decode(into any) error {
	d := json.NewDecoder(strings.NewReader(string(c.body)))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return misunderstood("%s: %v", c.Method, err)
	}
	return nil
}

// note keeps what a call came to.
func (s *Server) note(c *call, status int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Status = status
	s.calls = append(s.calls, c.Call)
	var f *failure
	if errors.As(err, &f) && f.strange {
		s.strange = append(s.strange, f.message)
	}
}
