package discord

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"matchday/app/discord/ask"
	"matchday/app/person"
)

// TestWhoOnlyLooksChangesNothing presses, types and sends everything of staff as each role that may only look, and what is
// for admins as a helper: whoever holds a role by a Discord role is asked at every press.
func TestWhoOnlyLooksChangesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	staff := person.Actor{Name: "mod", League: b.mine.League.ID, Roles: person.Owner, Origin: person.FromConsole}
	bound := map[person.Roles]string{person.Viewer: "600000000000000011", person.Producer: "600000000000000012", person.Helper: "600000000000000013"}
	b.must(b.league.BindRole(t.Context(), staff, "600000000000000010", "admin", person.Admin))
	for role, id := range bound {
		b.must(b.league.BindRole(t.Context(), staff, id, role.String(), role))
	}
	players := []string{"register", "join", "checkin", "checkout", "withdraw", "withdraw-yes", "withdraw-no", "players", "players-page", "players-list", "standings-page"}
	helpers := func(name string) bool { // what is for admins
		return slices.Contains([]string{"plan-set", "plan-times", "plan-rules", "venue-channel", "venue-entered", "venue-ready", "venue-ping",
			"tournament create", "tournament edit", "tournament panel", "league name", "league zone", "league staff-channel", "league role", "league staff"}, name)
	}
	for role, id := range bound {
		who := fmt.Sprintf(`{"user":{"id":"4000000000000008%02d","username":"%s"},"roles":[%q],"permissions":"0"}`, int(role), role, id)
		b.serve(2, who, map[string]any{"id": "1", "name": "me", "type": 1}) // that they are known now is an event
		before := b.head()
		mine := func(name string) bool { return role != person.Helper || helpers(name) }
		for kind, names := range map[int][]string{3: slices.Collect(maps.Keys(b.bot.router.Presses())), 5: slices.Collect(maps.Keys(b.bot.router.Forms()))} {
			for _, name := range names {
				if slices.Contains(players, name) || !mine(name) {
					continue
				}
				for _, rest := range []string{"1/1/1", fmt.Sprintf("%d/cancel", b.mine.Tournament.Version), fmt.Sprintf("%d/start_round", b.mine.Tournament.Version)} {
					data := map[string]any{"custom_id": fmt.Sprintf("%s/%d/%s", name, b.mine.Tournament.ID, rest), "component_type": 3, "values": []string{"1"}, "components": []any{}}
					if _, s := b.serve(kind, who, data); s.Outcome == "failed" {
						t.Errorf("%s as %s failed", name, role)
					}
				}
			}
		}
		for _, c := range b.bot.Commands() {
			if c.Permissions == nil {
				continue
			}
			walk(c.Name, c.Options, func(path []string, options []ask.Option) {
				if name := strings.Join(path, " "); mine(name) && name != "league link" && name != "league join" {
					if _, s := b.serve(2, who, b.command(path, options, nil)); s.Outcome == "failed" {
						t.Errorf("/%s as %s failed", name, role)
					}
				}
			})
		}
		if b.head() != before {
			t.Errorf("a %s changed something", role)
		}
	}
}
