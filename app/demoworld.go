package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/sandbox/autoplay"
	"matchday/app/sandbox/cast"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/tournament"

	botapp "matchday/app/discord"
)

// world is the invented Discord server by its ids.
type world struct {
	server, channel, staffChannel string
	roles                         map[string]string // by name
	staff                         string            // user id of who runs the night
	me                            string            // user id whom the page shows first
	players                       []autoplay.Player
	league, tournament            int64
}

// makeWorld fills a Discord with the demo's server, people, channels and roles, and invites the bot as its invite link
// would.
func makeWorld(d *discord.Discord) (world, error) {
	w := world{roles: map[string]string{}}
	crew := cast.Crew()
	w.staff = d.AddPerson("robin", crew[0].Name)
	w.server = d.AddGuild("Galiseum", w.staff)
	var errs []error
	role := func(name string, colour int, may ...shape.Permissions) {
		r := shape.Role{Name: name, Color: colour}
		for _, p := range may {
			r.Permissions |= p
		}
		id, err := d.AddRole(w.server, r)
		w.roles[name] = id
		errs = append(errs, err)
	}
	for _, m := range crew {
		role(m.Staff, 0xFF6A33, shape.ManageMessages) // with it members are shown the commands of staff
	}
	role("Registered", 0x5CD699)
	role("Checked in", 0xF0C265)
	for i, m := range crew {
		user := w.staff
		if i > 0 {
			user = d.AddPerson(fmt.Sprintf("crew%d", i), m.Name)
			errs = append(errs, d.AddMember(w.server, user))
		}
		errs = append(errs, d.GiveRole(w.server, user, w.roles[m.Staff]))
	}
	for i, m := range cast.Players() {
		user := d.AddPerson(fmt.Sprintf("player%02d", i+1), m.Name)
		errs = append(errs, d.AddMember(w.server, user))
		w.players = append(w.players, autoplay.Player{User: user, InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames})
	}
	w.me = w.players[0].User
	var err error
	w.channel, err = d.AddChannel(w.server, "holidaze-cup")
	errs = append(errs, err)
	private := []shape.Overwrite{{ID: w.server, Deny: shape.ViewChannel}, {ID: d.AppID(), Type: 1, Allow: shape.ViewChannel}}
	for _, m := range crew {
		private = append(private, shape.Overwrite{ID: w.roles[m.Staff], Allow: shape.ViewChannel})
	}
	w.staffChannel, err = d.AddChannel(w.server, "staff", private...)
	errs = append(errs, err)
	var rights shape.Permissions
	for _, p := range botapp.Permissions() {
		rights |= shape.Permissions(p.Bit)
	}
	errs = append(errs, d.InviteBot(w.server, rights))
	return w, errors.Join(errs...)
}

// seed makes the league of the demo and its one tournament, whose registration is open.
func (d *demo) seed(ctx context.Context) error {
	l := d.app.league
	of, err := l.BindServer(ctx, d.world.server, "Galiseum")
	if err != nil {
		return err
	}
	d.world.league = of.ID
	who := person.Console(of.ID)
	if _, err := l.SetLeague(ctx, who, of.Name, "America/New_York", d.world.staffChannel); err != nil {
		return err
	}
	for i, role := range []person.Roles{person.Admin, person.Helper, person.Producer} {
		name := cast.Crew()[i].Staff
		if err := l.BindRole(ctx, who, d.world.roles[name], name, role); err != nil {
			return err
		}
	}
	b, err := l.CreateTournament(ctx, who, holidaze(l.Now()))
	if err != nil {
		return err
	}
	d.world.tournament = b.Tournament.ID
	v := league.Venue{Tournament: b.Tournament.ID, Channel: d.world.channel, Entered: d.world.roles["Registered"], Ready: d.world.roles["Checked in"]}
	if err := l.SetVenue(ctx, who, v); err != nil {
		return err
	}
	if _, err := l.Advance(ctx, who, b.Tournament.ID, 0, tournament.StepOpenRegistration); err != nil {
		return err
	}
	d.setup, err = l.SetupLink(ctx)
	return err
}

// holidaze is the plan of the demo's tournament: fewer seats than people, so that there is a waitlist.
func holidaze(now time.Time) tournament.Plan {
	at := func(in time.Duration) time.Time { return now.Add(in).Truncate(5 * time.Minute) }
	rules := tournament.DefaultRules()
	rules.Cap = 24
	return tournament.Plan{Name: "Holidaze Cup", Zone: "America/New_York", Rules: rules, Times: tournament.Times{
		RegistrationCloses: at(90 * time.Minute), CheckInOpens: at(90 * time.Minute), CheckInCloses: at(120 * time.Minute), Starts: at(130 * time.Minute),
	}}
}
