package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// NonceField is the name of the hidden field that makes a form count once, however often it is sent. Where a page
// does not bring one, app.js adds a fresh one to every changing request.
const NonceField = "nonce"

// Look is how much a button weighs. A page has one Primary.
type Look string

// The looks.
const (
	Plain   Look = ""        // the usual: a hairline around it
	Primary Look = "primary" // the one thing to do here
	Danger  Look = "danger"  // takes something away
	Faint   Look = "plain"   // no box: sign out, cancel, more
	Beside  Look = "beside"  // of a Form that is not what its page is for: looks as Plain does
)

// Hidden is a value that a form carries along: an id, a version, a nonce.
type Hidden struct {
	Name  string
	Value string
}

// Button is a button of a Form, or one that a script listens to. For a step of its own use FormButton.
type Button struct {
	Label string
	Look  Look
	Name  string // sent with the form when pressed, with Value
	Value string
	Off   string // why it cannot be pressed now; empty when it can. Shown behind it
	Key   string // shortcut: one letter
}

// ButtonLink is a link that looks like a button. It leads somewhere and changes nothing.
type ButtonLink struct {
	Label    string
	Href     string
	Look     Look
	For      string // read out after the label: "moonpetal"
	Download bool   // a file instead of a page
	Key      string
}

// FormButton is a step done with one press: a form that posts and nothing else. Without script the page loads anew;
// with it only the part that changed is exchanged, and where the reader is stays.
type FormButton struct {
	Action string
	Label  string
	For    string // read out after the label, for a row: "Check out" + "moonpetal"
	Hidden []Hidden
	Look   Look
	Off    string // why not now; empty when it can be pressed
	Whole  bool   // load the whole page even with script: a download, another place
	Key    string
}

// Ask is a step that asks first. Its label ends with an ellipsis, which says so. Without script the question opens
// below the button, with script in a dialog. Its children are more fields of the question.
type Ask struct {
	ID      string // stable, unique on the page
	Label   string // of the button: "Close check-in…"
	For     string // read out after the label
	Look    Look
	Title   string // the question: "Close check-in?"
	Text    string // what will happen, with numbers
	Action  string // where the answer is posted
	Confirm string // the word for yes, which names the step: "Close check-in"
	Stay    string // the word for no; "Not now" when empty
	Danger  bool   // the yes takes something away
	Hidden  []Hidden
	Key     string
}

// Menu holds the row actions that do not fit: FormButton, ButtonLink and Ask as its children.
type Menu struct {
	ID    string // stable, unique on the page
	Label string // "More" when empty
	For   string // read out after the label
}

// CopyButton copies a text with one press. It is offered only where there is a script.
type CopyButton struct {
	Label string
	Value string
}

func classes(l Look) string {
	if l == "" {
		return "button"
	}
	if l == Danger {
		return "button danger"
	}
	return "button " + string(l)
}

// Show renders the button with its question. Fields in it get ids that begin with the Ask's.
func (a Ask) Show() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		state := &formState{form: Form{ID: a.ID}, placed: map[string]bool{}}
		return askMarkup(a).Render(context.WithValue(ctx, formKey{}, state), w)
	})
}

func (a Ask) stay() string {
	if a.Stay != "" {
		return a.Stay
	}
	return "Not now"
}

func (a Ask) yes() string {
	if a.Danger {
		return "button primary danger"
	}
	return "button primary"
}

func (m Menu) label() string {
	if m.Label != "" {
		return m.Label
	}
	return "More"
}

func (l Look) or(other Look) Look {
	if l == "" {
		return other
	}
	return l
}
