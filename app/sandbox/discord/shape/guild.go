package shape

import "time"

// User is an account, of a person or of a bot.
type User struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	Discriminator string  `json:"discriminator"`
	GlobalName    *string `json:"global_name"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
	PublicFlags   int     `json:"public_flags"`
}

// Member is a user in a server.
type Member struct {
	User        *User       `json:"user,omitempty"`
	GuildID     string      `json:"guild_id,omitempty"` // in events only
	Nick        *string     `json:"nick"`
	Avatar      *string     `json:"avatar"`
	Roles       []string    `json:"roles"`
	JoinedAt    time.Time   `json:"joined_at"`
	Premium     *time.Time  `json:"premium_since"`
	Deaf        bool        `json:"deaf"`
	Mute        bool        `json:"mute"`
	Flags       int         `json:"flags"`
	Pending     bool        `json:"pending"`
	Permissions Permissions `json:"permissions,omitempty"` // in interactions only
	Muted       *time.Time  `json:"communication_disabled_until"`
}

// Role is a role of a server. The one with the server's own id is @everyone.
type Role struct {
	ID           string      `json:"id"`
	Name         string      `json:"name"`
	Color        int         `json:"color"`
	Hoist        bool        `json:"hoist"`
	Icon         *string     `json:"icon"`
	UnicodeEmoji *string     `json:"unicode_emoji"`
	Position     int         `json:"position"`
	Permissions  Permissions `json:"permissions"`
	Managed      bool        `json:"managed"`
	Mentionable  bool        `json:"mentionable"`
	Flags        int         `json:"flags"`
	Tags         *RoleTags   `json:"tags,omitempty"`
}

// RoleTags tell what a managed role belongs to.
type RoleTags struct {
	BotID string `json:"bot_id,omitempty"`
}

// The types of channels that the sandbox has.
const (
	TextChannel     = 0
	DirectMessages  = 1
	VoiceChannel    = 2
	CategoryChannel = 4
	NewsChannel     = 5
)

// Channel is a channel of a server, or of direct messages.
type Channel struct {
	ID          string      `json:"id"`
	Type        int         `json:"type"`
	GuildID     string      `json:"guild_id,omitempty"`
	Name        string      `json:"name,omitempty"`
	Topic       *string     `json:"topic,omitempty"`
	Position    int         `json:"position"`
	NSFW        bool        `json:"nsfw"`
	ParentID    *string     `json:"parent_id,omitempty"`
	Overwrites  []Overwrite `json:"permission_overwrites,omitempty"`
	LastMessage *string     `json:"last_message_id"`
	LastPin     *time.Time  `json:"last_pin_timestamp,omitempty"`
	Slowmode    int         `json:"rate_limit_per_user"`
	Recipients  []*User     `json:"recipients,omitempty"`
	Flags       int         `json:"flags"`
	Permissions Permissions `json:"permissions,omitempty"` // in interactions only
}

// The two kinds of overwrites.
const (
	ForRole   = 0
	ForMember = 1
)

// Overwrite changes what a role or a member may do in one channel.
type Overwrite struct {
	ID    string      `json:"id"`
	Type  int         `json:"type"`
	Allow Permissions `json:"allow"`
	Deny  Permissions `json:"deny"`
}

// Guild is a server as REST describes it.
type Guild struct {
	ID                string   `json:"id"`
	Name              string   `json:"name"`
	Icon              *string  `json:"icon"`
	Description       *string  `json:"description"`
	Splash            *string  `json:"splash"`
	Banner            *string  `json:"banner"`
	OwnerID           string   `json:"owner_id"`
	AFKTimeout        int      `json:"afk_timeout"`
	AFKChannel        *string  `json:"afk_channel_id"`
	Verification      int      `json:"verification_level"`
	Notifications     int      `json:"default_message_notifications"`
	ContentFilter     int      `json:"explicit_content_filter"`
	MFA               int      `json:"mfa_level"`
	NSFW              int      `json:"nsfw_level"`
	SystemChannel     *string  `json:"system_channel_id"`
	SystemFlags       int      `json:"system_channel_flags"`
	RulesChannel      *string  `json:"rules_channel_id"`
	UpdatesChannel    *string  `json:"public_updates_channel_id"`
	Vanity            *string  `json:"vanity_url_code"`
	PremiumTier       int      `json:"premium_tier"`
	PreferredLocale   string   `json:"preferred_locale"`
	Features          []string `json:"features"`
	Emojis            []any    `json:"emojis"`
	Stickers          []any    `json:"stickers"`
	Roles             []*Role  `json:"roles"`
	MaxMembers        int      `json:"max_members"`
	PremiumBar        bool     `json:"premium_progress_bar_enabled"`
	ApproximateCount  int      `json:"approximate_member_count,omitempty"`
	ApproximateOnline int      `json:"approximate_presence_count,omitempty"`
}

// GuildCreate is a server as the gateway describes it.
type GuildCreate struct {
	Guild
	JoinedAt    time.Time  `json:"joined_at"`
	Large       bool       `json:"large"`
	Unavailable bool       `json:"unavailable"`
	MemberCount int        `json:"member_count"`
	Members     []*Member  `json:"members"`
	Channels    []*Channel `json:"channels"`
	Threads     []any      `json:"threads"`
	VoiceStates []any      `json:"voice_states"`
	Presences   []any      `json:"presences"`
	Stages      []any      `json:"stage_instances"`
	Events      []any      `json:"guild_scheduled_events"`
	Sounds      []any      `json:"soundboard_sounds"`
}

// Unavailable is a server of which nothing but the id is told.
type Unavailable struct {
	ID          string `json:"id"`
	Unavailable bool   `json:"unavailable,omitempty"`
}

// Application is the bot's application.
type Application struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Flags       int    `json:"flags"`
	Public      bool   `json:"bot_public"`
	CodeGrant   bool   `json:"bot_require_code_grant"`
	VerifyKey   string `json:"verify_key"`
	Bot         *User  `json:"bot,omitempty"`
}
