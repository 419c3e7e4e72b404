package guild

import "github.com/bwmarrin/discordgo"

// pinMessages is newer than the library: Discord took pinning out of Manage Messages.
const pinMessages = 1 << 51

// Permission is one permission that the bot asks for when it is invited, with what it is for.
type Permission struct {
	Bit  int64
	Name string // as Discord's settings call it
	For  string
}

// Permissions returns everything that the bot needs, and nothing else.
func Permissions() []Permission {
	return []Permission{
		{discordgo.PermissionViewChannel, "View Channel", "finding the tournament's channel"},
		{discordgo.PermissionSendMessages, "Send Messages", "the panel and the posts"},
		{discordgo.PermissionReadMessageHistory, "Read Message History", "finding the panel again after a restart"},
		{pinMessages, "Pin Messages", "keeping the panel on top"},
		{discordgo.PermissionManageRoles, "Manage Roles", "the roles for those who are in and those who have checked in, if you want them"},
	}
}

// The permissions that the bot needs in a channel with a panel, and in one it only posts in.
const (
	ForPanel = ForPosts | discordgo.PermissionReadMessageHistory | pinMessages
	ForPosts = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages
)

// Bits returns all of Permissions in Discord's number.
func Bits() int64 {
	var bits int64
	for _, p := range Permissions() {
		bits |= p.Bit
	}
	return bits
}

func lacking(may, want int64) []string {
	var names []string
	for _, p := range Permissions() {
		if want&p.Bit != 0 && may&p.Bit == 0 {
			names = append(names, p.Name)
		}
	}
	if want&discordgo.PermissionMentionEveryone != 0 && may&discordgo.PermissionMentionEveryone == 0 {
		names = append(names, "Mention Everyone")
	}
	return names
}
