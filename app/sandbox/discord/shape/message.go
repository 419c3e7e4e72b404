package shape

import (
	"encoding/json"
	"time"
)

// The types of messages that the sandbox has. Documentation: Resources › Message › Message Types.
const (
	DefaultMessage   = 0
	PinNotice        = 6
	ReplyMessage     = 19
	CommandMessage   = 20
	maxNonceDecimals = 25
)

// The flags of a message. Documentation: Resources › Message › Message Flags.
const (
	SuppressEmbeds        = 1 << 2
	Ephemeral             = 1 << 6
	Loading               = 1 << 7
	SuppressNotifications = 1 << 12
	ComponentsV2          = 1 << 15
)

// Message is a message as Discord describes it.
type Message struct {
	ID           string               `json:"id"`
	Type         int                  `json:"type"`
	ChannelID    string               `json:"channel_id"`
	GuildID      string               `json:"guild_id,omitempty"` // in events only
	Author       *User                `json:"author"`
	Member       *Member              `json:"member,omitempty"` // in events only, without the user
	Content      string               `json:"content"`
	Timestamp    time.Time            `json:"timestamp"`
	Edited       *time.Time           `json:"edited_timestamp"`
	TTS          bool                 `json:"tts"`
	Everyone     bool                 `json:"mention_everyone"`
	Mentions     []*User              `json:"mentions"`
	MentionRoles []string             `json:"mention_roles"`
	Attachments  []any                `json:"attachments"`
	Embeds       []Embed              `json:"embeds"`
	Components   []Component          `json:"components"`
	Reactions    []Reaction           `json:"reactions,omitempty"`
	Nonce        json.RawMessage      `json:"nonce,omitempty"`
	Pinned       bool                 `json:"pinned"`
	WebhookID    string               `json:"webhook_id,omitempty"`
	Application  string               `json:"application_id,omitempty"`
	Flags        int                  `json:"flags"`
	Reference    *Reference           `json:"message_reference,omitempty"`
	Referenced   *Message             `json:"referenced_message,omitempty"`
	Interaction  *InteractionMetadata `json:"interaction_metadata,omitempty"`
}

// Spoken returns the text in which mentions count: the content and the text displays, not embeds.
// Documentation: Resources › Message › Allowed Mentions Object; Components › Component Reference › Text Display.
func (m *Message) Spoken() string {
	text := m.Content
	for _, c := range Each(m.Components, "") {
		if c.Type == TextDisplay {
			text += "\n" + c.Content
		}
	}
	return text
}

// Reference names the message that a message answers or speaks of.
type Reference struct {
	Type      int    `json:"type,omitempty"`
	MessageID string `json:"message_id,omitempty"`
	ChannelID string `json:"channel_id,omitempty"`
	GuildID   string `json:"guild_id,omitempty"`
	Fail      *bool  `json:"fail_if_not_exists,omitempty"`
}

// Reaction is how often an emoji was added to a message.
type Reaction struct {
	Count int   `json:"count"`
	Me    bool  `json:"me"`
	Emoji Emoji `json:"emoji"`
}

// Emoji is a unicode character, or one of a server.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// Embed is a framed block of text below a message.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *Media       `json:"image,omitempty"`
	Thumbnail   *Media       `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedFooter is the last line of an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedAuthor is the first line of an embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is a titled part of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// Media is a picture by its address.
type Media struct {
	URL string `json:"url"`
}

// Mentions tells whom a message may notify. Documentation: Resources › Message › Allowed Mentions Object.
type Mentions struct {
	Parse   []string `json:"parse"`
	Users   []string `json:"users"`
	Roles   []string `json:"roles"`
	Replied bool     `json:"replied_user"`
}

// MessageBody is a request to make or change a message. LibraryID and LibraryChannel are what discordgo adds to every
// edit and Discord ignores.
type MessageBody struct {
	Content        Opt[string]          `json:"content"`
	Embeds         Opt[[]Embed]         `json:"embeds"`
	Components     Opt[[]Component]     `json:"components"`
	Flags          Opt[int]             `json:"flags"`
	Mentions       Opt[Mentions]        `json:"allowed_mentions"`
	Nonce          Opt[json.RawMessage] `json:"nonce"`
	EnforceNonce   Opt[bool]            `json:"enforce_nonce"`
	TTS            Opt[bool]            `json:"tts"`
	Reference      Opt[Reference]       `json:"message_reference"`
	Attachments    Opt[[]any]           `json:"attachments"`
	Stickers       Opt[[]string]        `json:"sticker_ids"`
	Poll           Opt[any]             `json:"poll"`
	LibraryID      string               `json:"ID"`
	LibraryChannel string               `json:"Channel"`
}

// NonceText returns the nonce as text and whether one was given that Discord takes: a string of up to 25 characters or
// an integer.
func (b *MessageBody) NonceText() (text string, ok bool) {
	if !b.Nonce.Given() {
		return "", true
	}
	var s string
	if json.Unmarshal(b.Nonce.Value, &s) == nil {
		return s, len([]rune(s)) <= maxNonceDecimals
	}
	var n int64
	if json.Unmarshal(b.Nonce.Value, &n) == nil {
		return string(b.Nonce.Value), true
	}
	return "", false
}
