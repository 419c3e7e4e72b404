package ui

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"matchday/app/fault"
)

// Form is a form that posts. Its children are the fields and whatever stands between them; the buttons come last by
// themselves. Give it Err and Values when it is shown again: each Field then finds its own sentence and what was typed.
type Form struct {
	ID     string // stable, unique on the page; field ids begin with it
	Action string
	Err    error      // what was refused; told next to the fields it names and in a summary
	Values url.Values // what was typed, when the form is shown again; wins over each Field's Value
	Hidden []Hidden
	Submit string // words of the button: "Create tournament"
	Look   Look   // of that button; Primary when empty
	Cancel Link   // beside the button; empty without
	Whole  bool   // load the whole page even with script: signing in, leaving for another place
	Upload bool   // carries files
}

// Kind is what a field takes.
type Kind string

// The kinds. OneLine is the zero value.
const (
	OneLine  Kind = ""
	Numeric  Kind = "number"   // a whole number, typed as text so that a wrong one is shown again
	Password Kind = "password" // never shown again
	Email    Kind = "email"
	Address  Kind = "url"
	Area     Kind = "area"   // several lines, grows with its text
	Select   Kind = "select" // one of Options, folded
	Radio    Kind = "radio"  // one of Options, all seen
	Checks   Kind = "checks" // any of Options
	Check    Kind = "check"  // yes or no; sends "on"
	When     Kind = "when"   // a time as a person says it ("Saturday 6pm"), with what was understood shown below
	File     Kind = "file"
)

// Size is how wide the input is; the zero value takes all there is.
type Size string

// The sizes. On a phone each fits the width.
const (
	Short  Size = "short"  // a number, a code
	Medium Size = "medium" // a name
)

// Field is one thing to fill in, with all that belongs to it. Inside a Form it finds its fault and its typed value.
type Field struct {
	Kind  Kind
	Name  string
	Label string
	Hint  string // before the input: what is wanted and in which form
	Value string // for Check: "on" when it is set
	Fault string // what is wrong with it; found by itself inside a Form

	Options []Option // of Select, Radio, Checks; for OneLine and When they are suggestions
	Chosen  []string // of Checks
	Suggest string   // address that answers <option> elements for what is typed so far, sent under Name
	Reading string   // of When: what was understood ("Saturday, November 22, 6:00 PM Eastern")
	Read    string   // of When: address that answers the Reading as text, or a sentence why not, sent under Name; with a field "zone" beside it that as well

	Optional bool // says so behind the label; every other field must be filled in
	ReadOnly bool
	Off      bool
	Focus    bool // the cursor starts here; one on a page
	Size     Size
	Length   int    // most characters; 0 without limit
	Complete string // autocomplete: "username", "current-password", "off"
	Example  string // placeholder; never the only place where something is said
	Accept   string // of File
}

// Option is one choice.
type Option struct {
	Value string
	Label string // Value when empty
	Hint  string // of Radio and Checks
	Off   bool
}

// Search is a search box. With script the part with the id Target follows the typing; without, Enter asks.
type Search struct {
	ID     string // stable
	Action string // the page that takes "q"
	Label  string // "Find a player"
	Value  string
	Target string // id of the part to exchange; empty waits for Enter
	Hidden []Hidden
}

func (o Option) label() string {
	if o.Label != "" {
		return o.Label
	}
	return o.Value
}

type formKey struct{}

// formState is a Form while its fields are rendered: they tell which faults have found their place.
type formState struct {
	form   Form
	faults []*fault.Fault
	placed map[string]bool
}

// Show renders the form. Fields are rendered before the summary above them, which links to the fields that exist.
func (f Form) Show() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		state := &formState{form: f, faults: fault.All(f.Err), placed: map[string]bool{}}
		var fields bytes.Buffer
		if err := templ.GetChildren(ctx).Render(context.WithValue(templ.ClearChildren(ctx), formKey{}, state), &fields); err != nil {
			return err
		}
		return formMarkup(f, state.summary(), templ.Raw(fields.String())).Render(templ.ClearChildren(ctx), w)
	})
}

// Show renders the field.
func (f Field) Show() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		state, _ := ctx.Value(formKey{}).(*formState)
		return fieldMarkup(f.within(state)).Render(ctx, w)
	})
}

// placedField is a Field with its id and all that its Form knows of it.
type placedField struct {
	Field
	ID   string
	Lead bool // takes the focus because it alone is wrong
}

func (f Field) within(state *formState) placedField {
	p := placedField{Field: f, ID: id(f.Name)}
	if state == nil {
		return p
	}
	p.ID = id(state.form.ID, f.Name)
	if typed, ok := state.form.Values[f.Name]; ok && f.Kind != Password && f.Kind != File {
		p.Chosen = typed
		p.Value = state.form.Values.Get(f.Name)
	} else if state.form.Values != nil && (f.Kind == Check || f.Kind == Checks) {
		p.Value, p.Chosen = "", nil // an unticked box sends nothing
	}
	for _, x := range state.faults {
		if x.Field == f.Name && p.Fault == "" {
			p.Fault = x.Sentence
			p.Lead = len(state.faults) == 1
			state.placed[f.Name] = true
		}
	}
	return p
}

// summaryLine is one fault in the summary; Href leads to its field.
type summaryLine struct{ Sentence, Href string }

// summary lists what is wrong, unless it is one thing that stands at its field already.
func (s *formState) summary() []summaryLine {
	if len(s.faults) == 1 && s.placed[s.faults[0].Field] {
		return nil
	}
	var lines []summaryLine
	for _, x := range s.faults {
		line := summaryLine{Sentence: x.Sentence}
		if s.placed[x.Field] {
			line.Href = "#" + id(s.form.ID, x.Field)
		}
		lines = append(lines, line)
	}
	return lines
}

// summaryTitle is empty for one line, which then stands alone.
func summaryTitle(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n) + " things need another look"
}

func linesOf(err error) []summaryLine {
	var lines []summaryLine
	for _, x := range fault.All(err) {
		lines = append(lines, summaryLine{Sentence: x.Sentence})
	}
	return lines
}

// described lists the ids of what explains the input, for aria-describedby.
func (p placedField) described() string {
	var out []byte
	add := func(on bool, suffix string) {
		if !on {
			return
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, p.ID+suffix...)
	}
	add(p.Hint != "", "-hint")
	add(p.Kind == When && p.Fault == "", "-reading")
	add(p.Fault != "", "-fault")
	return string(out)
}

// attributes are those that every single input has.
func (p placedField) attributes() templ.Attributes {
	a := templ.Attributes{"id": p.ID, "name": p.Name}
	set := func(on bool, name string, value any) {
		if on {
			a[name] = value
		}
	}
	set(p.described() != "", "aria-describedby", p.described())
	set(p.Fault != "", "aria-invalid", "true")
	set(!p.Optional && p.Kind != Check && !p.ReadOnly, "required", true)
	set(p.ReadOnly, "readonly", true)
	set(p.Off, "disabled", true)
	set(p.Focus || p.Lead, "autofocus", true)
	set(p.Length > 0, "maxlength", strconv.Itoa(p.Length))
	set(p.Complete != "", "autocomplete", p.Complete)
	set(p.Example != "", "placeholder", p.Example)
	set(p.Accept != "", "accept", p.Accept)
	if p.Kind == Numeric {
		a["inputmode"] = "numeric"
	}
	if p.suggests() {
		a["list"], a["autocomplete"] = p.ID+"-list", "off"
	}
	return a
}

func (p placedField) suggests() bool {
	return (p.Kind == OneLine || p.Kind == When) && (len(p.Options) > 0 || p.Suggest != "")
}

// live are the attributes that ask the server while somebody types.
func (p placedField) live() templ.Attributes {
	switch {
	case p.Suggest != "":
		return templ.Attributes{"hx-get": p.Suggest, "hx-trigger": "input changed delay:200ms", "hx-target": "#" + p.ID + "-list", "hx-swap": "innerHTML", "hx-select": "unset", "hx-select-oob": "unset", "hx-sync": "this:replace", "hx-disabled-elt": "unset"}
	case p.Read != "":
		return templ.Attributes{"hx-get": p.Read, "hx-include": "[name='zone']", "hx-trigger": "input changed delay:300ms", "hx-target": "#" + p.ID + "-reading", "hx-swap": "innerHTML", "hx-select": "unset", "hx-select-oob": "unset", "hx-sync": "this:replace", "hx-disabled-elt": "unset"}
	default:
		return nil
	}
}

func (p placedField) inputType() string {
	switch p.Kind {
	case Password, Email, Address, File:
		return string(p.Kind)
	default:
		return "text"
	}
}

func (p placedField) sizeClass() string {
	if p.Size == "" {
		return ""
	}
	return "field-" + string(p.Size)
}
