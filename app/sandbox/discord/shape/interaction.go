package shape

import "encoding/json"

// The types of interactions. Documentation: Interactions › Receiving and Responding.
const (
	PingInteraction         = 1
	CommandInteraction      = 2
	ComponentInteraction    = 3
	AutocompleteInteraction = 4
	ModalInteraction        = 5
)

// The types of first answers.
const (
	AnswerMessage      = 4
	AnswerLater        = 5
	AnswerUpdateLater  = 6
	AnswerUpdate       = 7
	AnswerAutocomplete = 8
	AnswerModal        = 9
)

// Interaction is somebody pressing, typing or submitting something, as the bot is told.
type Interaction struct {
	ID          string            `json:"id"`
	Application string            `json:"application_id"`
	Type        int               `json:"type"`
	Data        any               `json:"data"`
	GuildID     string            `json:"guild_id,omitempty"`
	Guild       *PartialGuild     `json:"guild,omitempty"`
	ChannelID   string            `json:"channel_id"`
	Channel     *Channel          `json:"channel"`
	Member      *Member           `json:"member,omitempty"`
	User        *User             `json:"user,omitempty"`
	Token       string            `json:"token"`
	Version     int               `json:"version"`
	Message     *Message          `json:"message,omitempty"`
	AppRights   Permissions       `json:"app_permissions"`
	Locale      string            `json:"locale"`
	GuildLocale string            `json:"guild_locale,omitempty"`
	Entitled    []any             `json:"entitlements"`
	Owners      map[string]string `json:"authorizing_integration_owners"`
	Context     int               `json:"context"`
	MaxUpload   int               `json:"attachment_size_limit"`
}

// PartialGuild is what an interaction tells of its server.
type PartialGuild struct {
	ID       string   `json:"id"`
	Locale   string   `json:"locale"`
	Features []string `json:"features"`
}

// CommandData is what was typed.
type CommandData struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Type     int           `json:"type"`
	GuildID  string        `json:"guild_id,omitempty"`
	Options  []OptionValue `json:"options,omitempty"`
	Resolved *Resolved     `json:"resolved,omitempty"`
}

// OptionValue is one option with what was typed for it, or a command below with its own.
type OptionValue struct {
	Name    string        `json:"name"`
	Type    int           `json:"type"`
	Value   any           `json:"value,omitempty"`
	Options []OptionValue `json:"options,omitempty"`
	Focused bool          `json:"focused,omitempty"`
}

// ComponentData is what was pressed or chosen.
type ComponentData struct {
	CustomID string    `json:"custom_id"`
	Type     int       `json:"component_type"`
	ID       int       `json:"id"`
	Values   []string  `json:"values,omitempty"`
	Resolved *Resolved `json:"resolved,omitempty"`
}

// ModalData is what was submitted.
type ModalData struct {
	CustomID   string      `json:"custom_id"`
	Components []Submitted `json:"components"`
	Resolved   *Resolved   `json:"resolved,omitempty"`
}

// Submitted is one part of a submitted modal. Value is there for every text input, empty ones included.
type Submitted struct {
	Type       int         `json:"type"`
	ID         int         `json:"id"`
	CustomID   string      `json:"custom_id,omitempty"`
	Value      *string     `json:"value,omitempty"`
	Values     *[]string   `json:"values,omitempty"`
	Components []Submitted `json:"components,omitempty"`
	Component  *Submitted  `json:"component,omitempty"`
}

// Resolved describes who and what was named.
type Resolved struct {
	Users    map[string]*User    `json:"users,omitempty"`
	Members  map[string]*Member  `json:"members,omitempty"`
	Roles    map[string]*Role    `json:"roles,omitempty"`
	Channels map[string]*Channel `json:"channels,omitempty"`
}

// InteractionMetadata stands on the messages that answer an interaction.
type InteractionMetadata struct {
	ID     string            `json:"id"`
	Type   int               `json:"type"`
	User   *User             `json:"user"`
	Owners map[string]string `json:"authorizing_integration_owners"`
	On     string            `json:"interacted_message_id,omitempty"`
}

// Response is a first answer to an interaction, as the bot sends it.
type Response struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// ResponseBody is the data of a first answer: a message, choices, or a modal. discordgo sends the fields of all three.
type ResponseBody struct {
	MessageBody
	Choices  Opt[[]Choice] `json:"choices"`
	CustomID Opt[string]   `json:"custom_id"`
	Title    Opt[string]   `json:"title"`
}

// Modal is a form that is open before somebody.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}
