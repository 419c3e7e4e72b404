package sandbox

import (
	"net/http"
	"time"

	"matchday/app/fault"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/sheets"
)

// shownMessages is how many messages of a channel the page and the state hold.
const shownMessages = 80

// State is everything that can be seen.
type State struct {
	Now       time.Time                     `json:"now"`
	Me        string                        `json:"me,omitempty"` // whose view it is; empty for everything
	Bot       Bot                           `json:"bot"`
	People    []Person                      `json:"people"`
	Servers   []Server                      `json:"servers"`
	Channels  []Channel                     `json:"channels"`
	Direct    []Channel                     `json:"direct"`
	Modal     *discord.Form                 `json:"modal,omitempty"` // the form that is open before Me
	Sheet     *Sheet                        `json:"sheet,omitempty"` // the first one, or that of ?book=; not in what a page is sent
	Faults    map[string]map[string]float64 `json:"faults"`          // by service, those that go on with the seconds that are left
	Kinds     map[string][]string           `json:"fault_kinds"`     // by service
	CanTick   bool                          `json:"can_tick"`
	Links     Links                         `json:"links"`
	Requested map[string]int                `json:"requests,omitempty"` // how often the bot asked for each route; in the state of everything
	Unknown   []string                      `json:"misunderstood,omitempty"`
}

// Bot is the application.
type Bot struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Connected bool   `json:"connected"`
}

// Person is an account.
type Person struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // as shown
	Username string   `json:"username"`
	Servers  []string `json:"servers"`
	Roles    []string `json:"roles"`  // ids
	Unread   int      `json:"unread"` // direct messages that they have not read
	Closed   bool     `json:"dms_closed,omitempty"`
}

// Server is a server with its roles, lowest first.
type Server struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Owner string `json:"owner"`
	Bot   bool   `json:"bot"`
	Roles []Role `json:"roles"`
}

// Role is a role of a server.
type Role struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Color int    `json:"color"`
}

// Channel is a channel, or the direct messages between a person and the bot.
type Channel struct {
	ID       string          `json:"id"`
	Name     string          `json:"name,omitempty"`
	Server   string          `json:"server,omitempty"`
	With     string          `json:"with,omitempty"`
	Topic    string          `json:"topic,omitempty"`
	MayWrite bool            `json:"may_write"`
	Unread   int             `json:"unread"`
	Messages []*discord.Seen `json:"messages"`
}

// read gathers the state as a person sees it; an empty user sees everything.
func (s *Sandbox) read(user string) *State {
	d := s.opt.Discord
	st := &State{Now: s.opt.Clock(), Me: user, Bot: Bot{d.AppID(), d.Name(), d.Connected() > 0}, People: s.people(), Servers: []Server{}, Channels: []Channel{}, Direct: []Channel{},
		Faults: s.faults(), Kinds: s.kinds(), CanTick: s.opt.Advance != nil, Links: s.opt.Links()}
	for _, g := range d.Servers() {
		server := Server{ID: g.ID, Name: g.Name, Owner: g.Owner, Bot: g.BotHere}
		for _, r := range g.Roles {
			server.Roles = append(server.Roles, Role{r.ID, r.Name, r.Color})
		}
		st.Servers = append(st.Servers, server)
	}
	for _, v := range d.Views(user, shownMessages) {
		c := channelOf(v)
		switch {
		case v.With != "":
			st.Direct = append(st.Direct, c)
		case v.Channel.Type != shape.CategoryChannel:
			st.Channels = append(st.Channels, c)
		}
	}
	if user == "" {
		st.Requested, st.Unknown = d.AllRequests(), d.Misunderstood()
		if s.opt.Sheets != nil {
			st.Unknown = append(st.Unknown, s.opt.Sheets.Misunderstood()...)
		}
	} else {
		st.Modal = d.FormOf(user)
	}
	return st
}

// faults returns what goes wrong now, by service and kind, with the seconds that are left.
func (s *Sandbox) faults() map[string]map[string]float64 {
	all := map[string]map[string]float64{"discord": {}}
	for kind, left := range s.opt.Discord.Faults() {
		all["discord"][kind] = left.Seconds()
	}
	if s.opt.Sheets != nil {
		all["sheets"] = map[string]float64{}
		for kind, left := range s.opt.Sheets.Faults() {
			all["sheets"][kind] = left.Seconds()
		}
	}
	return all
}

// kinds returns what can go wrong, by service.
func (s *Sandbox) kinds() map[string][]string {
	all := map[string][]string{"discord": discord.Kinds()}
	if s.opt.Sheets != nil {
		all["sheets"] = sheets.Kinds()
	}
	return all
}

func channelOf(v discord.View) Channel {
	c := Channel{ID: v.Channel.ID, Name: v.Channel.Name, Server: v.Channel.GuildID, With: v.With, MayWrite: v.MayWrite, Unread: v.Unread, Messages: v.Messages}
	if v.Channel.Topic != nil {
		c.Topic = *v.Channel.Topic
	}
	return c
}

// unread returns how many direct messages people have not read, by their ids; those who have read all are left out.
func (s *Sandbox) unread() map[string]int {
	by := map[string]int{}
	for _, v := range s.opt.Discord.Views("", 0) {
		if v.With != "" && v.Unread > 0 {
			by[v.With] = v.Unread
		}
	}
	return by
}

func (s *Sandbox) people() []Person {
	d := s.opt.Discord
	list := []Person{}
	at := map[string]int{}
	unread := s.unread()
	for _, p := range d.People() {
		at[p.ID] = len(list)
		list = append(list, Person{ID: p.ID, Name: p.Shown, Username: p.Username, Unread: unread[p.ID], Closed: p.Closed, Servers: []string{}, Roles: []string{}})
	}
	for _, g := range d.Servers() {
		for _, m := range g.Members {
			i, ok := at[m.User.ID]
			if !ok {
				continue
			}
			list[i].Servers = append(list[i].Servers, g.ID)
			list[i].Roles = append(list[i].Roles, m.Roles...)
			if m.Nick != nil {
				list[i].Name = *m.Nick
			}
		}
	}
	return list
}

// me is the person whom the page shows: the one asked for, else the first.
func (s *Sandbox) me(asked string) (string, error) {
	if asked != "" {
		return s.opt.Discord.Person(asked)
	}
	if s.opt.Me != "" {
		return s.opt.Me, nil
	}
	people := s.opt.Discord.People()
	if len(people) == 0 {
		return "", fault.New(fault.Missing, "There is nobody in the sandbox yet.")
	}
	return people[0].ID, nil
}

// state answers with everything, or with what ?user= sees.
func (s *Sandbox) state(w http.ResponseWriter, r *http.Request) {
	user := r.URL.Query().Get("user")
	if user != "" {
		id, err := s.me(user)
		if err != nil {
			tell(w, err)
			return
		}
		user = id
	}
	st := s.read(user)
	var err error
	if st.Sheet, err = s.sheet(r.URL.Query().Get("book")); err != nil {
		tell(w, err)
		return
	}
	answer(w, st)
}

// commands answers with the commands that a person is shown in a channel.
func (s *Sandbox) commands(w http.ResponseWriter, r *http.Request) {
	user, err := s.me(r.URL.Query().Get("user"))
	if err != nil {
		tell(w, err)
		return
	}
	channel, err := s.opt.Discord.Channel(user, r.URL.Query().Get("channel"))
	if err != nil {
		tell(w, err)
		return
	}
	list := s.opt.Discord.CommandsFor(user, channel)
	if list == nil {
		list = []*shape.Command{}
	}
	answer(w, list)
}
