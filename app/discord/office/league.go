package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/guild"
	"matchday/app/discord/notify"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
)

// Options are what the office needs.
type Options struct {
	League  *league.League
	Servers *guild.Servers            // what the bot may do where; nil when that is not known
	Link    func(token string) string // the address at which a sign-in token is used; nil when there are no web pages
	Invite  func() string             // the address by which the bot is invited
}

// none is what a role stands for when it stands for nothing.
const none = "none"

type office struct {
	Options
}

func replies(do func(context.Context, *ask.Ask) (ask.Answer, error)) ask.Action {
	return ask.Action{Do: ask.StaffOnly(do)}
}

// Feature is the command for the league itself: its settings, its staff, and the way to the web pages.
func Feature(options Options) ask.Feature {
	o := office{options}
	means := []ask.Choice{}
	for _, r := range person.EachRole() {
		if r != person.Owner {
			means = append(means, ask.Choice{Name: r.String(), Value: r.String()})
		}
	}
	means = append(means, ask.Choice{Name: "nothing", Value: none})
	return ask.Feature{
		Command: ask.ForStaff("league", "Settings and staff of the league",
			ask.Sub("show", "Settings, staff, and what needs you"),
			ask.Sub("name", "Call the league something else", ask.Of(ask.Text, "name", "The new name").Needed().UpTo(person.MaxName)),
			ask.Sub("zone", "The time zone in which staff say times", ask.Of(ask.Text, "zone", "As Europe/Berlin").Needed().Suggested().UpTo(60)),
			ask.Sub("staff-channel", "Where staff are told what needs them", ask.Of(ask.Channel, "channel", "Leave it out to be told nowhere").Posts()),
			ask.Sub("role", "Let a Discord role stand for a role in the league", ask.Of(ask.Role, "role", "The Discord role").Needed(), ask.Of(ask.Text, "means", "What it stands for").Needed().From(means...)),
			ask.Sub("staff", "Give one person a role in the league", ask.Of(ask.User, "who", "A member of this server").Needed(), ask.Of(ask.Text, "role", "The role").Needed().From(means...)),
			ask.Sub("notices", "What needs somebody, and taking it off the list"),
			ask.Sub("link", "A link that signs you in on the web pages once"),
			ask.Sub("join", "Join your web login to this Discord account", ask.Of(ask.Text, "code", "The code from your account page").Needed().UpTo(40))),
		Suggests: map[string]ask.Suggest{"zone/zone": ask.SuggestZones},
		Runs: map[string]ask.Action{
			"show":          replies(o.leagueShow),
			"name":          replies(o.setLeague(func(a *ask.Ask, l *person.League) { l.Name = a.Text("name") })),
			"zone":          replies(o.setLeague(func(a *ask.Ask, l *person.League) { l.Zone = strings.TrimSpace(a.Text("zone")) })),
			"staff-channel": replies(o.setLeague(func(a *ask.Ask, l *person.League) { l.Staff = a.Text("channel") })),
			"role":          replies(o.bindRole),
			"staff":         replies(o.giveRole),
			"notices":       replies(o.noticesCommand),
			"link":          replies(o.link),
			"join":          {Do: o.join},
		},
		Presses: map[string]ask.Action{"notice": {Manner: ask.InPlace, Do: ask.StaffOnly(o.dismiss)}},
	}
}

func (o office) leagueShow(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	of, err := o.League.LeagueByID(ctx, a.Who.League)
	if err != nil {
		return ask.Answer{}, err
	}
	members, bindings, err := o.League.Staff(ctx, a.Who)
	if err != nil {
		return ask.Answer{}, err
	}
	notices, err := o.League.Notices(ctx, a.Who)
	if err != nil {
		return ask.Answer{}, err
	}
	invite := ""
	if o.Invite != nil {
		invite = o.Invite()
	}
	return ask.Tell(League(of, members, bindings, notices, invite, o.doubt(of))), nil
}

// doubt says why staff are not told in the channel that is chosen, empty when they are or nobody can know.
func (o office) doubt(of person.League) string {
	if o.Servers == nil || of.Staff == "" {
		return ""
	}
	name, _ := o.Servers.Channel(of.Server, of.Staff)
	if missing := o.Servers.Missing(of.Server, of.Staff, guild.ForPosts); len(missing) > 0 {
		return notify.CannotTell(name, missing)
	}
	return ""
}

// League renders the settings of a league. doubt says what will not work with them, empty for nothing.
func League(of person.League, members []league.StaffMember, bindings []league.Binding, notices []league.Notice, invite, doubt string) say.Message {
	staff := "not chosen: notices are shown on the admin pages and in the panel of staff"
	if of.Staff != "" {
		staff = say.Channel(of.Staff)
	}
	lines := []string{"Time zone: " + say.Esc(of.Zone), "Staff channel: " + staff}
	if doubt != "" {
		lines = append(lines, "⚠ "+say.Esc(doubt))
	}
	var who []string
	for _, b := range bindings {
		who = append(who, say.Role(b.Discord)+" · "+b.Role.String())
	}
	if len(bindings) == 0 {
		who = append(who, "Administrators of this server are admins, until a Discord role is bound with /league role.")
	}
	for _, m := range members {
		name := say.Esc(m.Person.Name)
		if m.Person.Discord != "" {
			name = say.User(m.Person.Discord)
		}
		who = append(who, name+" · "+m.Roles.String())
	}
	var links []say.Component
	if invite != "" {
		links = append(links, say.Link("Invite the bot again", invite))
	}
	return say.Show(say.Text("**"+say.Esc(of.Name)+"**\n"+strings.Join(lines, "\n")), say.Text("**Staff**\n"+say.Fit(1500, 30, who, say.More(" on the admin pages"))),
		say.Text(noticeLines(notices)), say.Row(links...))
}

func noticeLines(notices []league.Notice) string {
	if len(notices) == 0 {
		return "Nothing needs you."
	}
	var lines []string
	for _, n := range notices {
		lines = append(lines, "⚠ "+say.Esc(n.Text)+" "+say.FromNow(n.Since))
	}
	return say.Fit(2000, 15, lines, say.More(" on the admin pages"))
}

func (o office) setLeague(set func(*ask.Ask, *person.League)) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		of, err := o.League.LeagueByID(ctx, a.Who.League)
		if err != nil {
			return ask.Answer{}, err
		}
		set(a, &of)
		if _, err := o.League.SetLeague(ctx, a.Who, of.Name, of.Zone, of.Staff); err != nil {
			return ask.Answer{}, err
		}
		return o.leagueShow(ctx, a)
	}
}

func (o office) bindRole(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	role, err := roleNamed(a.Text("means"))
	if err != nil {
		return ask.Answer{}, err
	}
	id := a.Text("role")
	if err := o.keepsAdmin(ctx, a, id, role); err != nil {
		return ask.Answer{}, err
	}
	if err := o.League.BindRole(ctx, a.Who, id, a.RoleName(id), role); err != nil {
		return ask.Answer{}, err
	}
	if role == person.Player {
		return ask.Say(say.Role(id) + " stands for nothing any more."), nil
	}
	return ask.Say(fmt.Sprintf("Everybody with %s is %s now.", say.Role(id), role)), nil
}

// keepsAdmin refuses a first binding by which the person, who is admin as an administrator of the server only, would lock
// themselves out: from then on only the bound role counts.
func (o office) keepsAdmin(ctx context.Context, a *ask.Ask, id string, role person.Roles) error {
	members, bindings, err := o.League.Staff(ctx, a.Who)
	if err != nil || len(bindings) > 0 || role != person.Admin || slices.Contains(a.User.Roles, id) {
		return err
	}
	for _, m := range members {
		if m.Person.ID == a.Who.Person && m.Roles.Has(person.Owner|person.Admin) {
			return nil
		}
	}
	return fault.Field("role", "You do not have @%s yourself, so you would lock yourself out: from the first bound role on, being an administrator of the server no longer counts. Give yourself the role first.", a.RoleName(id))
}

func roleNamed(text string) (person.Roles, error) {
	if text == none {
		return person.Player, nil
	}
	role, ok := person.ParseRole(text)
	if !ok {
		return role, fault.Field("role", "%q is no role. Choose one of the list.", text)
	}
	return role, nil
}

func (o office) giveRole(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	role, err := roleNamed(a.Text("role"))
	if err != nil {
		return ask.Answer{}, err
	}
	if err := a.Who.May(person.ManageStaff); err != nil {
		return ask.Answer{}, err
	}
	p, err := ask.Meet(ctx, o.League, a, "who")
	if err != nil {
		return ask.Answer{}, err
	}
	if err := o.League.SetRoles(ctx, a.Who, p.ID, role); err != nil {
		return ask.Answer{}, err
	}
	if role == person.Player {
		return ask.Say(say.Bold(p.Name) + " has no role of their own any more."), nil
	}
	return ask.Say(fmt.Sprintf("%s is %s now.", say.Bold(p.Name), role)), nil
}

func (o office) noticesCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	notices, err := o.League.Notices(ctx, a.Who)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Notices(notices, "")), nil
}

// Notices renders what needs somebody, with a menu to take one off the list.
func Notices(notices []league.Notice, note string) say.Message {
	var options []say.Option
	for _, n := range notices {
		if len(n.Key) <= say.MaxOption {
			options = append(options, say.Option{Label: n.Text, Value: n.Key})
		}
	}
	var menu []say.Component
	if len(options) > 0 {
		menu = append(menu, say.Menu(say.ID("notice"), "Take one off the list", options...))
	}
	return say.Show(say.Text(note), say.Text(noticeLines(notices)), say.Row(menu...))
}

func (o office) dismiss(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	if len(a.Values) != 1 {
		return ask.Answer{}, ask.Old()
	}
	if err := o.League.Dismiss(ctx, a.Who, a.Values[0]); err != nil {
		return ask.Answer{}, err
	}
	notices, err := o.League.Notices(ctx, a.Who)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Change(Notices(notices, "It is off the list. It comes back if it still holds.")), nil
}

func (o office) link(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	if o.Link == nil {
		return ask.Answer{}, fault.New(fault.Closed, "The web pages have no address that Discord can open. Whoever runs Matchday sets server.public_url.")
	}
	token, err := o.League.OwnLink(ctx, a.Who)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Link(o.Link(token))), nil
}

// Link renders a sign-in link.
func Link(address string) say.Message {
	return say.Show(say.Text("This signs you in on the admin pages, once, within 15 minutes. It is for you alone: do not pass it on."), say.Row(say.Link("Sign in", address)))
}

// join joins the web login that asked for a code to whoever types it. It needs no role: the code is the proof.
func (o office) join(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	p, err := o.League.Join(ctx, a.Who, a.Text("code"))
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Say("Your web login and this account are one now: " + say.Bold(p.Name) + "."), nil
}
