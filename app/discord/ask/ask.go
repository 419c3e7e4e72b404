package ask

import (
	"strings"
	"time"

	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/person"
)

// Ask is one thing that somebody did: typed a command, pressed a button, chose from a menu, sent a form.
type Ask struct {
	ID      string // of the interaction
	Server  string // empty in a direct message
	Channel string
	User    Member       // who did it
	Who     person.Actor // the same, as the league knows them
	At      time.Time    // when we heard of it

	Name    string   // "tournament create" for a command, else the name of the custom id
	Path    say.Path // of the custom id
	Focused string   // the option being typed, for suggestions
	Values  []string // chosen in a menu

	options  map[string]any
	fields   map[string][]string
	typed    []string // into the fields of text, in the order of the form
	kept     []string // paragraphs of the message that was pressed
	again    bool     // that message is the refusal of a form, with what was typed into it
	users    map[string]Member
	roles    map[string]string
	channels map[string]string
	bot      int64 // permissions of the bot in the channel

	kind    kind
	token   string
	private bool // it was done on a message that only this person sees
	admin   bool
}

type kind int

const (
	command kind = iota
	press
	form
	typing
)

// Member is somebody in the server.
type Member struct {
	ID    string
	Name  string // as shown in the server
	Roles []string
	Bot   bool
	Here  bool // is a member of the server
}

// Form reports whether a form was sent. Its refusal is an error, never a screen: the answer to that keeps what was typed.
func (a *Ask) Form() bool { return a.kind == form }

// Has reports whether an option was given.
func (a *Ask) Has(option string) bool {
	_, ok := a.options[option]
	return ok
}

// Text returns a text option, or the one value of a field or menu of a form; empty when it was not given.
func (a *Ask) Text(name string) string {
	if s, ok := a.options[name].(string); ok {
		return s
	}
	if v := a.fields[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Whole returns a whole number; ok is false when it was not given.
func (a *Ask) Whole(name string) (n int, ok bool) {
	f, ok := a.options[name].(float64)
	if !ok || f != float64(int(f)) {
		return 0, false
	}
	return int(f), true
}

// Flag returns a yes or no, no when it was not given.
func (a *Ask) Flag(name string) bool {
	b, _ := a.options[name].(bool)
	return b
}

// Member returns the user whom an option or the first chosen value names. The fault asks to choose one.
func (a *Ask) Member(option string) (Member, error) {
	id := a.Text(option)
	if option == "" && len(a.Values) > 0 {
		id = a.Values[0]
	}
	m, ok := a.users[id]
	switch {
	case !ok:
		return Member{}, fault.Field(option, "Choose somebody of this server.")
	case m.Bot:
		return Member{}, fault.Field(option, "%s is a bot. Choose a person.", m.Name)
	}
	return m, nil
}

// RoleName returns the name of a role that an option names, empty for one that Discord did not describe.
func (a *Ask) RoleName(id string) string { return a.roles[id] }

// ChannelName returns the name of a channel that an option names.
func (a *Ask) ChannelName(id string) string { return a.channels[id] }

// Arg returns an argument of the custom id as a number. A custom id that does not carry it gets the fault of old buttons.
func (a *Ask) Arg(i int) (int64, error) {
	n, ok := a.Path.Int(i)
	if !ok {
		return 0, errOld()
	}
	return n, nil
}

// Args returns the first n arguments of the custom id as numbers.
func (a *Ask) Args(n int) ([]int64, error) {
	out := make([]int64, n)
	for i := range out {
		var err error
		if out[i], err = a.Arg(i); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Chosen returns what was chosen in a menu whose values are numbers.
func (a *Ask) Chosen() (int64, error) {
	if len(a.Values) != 1 {
		return 0, fault.New(fault.Invalid, "Choose one of the list.")
	}
	return Number(a.Values[0])
}

// Number reads the value of an option of a menu that stands for an id.
func Number(value string) (int64, error) {
	if p, ok := say.ParseID("v/" + value); ok && p.Len() == 1 {
		if n, ok := p.Int(0); ok {
			return n, nil
		}
	}
	return 0, errOld()
}

func errOld() error {
	return fault.New(fault.Stale, "That button does not work any more. Open the panel again and use the one there.")
}

// Old is the fault for a custom id that says what nothing of ours says any more.
func Old() error { return errOld() }

// Given lists the options that were given, for deciding whether a command says anything at all.
func (a *Ask) Given(options ...string) bool {
	for _, o := range options {
		if a.Has(o) {
			return true
		}
	}
	return false
}

// Typed returns what has been typed so far of the option that is being typed.
func (a *Ask) Typed() string { return strings.TrimSpace(a.Text(a.Focused)) }
