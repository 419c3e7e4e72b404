package shape

import "encoding/json"

// The types of commands and of their options. Documentation: Interactions › Application Commands.
const (
	ChatCommand    = 1
	UserCommand    = 2
	MessageCommand = 3

	SubCommand        = 1
	SubCommandGroup   = 2
	StringOption      = 3
	IntegerOption     = 4
	BooleanOption     = 5
	UserOption        = 6
	ChannelOption     = 7
	RoleOption        = 8
	MentionableOption = 9
	NumberOption      = 10
	AttachmentOption  = 11
)

// Command is a command of an application, as asked for and as kept.
type Command struct {
	ID            string            `json:"id"`
	ApplicationID string            `json:"application_id"`
	GuildID       string            `json:"guild_id,omitempty"`
	Type          int               `json:"type"`
	Name          string            `json:"name"`
	Names         map[string]string `json:"name_localizations"`
	Description   string            `json:"description"`
	Descriptions  map[string]string `json:"description_localizations"`
	Options       []Option          `json:"options,omitempty"`
	Permission    *Permissions      `json:"default_member_permissions"`
	InDMs         *bool             `json:"dm_permission,omitempty"`
	Default       *bool             `json:"default_permission,omitempty"`
	NSFW          bool              `json:"nsfw"`
	Integrations  []int             `json:"integration_types,omitempty"`
	Contexts      []int             `json:"contexts"`
	Version       string            `json:"version"`
	Handler       *int              `json:"handler,omitempty"`
}

// Option is a parameter of a command, or a command below it.
type Option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Choices      []Choice          `json:"choices,omitempty"`
	Options      []Option          `json:"options,omitempty"`
	ChannelTypes []int             `json:"channel_types,omitempty"`
	MinValue     *float64          `json:"min_value,omitempty"`
	MaxValue     *float64          `json:"max_value,omitempty"`
	MinLength    *int              `json:"min_length,omitempty"`
	MaxLength    *int              `json:"max_length,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
}

// Choice is a value that is offered under a name.
type Choice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value json.RawMessage   `json:"value"`
}

// Text returns the value as text, without quotes.
func (c Choice) Text() string {
	var s string
	if json.Unmarshal(c.Value, &s) == nil {
		return s
	}
	return string(c.Value)
}
