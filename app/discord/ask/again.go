package ask

import (
	"context"
	"time"

	"matchday/app/discord/say"
)

// againName begins the custom id of "Try again": what follows is the custom id of the form.
const againName = "again"

// openLimit is how long a refusal waits for the form that it offers again.
const openLimit = time.Second

// reopen turns a press of "Try again" into the press that opened the form. That it was one is kept in again: only such a
// press carries it on, because a message has one custom id of each name.
func (a *Ask) reopen() {
	switch {
	case a.kind == press && a.Name == againName:
		a.Path, a.again = a.Path.Rest(), true
		a.Name = a.Path.Name
	case a.kind != form:
		a.again = false
	}
}

// keep returns what was typed into a refused form and the button that opens it again with everything in its place. All of
// it travels with the message, which only whoever typed it sees: it outlives a restart, every process can read it, and
// nothing of it is stored with us. A form that cannot be opened now is not offered; what was typed is shown still.
func (r *Router) keep(ctx context.Context, a *Ask) []say.Component {
	ctx, cancel := context.WithTimeout(ctx, openLimit)
	defer cancel()
	again := *a
	again.kind, again.again = press, false
	opener, ok := r.actions[press][a.Name]
	id := a.Path.Under(againName)
	if ok && opener.Manner == Opens && id != "" {
		answer, err := r.run(ctx, &again, opener, &reply{manner: Opens})
		if err == nil && answer.modal != nil {
			return append(answer.modal.Kept(a.fields), say.Row(say.Button(say.Main, "Try again", id)))
		}
	}
	return say.Typed(a.typed)
}
