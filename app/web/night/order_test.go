package night

import (
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// lobbyOf makes a lobby whose seats are dealt in the order of the names; entries are 11, 12, ….
func lobbyOf(t *testing.T, names ...string) tournament.LobbyReading {
	t.Helper()
	n := tournament.Night{Tournament: tournament.Tournament{ID: 1, Zone: "UTC", Stage: tournament.Playing, Round: 1, Rules: tournament.DefaultRules()}}
	l := tournament.Lobby{ID: 5, Tournament: 1, Round: 1, Name: "A", Version: 3}
	people := map[int64]person.Person{}
	for i, name := range names {
		display, ingame, _ := strings.Cut(name, "=")
		id := int64(11 + i)
		people[id] = person.Person{ID: id, Name: display}
		n.Entries = append(n.Entries, tournament.Entry{ID: id, Tournament: 1, Name: ingame, State: tournament.Seated, Members: []tournament.Member{{Person: id, InGame: ingame, CheckIn: time.Unix(1, 0)}}})
		l.Seats = append(l.Seats, tournament.Seat{Entry: id})
	}
	n.Rounds = []tournament.Round{{Tournament: 1, Number: 1, State: tournament.InPlay}}
	n.Lobbies = []tournament.Lobby{l}
	b := n.Read(person.League{}, people)
	r, _ := b.Current()
	return r.Lobbies[0]
}

func TestNumbersAreSeatsWhateverNamesHoldThem(t *testing.T) {
	t.Parallel()
	l := lobbyOf(t, "mira=Mira#NA1", "nimbus=Game Name 12#NA1", "pickles=Queen 3 1#OCE")
	for text, want := range map[string][]int64{"1 2 3": {11, 12, 13}, "3 1 2": {13, 11, 12}, "1 2": {11, 12, 13}, "-1 2 3": {12, 13}, "game name 12 mira 3": {12, 11, 13}} {
		if res, _, err := readResult(l, text); err != nil || !slices.Equal(res.Order, want) {
			t.Errorf("%q is read as %v, %v, want %v", text, res.Order, err, want)
		}
	}
}

func TestReadResult(t *testing.T) {
	t.Parallel()
	l := lobbyOf(t, "moonpetal=Sugar Comet#NA1", "vex.luna=LunaVex#GAL", "달빛토끼=달빛토끼#KR1", "ivy_=Ivy#0777", "harp=7thHarp#LUNA")
	tests := []struct {
		name, text     string
		order, absent  []int64
		missing        int
		wrong, because string
	}{
		{name: "numbers", text: "3 1 5 2 4", order: []int64{13, 11, 15, 12, 14}},
		{name: "the last one is plain", text: "3 1 5 2", order: []int64{13, 11, 15, 12, 14}},
		{name: "numbers with commas", text: "3,1,5,2,4", order: []int64{13, 11, 15, 12, 14}},
		{name: "names with spaces", text: "sugar comet ivy lunavex 달빛 7thharp", order: []int64{11, 14, 12, 13, 15}},
		{name: "beginnings", text: "sug, iv, luna, 달, 7th", order: []int64{11, 14, 12, 13, 15}},
		{name: "display names", text: "vex.luna, moonpetal, ivy_, harp, 달빛토끼", order: []int64{12, 11, 14, 15, 13}},
		{name: "with the tag", text: "LunaVex#GAL\nIvy#0777\n7thHarp#LUNA\nSugar Comet#NA1\n달빛토끼#KR1", order: []int64{12, 14, 15, 11, 13}},
		{name: "a numbered list", text: "1. LunaVex\n2. Ivy\n3) 7thHarp\n4th Sugar Comet\n5 달빛토끼\n", order: []int64{12, 14, 15, 11, 13}},
		{name: "a name that begins with a digit", text: "7thHarp\nLunaVex\nIvy\nSugar Comet\n달빛토끼", order: []int64{15, 12, 14, 11, 13}},
		{name: "absent behind a slash", text: "3 1 2 / 4 5", order: []int64{13, 11, 12}, absent: []int64{14, 15}},
		{name: "absent with a minus", text: "3 -4 1 2 -5", order: []int64{13, 11, 12}, absent: []int64{14, 15}},
		{name: "an absent name", text: "luna, sugar, 달, 7th / ivy", order: []int64{12, 11, 13, 15}, absent: []int64{14}},
		{name: "a name in the middle", text: "comet, vex, 토끼, ivy", order: []int64{11, 12, 13, 14, 15}},
		{name: "windows lines", text: "luna\r\nivy\r\nharp\r\nsugar\r\n달", order: []int64{12, 14, 15, 11, 13}},
		{name: "nothing yet", text: "", missing: 5},
		{name: "half of it", text: "2 1", order: []int64{12, 11}, missing: 3},
		{name: "twice", text: "1 2 1", wrong: "moonpetal is named twice"},
		{name: "no such seat", text: "1 9", wrong: "seats 1 to 5, and no 9"},
		{name: "nobody", text: "luna, zed", wrong: "Nobody in lobby A is called “zed”"},
		{name: "markup", text: "<script>alert(1)</script>", wrong: "Nobody in lobby A"},
		{name: "far too long", text: strings.Repeat("luna, ", 1000), wrong: "far too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, missing, err := readResult(l, tt.text)
			if tt.wrong != "" {
				if err == nil || !strings.Contains(fault.Sentence(err), tt.wrong) || fault.Of(err).Field != "order" {
					t.Fatalf("got %v, want %q at order", err, tt.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(res.Order, tt.order) || !slices.Equal(res.Absent, tt.absent) || len(missing) != tt.missing {
				t.Errorf("order %v absent %v missing %d, want %v, %v, %d", res.Order, res.Absent, len(missing), tt.order, tt.absent, tt.missing)
			}
			if res.Lobby != 5 || res.Version != 3 {
				t.Errorf("lobby %d version %d", res.Lobby, res.Version)
			}
		})
	}
}

func TestANameThatFitsTwoIsAskedFor(t *testing.T) {
	t.Parallel()
	l := lobbyOf(t, "Team A=Team A", "Team B=Team B", "the boys=the boys", "the toys=the toys")
	_, _, err := readResult(l, "team, the boys")
	if err == nil || fault.Sentence(err) != "“team” can be Team A or Team B. Type more of the name, or the number." {
		t.Errorf("got %v", err)
	}
	res, _, err := readResult(l, "team a, the t, the b")
	if err != nil || !slices.Equal(res.Order, []int64{11, 14, 13, 12}) {
		t.Errorf("got %v, %v", res.Order, err)
	}
}

func FuzzReadResult(f *testing.F) {
	f.Add("3 1 2")
	f.Add("luna, ivy / 3")
	f.Add("1. LunaVex\n2. Ivy")
	f.Fuzz(func(t *testing.T, text string) {
		l := lobbyOf(t, "moonpetal=Sugar Comet#NA1", "vex.luna=LunaVex#GAL", "ivy_=Ivy#0777")
		res, missing, err := readResult(l, text)
		if err != nil {
			return
		}
		seen := map[int64]bool{}
		for _, id := range append(slices.Clone(res.Order), res.Absent...) {
			if seen[id] || id < 11 || id > 13 {
				t.Fatalf("%q gives %v and %v", text, res.Order, res.Absent)
			}
			seen[id] = true
		}
		if len(seen)+len(missing) != 3 {
			t.Fatalf("%q: %d named and %d missing of 3", text, len(seen), len(missing))
		}
	})
}
