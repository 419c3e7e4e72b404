package ask

import "context"

// Command is a slash command as Discord keeps it. Only what we set is in it, so that two of them compare.
type Command struct {
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Permissions  *string  `json:"default_member_permissions,omitempty"`
	Contexts     []int    `json:"contexts,omitempty"`
	Integrations []int    `json:"integration_types,omitempty"`
	Options      []Option `json:"options,omitempty"`
}

// Option is one option of a command, or one of its parts.
type Option struct {
	Type         OptionType `json:"type"`
	Name         string     `json:"name"`
	Description  string     `json:"description"`
	Required     bool       `json:"required,omitempty"`
	Autocomplete bool       `json:"autocomplete,omitempty"`
	Choices      []Choice   `json:"choices,omitempty"`
	ChannelTypes []int      `json:"channel_types,omitempty"`
	MinValue     *int       `json:"min_value,omitempty"`
	MaxValue     *int       `json:"max_value,omitempty"`
	MaxLength    int        `json:"max_length,omitempty"`
	Options      []Option   `json:"options,omitempty"`
}

// OptionType is what an option takes.
type OptionType int

// The types of options.
const (
	SubCommand OptionType = 1
	SubGroup   OptionType = 2
	Text       OptionType = 3
	Whole      OptionType = 4
	Flag       OptionType = 5
	User       OptionType = 6
	Channel    OptionType = 7
	Role       OptionType = 8
)

// Choice is one value that an option offers.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// StaffPermission is the Discord permission that members need to see the commands of staff, until a server sets something
// else: Manage Messages, which those who help on game nights usually have. What they may do is decided by their role in
// the league.
const StaffPermission = "8192"

// ForPlayers makes a command that everybody in a server sees.
func ForPlayers(name, description string, options ...Option) Command {
	return Command{Name: name, Description: description, Contexts: []int{0}, Integrations: []int{0}, Options: options}
}

// ForStaff makes a command that members with StaffPermission see.
func ForStaff(name, description string, options ...Option) Command {
	c := ForPlayers(name, description, options...)
	permissions := StaffPermission
	c.Permissions = &permissions
	return c
}

// Sub makes a part of a command.
func Sub(name, description string, options ...Option) Option {
	return Option{Type: SubCommand, Name: name, Description: description, Options: options}
}

// Of makes an option that may be left out.
func Of(t OptionType, name, description string) Option {
	return Option{Type: t, Name: name, Description: description}
}

// Needed returns the option as one that must be given.
func (o Option) Needed() Option {
	o.Required = true
	return o
}

// Suggested returns the option as one whose values are suggested while it is typed.
func (o Option) Suggested() Option {
	o.Autocomplete = true
	return o
}

// From returns the option as one that takes these values only.
func (o Option) From(choices ...Choice) Option {
	o.Choices = choices
	return o
}

// Between bounds a whole number.
func (o Option) Between(least, most int) Option {
	o.MinValue, o.MaxValue = &least, &most
	return o
}

// UpTo bounds the length of a text.
func (o Option) UpTo(most int) Option {
	o.MaxLength = most
	return o
}

// Posts returns a channel option as one that takes channels for text only.
func (o Option) Posts() Option {
	o.ChannelTypes = []int{0, 5}
	return o
}

// Manner is how an action answers, which has to be known before it does.
type Manner int

// The manners.
const (
	Private Manner = iota // a reply that only the person sees
	Public                // a reply that the channel sees
	InPlace               // the private message that was pressed changes
	Opens                 // a modal opens, or a private refusal is shown: never deferred, so it only reads
)

// Action is what one part of a command, one kind of button or menu, or one form does.
type Action struct {
	Manner Manner
	Do     func(context.Context, *Ask) (Answer, error)
	Or     *Action         // what it is instead when When says so: another manner for other options
	When   func(*Ask) bool // nil for an action that is always the same
	// Direct tells that the action may be used in a direct message of the bot. Its custom id then begins with a tournament.
	Direct bool
}

// Suggest answers while an option is typed, with up to say.MaxChoices values.
type Suggest func(context.Context, *Ask) ([]Choice, error)

// Feature is a command with everything that belongs to it.
type Feature struct {
	Command  Command            // Name is empty for a feature that has only buttons
	Runs     map[string]Action  // by part of the command: "", "create"
	Suggests map[string]Suggest // by part and option: "create/zone", "/tournament"
	Presses  map[string]Action  // by name of the custom id of a button or menu
	Forms    map[string]Action  // by name of the custom id of a modal
}
