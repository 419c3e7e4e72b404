package ask

import (
	"errors"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/say"
)

var errNotUnderstood = errors.New("an interaction that is not understood")

// read turns an interaction into an Ask. The library hands on interactions that it could only read in part, so nothing
// in it is taken for granted.
func read(i *discordgo.Interaction, at time.Time) (*Ask, error) {
	if i == nil || i.ID == "" || i.Token == "" || i.Data == nil {
		return nil, errNotUnderstood
	}
	a := &Ask{ID: i.ID, Server: i.GuildID, Channel: i.ChannelID, At: at, token: i.Token, bot: i.AppPermissions}
	switch {
	case i.Member != nil && i.Member.User != nil:
		a.User = member(i.Member, i.Member.User)
		a.admin = i.Member.Permissions&discordgo.PermissionAdministrator != 0
	case i.User != nil:
		a.User = Member{ID: i.User.ID}
	default:
		return nil, errNotUnderstood
	}
	if i.Message != nil {
		a.private = i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
		a.readMessage(i.Message.Components)
	}
	switch d := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		a.readCommand(i.Type, d)
	case discordgo.MessageComponentInteractionData:
		a.kind, a.Values = press, d.Values
		a.resolve(d.Resolved.Users, d.Resolved.Members, d.Resolved.Roles, d.Resolved.Channels)
		return a, a.readID(d.CustomID)
	case discordgo.ModalSubmitInteractionData:
		a.kind, a.fields = form, map[string][]string{}
		a.resolve(d.Resolved.Users, d.Resolved.Members, d.Resolved.Roles, d.Resolved.Channels)
		a.readFields(d.Components)
		return a, a.readID(d.CustomID)
	default:
		return nil, errNotUnderstood
	}
	return a, nil
}

func (a *Ask) readID(id string) error {
	p, ok := say.ParseID(id)
	if !ok {
		return errOld()
	}
	a.Name, a.Path = p.Name, p
	return nil
}

func (a *Ask) readCommand(t discordgo.InteractionType, d discordgo.ApplicationCommandInteractionData) {
	if t == discordgo.InteractionApplicationCommandAutocomplete {
		a.kind = typing
	}
	if r := d.Resolved; r != nil {
		a.resolve(r.Users, r.Members, r.Roles, r.Channels)
	}
	a.Name, a.options = d.Name, map[string]any{}
	options := d.Options
	for len(options) == 1 && options[0] != nil && (options[0].Type == discordgo.ApplicationCommandOptionSubCommand || options[0].Type == discordgo.ApplicationCommandOptionSubCommandGroup) {
		a.Name += " " + options[0].Name
		options = options[0].Options
	}
	for _, o := range options {
		if o == nil {
			continue
		}
		a.options[o.Name] = o.Value
		if o.Focused {
			a.Focused = o.Name
		}
	}
}

func (a *Ask) readFields(parts []discordgo.MessageComponent) {
	for _, p := range parts {
		switch c := p.(type) {
		case *discordgo.Label:
			if c.Component != nil {
				a.readFields([]discordgo.MessageComponent{c.Component})
			}
		case *discordgo.ActionsRow:
			a.readFields(c.Components)
		case *discordgo.TextInput:
			a.fields[c.CustomID], a.typed = []string{c.Value}, append(a.typed, c.Value)
		case *discordgo.SelectMenu:
			a.fields[c.CustomID] = c.Values
		}
	}
}

// readMessage reads what a message that was pressed says, for the refusal of a form.
func (a *Ask) readMessage(parts []discordgo.MessageComponent) {
	for _, p := range parts {
		switch c := p.(type) {
		case *discordgo.TextDisplay:
			a.kept = append(a.kept, c.Content)
		case *discordgo.ActionsRow:
			a.readMessage(c.Components)
		case *discordgo.Button:
			id, ok := say.ParseID(c.CustomID)
			a.again = a.again || ok && id.Name == againName
		}
	}
}

func (a *Ask) resolve(users map[string]*discordgo.User, members map[string]*discordgo.Member, roles map[string]*discordgo.Role, channels map[string]*discordgo.Channel) {
	a.users, a.roles, a.channels = map[string]Member{}, map[string]string{}, map[string]string{}
	for id, u := range users {
		if u != nil {
			a.users[id] = member(members[id], u)
		}
	}
	for id, r := range roles {
		if r != nil {
			a.roles[id] = r.Name
		}
	}
	for id, c := range channels {
		if c != nil {
			a.channels[id] = c.Name
		}
	}
}

// member puts together what is known of somebody; m is nil for a user who is not in the server.
func member(m *discordgo.Member, u *discordgo.User) Member {
	out := Member{ID: u.ID, Name: NameOf("", u), Bot: u.Bot}
	if m != nil {
		out.Name, out.Roles, out.Here = NameOf(m.Nick, u), m.Roles, true
	}
	return out
}

// NameOf returns the name under which a server shows somebody: the nickname there, else the display name, else the
// account's.
func NameOf(nick string, u *discordgo.User) string {
	for _, name := range []string{nick, u.GlobalName, u.Username} {
		if strings.TrimSpace(name) != "" {
			return name
		}
	}
	return u.ID
}
