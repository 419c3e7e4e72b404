package discord

import (
	"context"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// noAnswer is what a person reads when the bot has not answered within three seconds.
const noAnswer = "The application did not respond"

// Answer is what a person sees after pressing, choosing, typing or submitting something.
type Answer struct {
	Interaction string            `json:"interaction"`
	Text        string            `json:"text"` // what they read: of the reply, else of the changed message, else the title of the form
	Ephemeral   bool              `json:"ephemeral"`
	Failed      bool              `json:"failed,omitempty"`     // nobody has answered
	Thinking    bool              `json:"thinking,omitempty"`   // the answer was put off and has not come in time
	Components  []shape.Component `json:"components,omitempty"` // of the message that Text is of
	Reply       *Seen             `json:"reply,omitempty"`
	Updated     *Seen             `json:"updated,omitempty"` // the message that was pressed, when it was changed
	More        []*Seen           `json:"more,omitempty"`
	Form        *Form             `json:"modal,omitempty"`
	Choices     []Choice          `json:"choices,omitempty"`
}

// Press presses a button of a message by its label or custom id. An empty message is the newest one with such a button.
// It returns when the bot has answered or three seconds are over; an answer that was put off is waited for.
func (d *Discord) Press(ctx context.Context, user, message, label string) (Answer, error) {
	m, err := d.message(user, message, label, false)
	if err != nil {
		return Answer{}, err
	}
	id, err := named(m, label, false)
	if err != nil {
		return Answer{}, err
	}
	return d.use(ctx, user, m, id, nil)
}

// Select makes a choice in a menu, found by its placeholder or custom id; values are those of options or their labels, or
// names or ids of people, roles and channels.
func (d *Discord) Select(ctx context.Context, user, message, menu string, values ...string) (Answer, error) {
	m, err := d.message(user, message, menu, true)
	if err != nil {
		return Answer{}, err
	}
	id, err := named(m, menu, true)
	if err != nil {
		return Answer{}, err
	}
	for _, s := range m.Menus {
		if s.ID == id {
			if values, err = d.values(m.Channel, s.Kind, s.Options, values); err != nil {
				return Answer{}, err
			}
		}
	}
	return d.use(ctx, user, m, id, values)
}

func (d *Discord) use(ctx context.Context, user string, m *Seen, id string, values []string) (Answer, error) {
	d.at(user, m.Channel)
	asked, err := d.world.Press(user, m.ID, id, values)
	if err != nil {
		return Answer{}, err
	}
	return d.follow(ctx, asked)
}

// values turns labels and names into what a menu takes.
func (d *Discord) values(channel, kind string, options []shape.SelectOption, given []string) ([]string, error) {
	list := make([]string, 0, len(given))
	for _, v := range given {
		switch kind {
		case "text":
			for _, o := range options {
				if o.Value == v || o.Label == v {
					v = o.Value
					break
				}
			}
		default:
			id, err := d.mentionable(channel, kind, v)
			if err != nil {
				return nil, err
			}
			v = id
		}
		list = append(list, v)
	}
	return list, nil
}

// Submit sends the form that is open before a person. modal is its id, its title, or empty; fields are by label or custom
// id, and several choices of a menu are separated by line breaks. A field that is not given keeps what it was opened with.
func (d *Discord) Submit(ctx context.Context, user, modal string, fields map[string]string) (Answer, error) {
	open := d.world.Modal(user)
	if open == nil || modal != "" && modal != open.ID && modal != open.Title && modal != open.CustomID {
		return Answer{}, fault.Field("modal", "No such form is open before that person. A form opens by pressing what opens it.")
	}
	form := formOf(open)
	for given := range fields {
		known := false
		var labels []string
		for _, f := range form.Fields {
			known = known || f.Label == given || f.ID == given
			labels = append(labels, f.Label)
		}
		if !known {
			return Answer{}, fault.Field("fields", "The form has no field %q. It has: %s.", given, list(labels))
		}
	}
	values := map[string][]string{}
	for _, f := range form.Fields {
		v, err := d.fill(open, f, fields)
		if err != nil {
			return Answer{}, err
		}
		values[f.ID] = v
	}
	asked, err := d.world.Submit(user, open.ID, values)
	if err != nil {
		return Answer{}, err
	}
	return d.follow(ctx, asked)
}

// fill returns the values of one field, refusing what Discord's apps do not let through.
func (d *Discord) fill(open *world.OpenModal, f Field, fields map[string]string) ([]string, error) {
	text, given := fields[f.Label]
	if !given {
		text, given = fields[f.ID]
	}
	if f.Kind == "line" || f.Kind == "paragraph" {
		if !given {
			text = f.Value
		}
		n := len([]rune(text))
		switch {
		case n == 0 && f.Required:
			return nil, fault.Field(f.Label, "%s is required.", f.Label)
		case n == 0:
		case n < f.Least:
			return nil, fault.Field(f.Label, "%s takes at least %d characters.", f.Label, f.Least)
		case n > f.Most:
			return nil, fault.Field(f.Label, "%s takes at most %d characters.", f.Label, f.Most)
		case f.Kind == "line" && strings.ContainsAny(text, "\r\n"):
			return nil, fault.Field(f.Label, "%s is one line.", f.Label)
		}
		return []string{text}, nil
	}
	var chosen []string
	if !given {
		chosen = append(chosen, f.Chosen...)
	}
	for _, o := range f.Options {
		if !given && o.Default {
			chosen = append(chosen, o.Value)
		}
	}
	if text != "" {
		chosen = strings.Split(text, "\n")
	}
	return d.values(open.Room, f.Kind, f.Options, chosen)
}

// Dismiss closes the form that is open before a person without sending it.
func (d *Discord) Dismiss(user string) { d.world.Dismiss(user) }

// FormOf returns the form that is open before a person, nil when none is.
func (d *Discord) FormOf(user string) *Form {
	if m := d.world.Modal(user); m != nil {
		return formOf(m)
	}
	return nil
}

// follow waits for what the person sees.
func (d *Discord) follow(ctx context.Context, id string) (Answer, error) {
	patience := time.NewTimer(d.opt.FollowFor + time.Hour)
	defer patience.Stop()
	waiting := false
	for {
		o, ok := d.world.Outcome(id)
		switch {
		case !ok:
			return Answer{Interaction: id, Text: noAnswer, Failed: true}, nil
		case o.Failed:
			return Answer{Interaction: id, Text: noAnswer, Failed: true}, nil
		case o.Answer != 0 && !o.Thinking:
			return d.answer(id, o), nil
		case o.Thinking && !waiting:
			waiting = true
			patience.Reset(d.opt.FollowFor)
		}
		select {
		case <-o.Changed:
		case <-patience.C:
			return d.answer(id, o), nil
		case <-d.done:
			return Answer{Interaction: id, Text: noAnswer, Failed: true}, nil
		case <-ctx.Done():
			return Answer{}, context.Cause(ctx)
		}
	}
}

func (d *Discord) answer(id string, o world.Outcome) Answer {
	a := Answer{Interaction: id, Thinking: o.Thinking}
	for _, m := range o.Followups {
		a.More = append(a.More, d.see(m))
	}
	switch o.Answer {
	case shape.AnswerModal:
		a.Form = formOf(o.Modal)
		a.Text = a.Form.Title
		return a
	case shape.AnswerAutocomplete:
		a.Choices = []Choice{}
		for _, c := range o.Choices {
			a.Choices = append(a.Choices, Choice{c.Name, c.Text()})
		}
		return a
	case shape.AnswerUpdate, shape.AnswerUpdateLater:
		if o.Original != nil && !o.Thinking {
			a.Updated = d.see(*o.Original)
			a.shows(a.Updated)
		}
		if len(a.More) > 0 {
			a.Reply, a.More = a.More[0], a.More[1:]
		}
	default:
		if o.Original != nil {
			a.Reply = d.see(*o.Original)
		}
	}
	if a.Reply != nil {
		a.shows(a.Reply)
	}
	return a
}

func (a *Answer) shows(m *Seen) {
	a.Text, a.Ephemeral, a.Components = m.Text, m.Ephemeral, m.Components
}
