package discord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a Discord with a server, a few people and the bot in it.
type scene struct {
	*discord.Discord
	t              *testing.T
	url            string
	guild, channel string
	ann, ben, cara string // ann owns the server
	player, high   string // roles: one below the bot's, one above
	botRole        string
	known          bool // things that are not understood are expected
	ahead          *atomic.Int64
}

const botRights = shape.ViewChannel | shape.SendMessages | shape.ReadHistory | shape.PinMessages | shape.ManageRoles | shape.EmbedLinks | shape.AddReactions

func newScene(t *testing.T, o discord.Options) *scene {
	t.Helper()
	ahead := &atomic.Int64{}
	o.Stopwatch = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	if o.AnswerIn == 0 {
		o.AnswerIn = 30 * time.Second // a busy machine is no reason to fail
	}
	d := discord.New(o)
	s := &scene{Discord: d, t: t, ahead: ahead}
	srv := httptest.NewServer(d.Handler())
	s.url = srv.URL
	t.Cleanup(func() {
		d.Close()
		srv.Close()
		if got := d.Misunderstood(); !s.known && len(got) > 0 {
			t.Errorf("the sandbox did not understand %q", got)
		}
	})
	s.ann, s.ben, s.cara = d.AddPerson("ann", "Ann"), d.AddPerson("ben", "Ben"), d.AddPerson("cara", "")
	s.guild = d.AddGuild("Test League", s.ann)
	s.must(d.AddMember(s.guild, s.ben))
	s.must(d.AddMember(s.guild, s.cara))
	s.must(d.InviteBot(s.guild, botRights))
	s.player = s.role(shape.Role{Name: "Player"})
	s.high = s.role(shape.Role{Name: "High", Position: 9})
	s.channel = s.room("cup")
	for _, r := range d.Servers()[0].Roles {
		if r.Managed {
			s.botRole = r.ID
		}
	}
	return s
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// pass lets time pass for deadlines and limits.
func (s *scene) pass(d time.Duration) { s.ahead.Add(int64(d)) }

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

func (s *scene) role(r shape.Role) string {
	s.t.Helper()
	id, err := s.AddRole(s.guild, r)
	s.must(err)
	return id
}

func (s *scene) room(name string, o ...shape.Overwrite) string {
	s.t.Helper()
	id, err := s.AddChannel(s.guild, name, o...)
	s.must(err)
	return id
}

func (s *scene) ctx() context.Context {
	ctx, stop := context.WithTimeout(context.Background(), 60*time.Second)
	s.t.Cleanup(stop)
	return ctx
}

// rewrite leads the requests of one session of discordgo to the sandbox.
type rewrite struct {
	base *url.URL
	next http.RoundTripper
}

func (r rewrite) RoundTrip(req *http.Request) (*http.Response, error) {
	next := req.Clone(req.Context())
	next.URL.Scheme, next.URL.Host = r.base.Scheme, r.base.Host
	next.URL.Path = "/discord" + req.URL.Path
	next.Host = r.base.Host
	return r.next.RoundTrip(next)
}

// bot returns a session of the real client, not opened yet.
func (s *scene) bot(intents discordgo.Intent) *discordgo.Session {
	s.t.Helper()
	base, err := url.Parse(s.url)
	s.must(err)
	dg, err := discordgo.New("Bot " + s.Token())
	s.must(err)
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	s.t.Cleanup(transport.CloseIdleConnections)
	dg.Client = &http.Client{Transport: rewrite{base, transport}}
	dg.Identify.Intents = intents
	dg.ShouldRetryOnRateLimit = false
	dg.MaxRestRetries = 0
	return dg
}

// open connects a session and closes it at the end.
func (s *scene) open(dg *discordgo.Session) {
	s.t.Helper()
	s.must(dg.Open())
	s.t.Cleanup(func() {
		dg.ShouldReconnectOnError = false
		_ = dg.Close()
	})
	s.must(s.WaitConnected(s.ctx()))
}

// call makes one raw request and returns the status and the answer as JSON.
func (s *scene) call(method, path string, body any, header ...string) (int, map[string]any, http.Header) {
	s.t.Helper()
	status, text, h := s.raw(method, path, body, header...)
	var v any
	if len(text) > 0 {
		if err := json.Unmarshal(text, &v); err != nil {
			s.t.Fatalf("%s %s answered %q", method, path, text)
		}
	}
	m, _ := v.(map[string]any)
	return status, m, h
}

func (s *scene) raw(method, path string, body any, header ...string) (int, []byte, http.Header) {
	s.t.Helper()
	var r io.Reader
	if body != nil {
		text, ok := body.(string)
		if !ok {
			b, err := json.Marshal(body)
			s.must(err)
			text = string(b)
		}
		r = bytes.NewReader([]byte(text))
	}
	req, err := http.NewRequest(method, s.url+"/discord/api/v10"+path, r)
	s.must(err)
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	req.Header.Set("Authorization", "Bot "+s.Token())
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := client.Do(req)
	s.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	s.must(err)
	return res.StatusCode, text, res.Header
}

// client keeps no connections, so that none is left at the end of the tests.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// post sends a message and returns its id.
func (s *scene) post(channel string, body any) string {
	s.t.Helper()
	status, m, _ := s.call("POST", "/channels/"+channel+"/messages", body)
	if status != http.StatusOK {
		s.t.Fatalf("sending answered %d %v", status, m)
	}
	return m["id"].(string)
}

type obj = map[string]any
type arr = []any

func row(parts ...any) obj { return obj{"type": 1, "components": parts} }

func button(id, label string) obj {
	return obj{"type": 2, "style": 1, "custom_id": id, "label": label}
}

// innerCodes returns every code in an errors object with its place.
func innerCodes(errs any, at string) []string {
	var list []string
	m, _ := errs.(map[string]any)
	for k, v := range m {
		if k == "_errors" {
			for _, e := range v.([]any) {
				list = append(list, strings.TrimLeft(at+" ", ". ")+e.(map[string]any)["code"].(string))
			}
			continue
		}
		list = append(list, innerCodes(v, at+"."+k)...)
	}
	slices.Sort(list)
	return list
}
