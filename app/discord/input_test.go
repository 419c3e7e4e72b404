package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/ask"
	"matchday/app/discord/discordtest"
	"matchday/app/discord/say"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

// desk is a bot whose answers are recorded, on a league in the middle of a night.
type bench struct {
	t      testing.TB
	bot    *Bot
	store  *sqlite.Store
	league *league.League
	mine   *tournament.Board // played in the server of the tests
	other  *tournament.Board // of another league
	next   atomic.Int64

	mu      sync.Mutex
	answers map[string]answer // by token
	seen    Seen
}

// answer is what Discord was given for an interaction.
type answer struct {
	Type int `json:"type"`
	Data struct {
		say.Message
		CustomID string          `json:"custom_id"`
		Title    string          `json:"title"`
		Choices  json.RawMessage `json:"choices"`
	} `json:"data"`
}

const (
	serverA = "300000000000000001"
	serverB = "300000000000000002"
	modUser = "400000000000000901"
)

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, answers: map[string]answer{}, store: sqlitetest.Open(t)}
	server := httptest.NewServer(http.HandlerFunc(b.record))
	t.Cleanup(server.Close)
	b.league = league.New(b.store, league.Options{})
	bot, err := New(Options{Token: "x", ApplicationID: "200000000000000001", APIURL: server.URL, League: b.league, Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Observe: func(s Seen) { b.mu.Lock(); b.seen = s; b.mu.Unlock() }})
	b.must(err)
	b.bot = bot
	for _, s := range []string{serverA, serverB} {
		_, err := b.league.BindServer(t.Context(), s, "League "+s[len(s)-1:])
		b.must(err)
	}
	b.mine, b.other = b.play(1), b.play(2)
	return b
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// play makes a tournament of a league and plays one round of it, then lets the second begin.
func (b *bench) play(leagueID int64) *tournament.Board {
	b.t.Helper()
	ctx := b.t.Context()
	who := person.Actor{Name: "mod", League: leagueID, Roles: person.Admin, Origin: person.FromWeb}
	rules := tournament.DefaultRules()
	rules.Cap, rules.LobbySize, rules.Points = 8, 4, []int{8, 6, 4, 2}
	board, err := b.league.CreateTournament(ctx, who, tournament.Plan{Name: fmt.Sprintf("Cup %d", leagueID), Zone: "UTC", Rules: rules})
	b.must(err)
	id := board.Tournament.ID
	for i := range 8 {
		p, err := b.league.Meet(ctx, who, fmt.Sprintf("4000000000000000%02d", int(leagueID)*10+i), fmt.Sprintf("Player %d", i+1))
		b.must(err)
		_, err = b.league.RegisterFor(ctx, who, id, tournament.Application{Person: p.ID, InGame: fmt.Sprintf("Game%d#%d", i+1, leagueID)})
		b.must(err)
	}
	for _, step := range []tournament.Step{tournament.StepOpenRegistration, tournament.StepCloseRegistration, tournament.StepDraw, tournament.StepStartRound} {
		board, err = b.league.Advance(ctx, who, id, 0, step)
		b.must(err)
	}
	return board
}

func (b *bench) record(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		b.t.Errorf("an answer that is no JSON: %s", body)
	}
	parts := strings.Split(r.URL.Path, "/")
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(parts) >= 3 && parts[len(parts)-1] == "callback" {
		b.answers[parts[len(parts)-2]] = a
	}
	w.WriteHeader(http.StatusNoContent)
}

// serve hands the bot an interaction of a member and returns the answer. It fails the test for one that is not answered,
// or by a mistake of ours.
func (b *bench) serve(kind int, member string, data map[string]any) (answer, Seen) {
	b.t.Helper()
	id := strconv.FormatInt((time.Now().UnixMilli()-1420070400000)<<22|b.next.Add(1)&0x3fffff, 10)
	raw, err := json.Marshal(map[string]any{"id": id, "token": "t" + id, "type": kind, "guild_id": serverA, "channel_id": "500000000000000001", "app_permissions": "0", "version": 1,
		"member": json.RawMessage(member), "data": data, "message": map[string]any{"id": "1", "flags": 64}})
	b.must(err)
	var i discordgo.Interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return answer{}, Seen{Outcome: "unread"}
	}
	b.mu.Lock()
	b.seen = Seen{}
	b.mu.Unlock()
	b.bot.router.Serve(context.Background(), &i, time.Now())
	b.mu.Lock()
	defer b.mu.Unlock()
	a, ok := b.answers["t"+id]
	if !ok && kind != 4 {
		b.t.Errorf("%v was not answered", data)
	}
	return a, b.seen
}

func who(id string, permissions int64) string {
	return fmt.Sprintf(`{"user":{"id":%q,"username":"u%s"},"roles":[],"permissions":"%d"}`, id, id[len(id)-3:], permissions)
}

func mod() string { return who(modUser, 8) }

// head is the newest event: it moves with every change.
func (b *bench) head() int64 {
	b.t.Helper()
	var seq int64
	b.must(b.store.View(b.t.Context(), func(_ context.Context, tx store.Tx) (err error) {
		seq, err = tx.LastSeq()
		return err
	}))
	return seq
}

// judge looks at what came of something bad: a sentence for the person alone, nothing changed, and no mistake of ours.
func (b *bench) judge(t *testing.T, what string, a answer, s Seen, before int64) {
	t.Helper()
	if s.Outcome == "failed" || s.Outcome == "unanswered" {
		t.Errorf("%s: %s: %s", what, s.Outcome, spoken(a))
	}
	if s.Outcome == "refused" {
		if a.Data.Flags&64 == 0 || spoken(a) == "" {
			t.Errorf("%s: refused in public or without a word: %+v", what, a)
		}
		if b.head() != before {
			t.Errorf("%s: refused, and yet something changed", what)
		}
	}
	switch {
	case a.Type == 4 || a.Type == 7:
		discordtest.Valid(t, a.Data.Message)
	case a.Type == 9:
		discordtest.Valid(t, &say.Modal{CustomID: a.Data.CustomID, Title: a.Data.Title, Components: a.Data.Components})
	}
}

func spoken(a answer) string {
	text := a.Data.Content
	for _, c := range a.Data.Components {
		text += c.Content
	}
	return text
}

// bad returns what people, and programs, type into everything.
func bad() []any {
	return []any{"", " ", "\x00\x07", "\u2066\u2069", strings.Repeat("x", 700), "-1", "0", "99999999999999999999", "1.5", "none", "@here", "<@123456789012345678>",
		"**x** [y](https://evil.example)", "=SUM(1,2)", "'; DROP TABLE entries; --", "../../etc/passwd", "\xff\xfe", "null", "/", ",,,,", "o/o", "12345678901234567890123",
		float64(-1), float64(0), float64(1.5), float64(1e15), true, nil, []any{"a"}, map[string]any{"a": 1}}
}

// TestBadOptions sends every option of every command everything that is bad, with the other options as they should be.
func TestBadOptions(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, c := range b.bot.Commands() {
		walk(c.Name, c.Options, func(path []string, options []ask.Option) {
			for _, o := range options {
				for _, v := range bad() {
					data := b.command(path, options, map[string]any{o.Name: v})
					before := b.head()
					a, s := b.serve(2, mod(), data)
					b.judge(t, fmt.Sprintf("/%s %s:%v", strings.Join(path, " "), o.Name, v), a, s, before)
					if o.Autocomplete {
						b.serve(4, mod(), focused(data, o.Name))
					}
				}
			}
		})
	}
}

func walk(name string, options []ask.Option, do func([]string, []ask.Option)) {
	var leaf []ask.Option
	for _, o := range options {
		if o.Type == ask.SubCommand {
			do([]string{name, o.Name}, o.Options)
			continue
		}
		leaf = append(leaf, o)
	}
	if len(leaf) > 0 {
		do([]string{name}, leaf)
	}
}

// command makes the data of a command: required options get something fitting.
func (b *bench) command(path []string, options []ask.Option, given map[string]any) map[string]any {
	var list []any
	for _, o := range options {
		v, ok := given[o.Name]
		if !ok && !o.Required {
			continue
		}
		if !ok {
			v = b.fitting(o)
		}
		list = append(list, map[string]any{"name": o.Name, "type": int(o.Type), "value": v})
	}
	if len(path) == 2 {
		list = []any{map[string]any{"name": path[1], "type": 1, "options": list}}
	}
	return map[string]any{"id": "1", "name": path[0], "type": 1, "options": list, "resolved": map[string]any{
		"users":   map[string]any{"400000000000000777": map[string]any{"id": "400000000000000777", "username": "new"}},
		"members": map[string]any{"400000000000000777": map[string]any{"roles": []string{}}}}}
}

func (b *bench) fitting(o ask.Option) any {
	switch {
	case len(o.Choices) > 0:
		return o.Choices[0].Value
	case o.Type == ask.User:
		return "400000000000000777"
	case o.Type == ask.Role || o.Type == ask.Channel:
		return "600000000000000001"
	case o.Name == "zone":
		return "Europe/Berlin"
	}
	return "Something"
}

func focused(data map[string]any, name string) map[string]any {
	data = maps.Clone(data)
	options := data["options"].([]any)
	if sub, ok := options[0].(map[string]any)["options"].([]any); ok {
		options = sub
	}
	for _, o := range options {
		if m := o.(map[string]any); m["name"] == name {
			m["focused"] = true
		}
	}
	return data
}

// TestBadCustomIDs presses every button there is with ids that nobody was given: other leagues', unknown, broken, stale.
func TestBadCustomIDs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	other, mine := b.other, b.mine
	foreign := []string{strconv.FormatInt(other.Tournament.ID, 10), strconv.FormatInt(other.Seated[0].Entry.ID, 10), strconv.FormatInt(other.Rounds[0].Lobbies[0].ID, 10)}
	firsts := []string{strconv.FormatInt(mine.Tournament.ID, 10), foreign[0], "0", "999", "x"}
	seconds := append([]string{"", "0", "1", "-1", "01", "99999999999999999999", "close_check_in", strings.Repeat("9", 90)}, foreign[1:]...)
	for name := range b.bot.router.Presses() {
		for _, first := range firsts {
			for _, second := range seconds {
				id := strings.TrimRight(name+"/"+first+"/"+second+"/"+second+"/ob", "/")
				b.pressBoth(t, id, first, foreign[0])
			}
		}
	}
	for _, id := range []string{"", "/", "//", "register//7", "register/7/", "REGISTER/7", "register/7 ", "zzz/1", "реклама/1", strings.Repeat("a", 200), "step/../../x", "register/%37"} {
		before := b.head()
		a, s := b.serve(3, mod(), map[string]any{"custom_id": id, "component_type": 2})
		b.judge(t, id, a, s, before)
		if s.Outcome != "refused" || !strings.Contains(spoken(a), "does not work any more") {
			t.Errorf("%q was answered %s: %s", id, s.Outcome, spoken(a))
		}
	}
}

func (b *bench) pressBoth(t *testing.T, id, first, foreign string) {
	t.Helper()
	for _, kind := range []int{3, 5} {
		data := map[string]any{"custom_id": id, "component_type": 3, "values": []string{"1"}}
		if kind == 5 {
			data = map[string]any{"custom_id": id, "components": []any{map[string]any{"type": 18, "component": map[string]any{"type": 4, "custom_id": "ingame", "value": "x"}}}}
		}
		before := b.head()
		a, s := b.serve(kind, mod(), data)
		b.judge(t, id, a, s, before)
		if first == foreign && (b.head() != before || strings.Contains(spoken(a), "Cup 2")) {
			t.Errorf("%s touched another league: %s", id, spoken(a))
		}
	}
}

// TestBadFields sends every form everything that is bad in every field.
func TestBadFields(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, entry := b.mine.Tournament.ID, b.mine.Seated[0]
	lobby := b.mine.Rounds[0].Lobbies[0]
	version := b.mine.Tournament.Version
	forms := map[string][]string{
		say.ID("register", id):                                              {"ingame", "pronouns", "alt", "team", "join"},
		say.ID("add", id):                                                   {"who", "ingame", "pronouns", "alt", "team", "shared"},
		say.ID("entry-search", id):                                          {"name"},
		say.ID("entry-seed", id, entry.Entry.ID, int64(0)):                  {"seed"},
		say.ID("entry-edit", id, entry.Entry.ID, entry.People[0].Person):    {"ingame", "pronouns", "alt", "team", "shared"},
		say.ID("entry-replace", id, entry.Entry.ID, entry.People[0].Person): {"who", "ingame", "pronouns", "shared"},
		say.ID("entry-remove", id, int64(999), int64(0)):                    {"reason"},
		say.ID("entry-strike", id, int64(999), int64(0)):                    {"reason"},
		say.ID("plan-times", id, version):                                   {"registration_opens", "registration_closes", "check_in_opens", "check_in_closes", "starts"},
		say.ID("plan-rules", id, version):                                   {"name", "seats", "rounds", "lobby_size", "points"},
		say.ID("result-type", id, lobby.ID, lobby.Version, "o"):             {"order"},
	}
	covered := map[string]bool{}
	for form, fields := range forms {
		covered[strings.SplitN(form, "/", 2)[0]] = true
		for _, field := range fields {
			for _, v := range bad() {
				text, ok := v.(string)
				if !ok {
					continue
				}
				var parts []any
				for _, f := range fields {
					value := "x"
					if f == field {
						value = text
					}
					parts = append(parts, map[string]any{"type": 18, "component": map[string]any{"type": 4, "custom_id": f, "value": value}})
				}
				before := b.head()
				a, s := b.serve(5, mod(), map[string]any{"custom_id": form, "components": parts})
				b.judge(t, fmt.Sprintf("%s %s:%q", form, field, text), a, s, before)
			}
		}
	}
	for name := range b.bot.router.Forms() {
		if !covered[name] {
			t.Errorf("the form %s is not tried", name)
		}
	}
}

// TestPlayersMayNotWhatStaffMay presses everything of staff as a player.
func TestPlayersMayNotWhatStaffMay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	players := []string{"register", "join", "checkin", "checkout", "withdraw", "withdraw-yes", "withdraw-no", "players", "players-page", "players-list", "standings-page"}
	player := who("400000000000000011", 0)
	b.serve(2, player, map[string]any{"id": "1", "name": "me", "type": 1}) // their new name is an event
	before := b.head()
	for _, set := range []struct {
		kind  int
		names []string
	}{{3, slices.Collect(maps.Keys(b.bot.router.Presses()))}, {5, slices.Collect(maps.Keys(b.bot.router.Forms()))}} {
		for _, name := range set.names {
			if slices.Contains(players, name) {
				continue
			}
			id := fmt.Sprintf("%s/%d/1/1", name, b.mine.Tournament.ID)
			a, s := b.serve(set.kind, player, map[string]any{"custom_id": id, "component_type": 2, "components": []any{}})
			if s.Outcome != "refused" || !strings.Contains(spoken(a), "is for owners") {
				t.Errorf("%s as a player: %s: %s", name, s.Outcome, spoken(a))
			}
		}
	}
	for _, c := range b.bot.Commands() {
		if c.Permissions == nil {
			continue
		}
		walk(c.Name, c.Options, func(path []string, options []ask.Option) {
			a, s := b.serve(2, player, b.command(path, options, nil))
			if (s.Outcome != "refused" || !strings.Contains(spoken(a), "is for owners")) && strings.Join(path, " ") != "league join" {
				t.Errorf("/%s as a player: %s: %s", strings.Join(path, " "), s.Outcome, spoken(a))
			}
		})
	}
	if b.head() != before {
		t.Error("a player changed something")
	}
}

// FuzzCustomID presses whatever the fuzzer thinks of.
func FuzzCustomID(f *testing.F) {
	for _, id := range []string{"register/1", "step/1/2/close_check_in", "tap/1/1/1/oabC", "plan-set/1/1/0/0/0/0/0", "players-page/1/all/2", "entry/1/1/1", "swap-do/1/1/1", "undo-yes/1/1", "x"} {
		f.Add(id, "1")
	}
	b := newBench(f)
	f.Fuzz(func(t *testing.T, id, value string) {
		b.t = t
		_, s := b.serve(3, mod(), map[string]any{"custom_id": id, "component_type": 3, "values": []string{value}})
		if s.Outcome == "failed" {
			t.Errorf("%q with %q failed", id, value)
		}
	})
}
