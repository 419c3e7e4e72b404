package sheets

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"google.golang.org/api/option"
	api "google.golang.org/api/sheets/v4"

	"matchday/app/fault"
	"matchday/app/league/edits"
)

// Google is the endpoint of the Sheets API itself, which wants credentials.
const Google = "https://sheets.googleapis.com/"

// Options are what a Service needs.
type Options struct {
	Credentials string // file of the service account's key; empty only for an endpoint that is not Google's
	Endpoint    string // empty is Google
	Poll        time.Duration
	Flush       time.Duration
	Book        *edits.Book
	Log         *slog.Logger
	Transport   http.RoundTripper // instead of the network and of any authentication; nil is the network
}

// Service keeps Sheets in step.
type Service struct {
	o       Options
	api     *api.Service
	account string
	reads   *pace
	writes  *pace
	weather weather
	wake    chan struct{}

	mu    sync.Mutex
	desks map[int64]*desk
	on    bool // it is Run
}

// New returns a service that is ready to be asked; Run and Follow have it work by itself. Credentials that cannot be read
// are a fault.
func New(ctx context.Context, o Options) (*Service, error) {
	if o.Endpoint == "" {
		o.Endpoint = Google
	}
	s := &Service{o: o, reads: newPace(), writes: newPace(), wake: make(chan struct{}, 1), desks: map[int64]*desk{}}
	opts := []option.ClientOption{option.WithEndpoint(o.Endpoint), option.WithUserAgent("matchday")}
	switch {
	case o.Transport != nil:
		opts = append(opts, option.WithHTTPClient(&http.Client{Transport: o.Transport}))
	case o.Credentials == "":
		opts = append(opts, option.WithoutAuthentication())
	default:
		var err error
		if s.account, err = accountIn(o.Credentials); err != nil {
			return nil, err
		}
		opts = append(opts, option.WithAuthCredentialsFile(option.ServiceAccount, o.Credentials), option.WithScopes(api.SpreadsheetsScope))
	}
	client, err := api.NewService(ctx, opts...)
	if err != nil {
		return nil, fault.Field("sheets.credentials_file", "The key of the service account cannot be used. Make a new one in the Google Cloud console: Service accounts, Keys, JSON.").Because(err)
	}
	s.api = client
	return s, nil
}

// accountIn returns the address of the service account whose key a file holds.
func accountIn(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fault.Field("sheets.credentials_file", "The file with the key of the service account cannot be read: %s.", file).Because(err)
	}
	var key struct {
		Type  string `json:"type"`
		Email string `json:"client_email"`
	}
	if err := json.Unmarshal(text, &key); err != nil || key.Type != "service_account" || key.Email == "" {
		return "", fault.Field("sheets.credentials_file", "%s is no key of a service account. Make one in the Google Cloud console: Service accounts, Keys, JSON.", file).Because(err)
	}
	return key.Email, nil
}

// Account returns the address to share a Sheet with, empty where none is needed.
func (s *Service) Account() string { return s.account }

// Wake has the Sheet of a tournament looked at soon, by this process or by the one that keeps it, and does not wait for
// that. Many wakes are one look.
func (s *Service) Wake(ctx context.Context, tournament int64) error {
	if s.keeps() {
		s.stir(tournament)
		return nil
	}
	return s.o.Book.Want(ctx, tournament)
}

// stir has this process look at the Sheet of a tournament soon.
func (s *Service) stir(tournament int64) {
	s.desk(tournament).want()
	s.again()
}

// keeps reports whether this process keeps the Sheets in step.
func (s *Service) keeps() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.on
}

// Health tells how the exchange fares for the Sheet of a tournament.
func (s *Service) Health(tournament int64) edits.Health {
	h := s.desk(tournament).health()
	h.Running = s.keeps()
	if until, why := s.weather.trouble(); h.Trouble == "" && why != "" {
		h.Trouble, h.Next = why, until
	}
	return h
}

// Trouble returns why Google cannot be reached at present, a sentence for staff; empty when it can.
func (s *Service) Trouble() string {
	_, why := s.weather.trouble()
	return why
}

func (s *Service) desk(id int64) *desk {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.desks[id]
	if d == nil {
		d = &desk{turn: make(chan struct{}, 1)}
		s.desks[id] = d
	}
	return d
}

// quote writes the title of a tab as it stands in a range: 'Bob”s tab'.
func quote(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

// size reads the height and the width of a tab from the range in which Google answers: 'Players'!A1:Z1000.
func size(answered string) (rows, cols int, err error) {
	_, corner, _ := strings.Cut(answered[strings.LastIndexByte(answered, '!')+1:], ":")
	if corner == "" {
		corner = answered[strings.LastIndexByte(answered, '!')+1:]
	}
	for i := range len(corner) {
		switch c := corner[i]; {
		case c >= 'A' && c <= 'Z':
			cols = cols*26 + int(c-'A') + 1
		case c >= '0' && c <= '9':
			rows = rows*10 + int(c-'0')
		}
	}
	if rows == 0 || cols == 0 {
		return 0, 0, fmt.Errorf("google answered the range %q", answered)
	}
	return rows, cols, nil
}
