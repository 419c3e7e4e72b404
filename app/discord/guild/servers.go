package guild

import (
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// Servers is what is known of all servers.
type Servers struct {
	mu   sync.Mutex
	self string
	all  map[string]*server
}

type server struct {
	id       string
	name     string
	roles    map[string]discordgo.Role
	channels map[string]discordgo.Channel
	mine     []string // roles of the bot
}

// NewServers returns a model that knows nothing yet.
func NewServers() *Servers { return &Servers{all: map[string]*server{}} }

// Known tells who the bot is, and forgets every server: after READY they are described anew.
func (s *Servers) Known(self string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.self, s.all = self, map[string]*server{}
}

// Learn takes what an event of the gateway tells. Events that tell nothing of servers are left alone.
func (s *Servers) Learn(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *discordgo.GuildCreate:
		s.learnServer(e.Guild)
	case *discordgo.GuildUpdate:
		if g := s.all[e.ID]; g != nil {
			g.name = e.Name
		}
	case *discordgo.GuildDelete:
		if !e.Unavailable {
			delete(s.all, e.ID)
		}
	case *discordgo.GuildRoleCreate:
		s.learnRole(e.GuildID, e.Role)
	case *discordgo.GuildRoleUpdate:
		s.learnRole(e.GuildID, e.Role)
	case *discordgo.GuildRoleDelete:
		if g := s.all[e.GuildID]; g != nil {
			delete(g.roles, e.RoleID)
		}
	case *discordgo.ChannelCreate:
		s.learnChannel(e.Channel)
	case *discordgo.ChannelUpdate:
		s.learnChannel(e.Channel)
	case *discordgo.ChannelDelete:
		if g := s.all[e.GuildID]; g != nil {
			delete(g.channels, e.ID)
		}
	case *discordgo.GuildMemberUpdate:
		s.learnSelf(e.Member)
	}
}

func (s *Servers) learnServer(g *discordgo.Guild) {
	if g == nil || g.Unavailable {
		return
	}
	known := &server{id: g.ID, name: g.Name, roles: map[string]discordgo.Role{}, channels: map[string]discordgo.Channel{}}
	s.all[g.ID] = known
	for _, r := range g.Roles {
		s.learnRole(g.ID, r)
	}
	for _, c := range g.Channels {
		if c != nil {
			c.GuildID = g.ID
			s.learnChannel(c)
		}
	}
	for _, m := range g.Members {
		if m != nil && m.User != nil && m.User.ID == s.self {
			known.mine = m.Roles
		}
	}
}

func (s *Servers) learnRole(id string, r *discordgo.Role) {
	if g := s.all[id]; g != nil && r != nil {
		g.roles[r.ID] = *r
	}
}

func (s *Servers) learnChannel(c *discordgo.Channel) {
	if c == nil {
		return
	}
	if g := s.all[c.GuildID]; g != nil {
		g.channels[c.ID] = discordgo.Channel{ID: c.ID, Name: c.Name, Type: c.Type, PermissionOverwrites: c.PermissionOverwrites}
	}
}

func (s *Servers) learnSelf(m *discordgo.Member) {
	if m == nil || m.User == nil || m.User.ID != s.self {
		return
	}
	if g := s.all[m.GuildID]; g != nil {
		g.mine = m.Roles
	}
}

// Here returns the ids of the servers that the bot is in, in no order that means anything.
func (s *Servers) Here() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := make([]string, 0, len(s.all))
	for id := range s.all {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Name returns the name of a server, empty for one that is not known.
func (s *Servers) Name(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.all[id]; g != nil {
		return g.name
	}
	return ""
}

// Channel returns the name of a channel with its #; ok is false when the server is known and has no such channel.
func (s *Servers) Channel(id, channel string) (name string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.all[id]
	if g == nil {
		return "its channel", true
	}
	c, ok := g.channels[channel]
	if !ok {
		return "its channel", false
	}
	return "#" + c.Name, true
}

// Role returns the name of a role with its @; ok is false when the server is known and has no such role.
func (s *Servers) Role(id, role string) (name string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.all[id]
	if g == nil {
		return "the role", true
	}
	r, ok := g.roles[role]
	if !ok {
		return "the role", false
	}
	return "@" + r.Name, true
}

// Missing returns the names of the permissions in want that the bot lacks in a channel, nil also when it is not known.
func (s *Servers) Missing(id, channel string, want int64) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.all[id]
	if g == nil {
		return nil
	}
	c, ok := g.channels[channel]
	if !ok {
		return nil
	}
	return lacking(g.permissions(c.PermissionOverwrites, s.self), want)
}

// CannotGive returns why the bot cannot give a role, empty when it can or is not known to be unable.
func (s *Servers) CannotGive(id, role string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.all[id]
	if g == nil {
		return ""
	}
	r, ok := g.roles[role]
	switch {
	case !ok:
		return "the role does not exist any more"
	case r.Managed || role == id:
		return "Discord lets nobody give @" + r.Name
	case len(lacking(g.permissions(nil, s.self), discordgo.PermissionManageRoles)) > 0:
		return "the bot lacks the permission Manage Roles"
	case g.top() <= r.Position:
		return "@" + r.Name + " stands above the bot's own role"
	}
	return ""
}

// CannotPing returns why mentioning a role tells nobody, empty when it does or is not known not to.
func (s *Servers) CannotPing(id, channel, role string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.all[id]
	if g == nil {
		return ""
	}
	r, ok := g.roles[role]
	switch {
	case !ok:
		return "the role does not exist any more"
	case r.Mentionable || len(lacking(g.permissions(g.channels[channel].PermissionOverwrites, s.self), discordgo.PermissionMentionEveryone)) == 0:
		return ""
	}
	return "@" + r.Name + " may not be mentioned"
}

// top returns the position of the bot's highest role.
func (g *server) top() int {
	top := 0
	for _, id := range g.mine {
		top = max(top, g.roles[id].Position)
	}
	return top
}

// permissions returns what the bot may do, in a channel with these overwrites, in Discord's order: roles, then what the
// channel says of everyone, of roles, and of the member.
func (g *server) permissions(over []*discordgo.PermissionOverwrite, self string) int64 {
	may := g.roles[g.id].Permissions
	for _, id := range g.mine {
		may |= g.roles[id].Permissions
	}
	if may&discordgo.PermissionAdministrator != 0 {
		return -1
	}
	var allow, deny int64
	for _, o := range over {
		switch {
		case o == nil:
		case o.ID == g.id:
			may = may&^o.Deny | o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeRole && slices.Contains(g.mine, o.ID):
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	may = may&^deny | allow
	for _, o := range over {
		if o != nil && o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == self {
			may = may&^o.Deny | o.Allow
		}
	}
	return may
}
