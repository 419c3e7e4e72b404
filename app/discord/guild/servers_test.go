package guild_test

import (
	"slices"
	"testing"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/guild"
)

const (
	server = "300000000000000001"
	bot    = "100000000000000001"
	room   = "500000000000000001"
	mine   = "600000000000000001"
)

func known(change func(*discordgo.Guild)) *guild.Servers {
	g := &discordgo.Guild{ID: server, Name: "Test", MemberCount: 1,
		Roles: []*discordgo.Role{
			{ID: server, Permissions: discordgo.PermissionViewChannel},
			{ID: mine, Name: "Matchday", Position: 3, Permissions: guild.Bits()},
			{ID: "600000000000000002", Name: "High", Position: 5},
			{ID: "600000000000000003", Name: "Low", Position: 1},
			{ID: "600000000000000004", Name: "Booster", Position: 2, Managed: true},
			{ID: "600000000000000005", Name: "Open", Position: 1, Mentionable: true},
		},
		Channels: []*discordgo.Channel{{ID: room, Name: "cup"}},
		Members:  []*discordgo.Member{{User: &discordgo.User{ID: bot}, Roles: []string{mine}}}}
	if change != nil {
		change(g)
	}
	s := guild.NewServers()
	s.Known(bot)
	s.Learn(&discordgo.GuildCreate{Guild: g})
	return s
}

func TestWhatTheBotMayDoInAChannel(t *testing.T) {
	t.Parallel()
	deny := func(id string, kind discordgo.PermissionOverwriteType, allow, deny int64) func(*discordgo.Guild) {
		return func(g *discordgo.Guild) {
			g.Channels[0].PermissionOverwrites = append(g.Channels[0].PermissionOverwrites, &discordgo.PermissionOverwrite{ID: id, Type: kind, Allow: allow, Deny: deny})
		}
	}
	for name, tt := range map[string]struct {
		change func(*discordgo.Guild)
		want   []string
	}{
		"as invited":                   {nil, nil},
		"denied to everyone":           {deny(server, 0, 0, discordgo.PermissionSendMessages), []string{"Send Messages"}},
		"denied to its role":           {deny(mine, 0, 0, discordgo.PermissionSendMessages), []string{"Send Messages"}},
		"denied to itself":             {deny(bot, 1, 0, discordgo.PermissionViewChannel), []string{"View Channel"}},
		"denied to another":            {deny("999", 1, 0, discordgo.PermissionViewChannel), nil},
		"invited with less":            {func(g *discordgo.Guild) { g.Roles[1].Permissions = discordgo.PermissionSendMessages }, []string{"Read Message History", "Pin Messages"}},
		"administrator, though denied": {func(g *discordgo.Guild) { g.Roles[1].Permissions = 8; deny(mine, 0, 0, -1)(g) }, nil},
		"denied to everyone, allowed to itself": {func(g *discordgo.Guild) {
			deny(server, 0, 0, discordgo.PermissionSendMessages)(g)
			deny(bot, 1, discordgo.PermissionSendMessages, 0)(g)
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := known(tt.change).Missing(server, room, guild.ForPanel); !slices.Equal(got, tt.want) {
				t.Errorf("it lacks %v, want %v", got, tt.want)
			}
		})
	}
}

func TestWhichRolesTheBotCanGive(t *testing.T) {
	t.Parallel()
	s := known(nil)
	for role, want := range map[string]string{
		"600000000000000003": "", "600000000000000002": "@High stands above the bot's own role", "600000000000000004": "Discord lets nobody give @Booster",
		mine: "@Matchday stands above the bot's own role", "600000000000000099": "the role does not exist any more",
	} {
		if got := s.CannotGive(server, role); got != want {
			t.Errorf("%s: %q, want %q", role, got, want)
		}
	}
	weak := known(func(g *discordgo.Guild) { g.Roles[1].Permissions = 0 })
	if got := weak.CannotGive(server, "600000000000000003"); got != "the bot lacks the permission Manage Roles" {
		t.Error(got)
	}
	if s.CannotPing(server, room, "600000000000000005") != "" || s.CannotPing(server, room, "600000000000000003") == "" {
		t.Error("who may be mentioned is wrong")
	}
}

func TestWhatIsNotKnownIsNotJudged(t *testing.T) {
	t.Parallel()
	s := guild.NewServers()
	if _, there := s.Channel(server, room); !there {
		t.Error("a channel of an unknown server is gone")
	}
	if s.Missing(server, room, -1) != nil || s.CannotGive(server, mine) != "" {
		t.Error("a server that was not described is judged")
	}
}

func TestTheModelFollowsTheEvents(t *testing.T) {
	t.Parallel()
	s := known(nil)
	s.Learn(&discordgo.ChannelDelete{Channel: &discordgo.Channel{ID: room, GuildID: server}})
	if _, there := s.Channel(server, room); there {
		t.Error("a deleted channel is there")
	}
	s.Learn(&discordgo.ChannelCreate{Channel: &discordgo.Channel{ID: "5", GuildID: server, Name: "new"}})
	if name, _ := s.Channel(server, "5"); name != "#new" {
		t.Error(name)
	}
	s.Learn(&discordgo.GuildRoleDelete{GuildID: server, RoleID: "600000000000000003"})
	if _, there := s.Role(server, "600000000000000003"); there {
		t.Error("a deleted role is there")
	}
	s.Learn(&discordgo.GuildMemberUpdate{Member: &discordgo.Member{GuildID: server, User: &discordgo.User{ID: bot}, Roles: []string{mine, "600000000000000002"}}})
	if got := s.CannotGive(server, mine); got != "" {
		t.Errorf("with a higher role: %s", got)
	}
	s.Learn(&discordgo.GuildDelete{Guild: &discordgo.Guild{ID: server}})
	if len(s.Here()) > 0 {
		t.Error("the bot is still there")
	}
}
