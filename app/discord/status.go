package discord

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"time"

	"matchday/app/discord/ask"
	"matchday/app/discord/guild"
	"matchday/app/discord/notify"
	"matchday/app/discord/wire"
)

// Status is how the bot is, for pages that show it.
type Status struct {
	Gateway    wire.State
	Servers    []string  // ids of the servers it is in
	Waiting    int       // interactions and events that wait for their turn
	Commands   time.Time // when the commands were last found or made right; zero: not yet
	Reconciled Reconciled
}

// Status returns how the bot is. It reads memory only.
func (b *Bot) Status() Status {
	b.mu.Lock()
	s := Status{Commands: b.synced, Reconciled: b.last}
	b.mu.Unlock()
	s.Gateway, s.Servers, s.Waiting = b.gateway.State(), b.servers.Here(), b.queue.depth()
	return s
}

// Invite returns the address by which the bot is invited to a server, with the permissions that it uses and no others.
// It is empty while the application is not known.
func (b *Bot) Invite() string { return InviteLink(b.client.App()) }

// Wants says in words what the bot asks for: the permissions that its invite link names, and the intents. Server Members
// has to be switched on in Discord's developer portal.
func Wants() (permissions, intents string) {
	var names []string
	for _, p := range guild.Permissions() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", "), strings.Join(wire.IntentNames(), ", ")
}

// InviteLink is Invite for an application id.
func InviteLink(application string) string {
	if application == "" {
		return ""
	}
	q := url.Values{"client_id": {application}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatInt(guild.Bits(), 10)}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// applicationOf reads the application's id from a bot token, whose first part is the bot's user id; the two are the same
// for every application made since 2016. It is empty for what is no such token.
func applicationOf(token string) string {
	first, _, _ := strings.Cut(token, ".")
	id, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(first, "="))
	if err != nil || len(id) < 15 || strings.Trim(string(id), "0123456789") != "" {
		return ""
	}
	return string(id)
}

// Commands returns the commands that the bot registers, for the manual.
func (b *Bot) Commands() []ask.Command { return b.router.Commands() }

// Messages returns everything that the bot says without being asked, for the manual.
func Messages() []notify.Row { return notify.Table() }

// Permissions returns what the bot asks for when it is invited, for the manual.
func Permissions() []guild.Permission { return guild.Permissions() }
