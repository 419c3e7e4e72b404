package ask

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/say"
	"matchday/app/discord/wire"
	"matchday/app/fault"
	"matchday/app/league"
)

const (
	deferAfter  = 1500 * time.Millisecond
	firstAnswer = 2900 * time.Millisecond // Discord takes none after three seconds
	late        = 2500 * time.Millisecond // an interaction this old is deferred before anything is done for it
	handleLimit = time.Minute
)

// Router finds the action for what somebody did, runs it and answers.
type Router struct {
	league  *league.League
	client  *wire.Client
	log     *slog.Logger
	observe func(Seen)
	bind    func(ctx context.Context, server string) error // connects a server to a league

	commands []Command
	actions  map[kind]map[string]Action
	suggests map[string]Suggest
}

// Seen is how one interaction went, for figures.
type Seen struct {
	Name    string        // of the command or custom id
	Outcome string        // "ok", "refused", "failed", "unanswered"
	First   time.Duration // until the first answer
}

// NewRouter returns a router over features. Two features that claim one name are a mistake in the program and panic.
// bind connects a server to a league that is not yet: somebody may press before the bot has heard the server described.
func NewRouter(l *league.League, c *wire.Client, log *slog.Logger, observe func(Seen), bind func(ctx context.Context, server string) error, features ...Feature) *Router {
	if observe == nil {
		observe = func(Seen) {}
	}
	r := &Router{league: l, client: c, log: log, observe: observe, bind: bind, suggests: map[string]Suggest{},
		actions: map[kind]map[string]Action{command: {}, press: {}, form: {}}}
	for _, f := range features {
		if f.Command.Name != "" {
			r.commands = append(r.commands, f.Command)
		}
		for part, action := range f.Runs {
			r.claim(command, strings.TrimSpace(f.Command.Name+" "+part), action)
		}
		for name, action := range f.Presses {
			r.claim(press, name, action)
		}
		for name, action := range f.Forms {
			r.claim(form, name, action)
		}
		for at, s := range f.Suggests {
			part, option, _ := strings.Cut(at, "/")
			r.suggests[strings.TrimSpace(f.Command.Name+" "+part)+"/"+option] = s
		}
	}
	return r
}

func (r *Router) claim(k kind, name string, a Action) {
	if _, taken := r.actions[k][name]; taken {
		panic("discord: two features claim " + name) //nolint:forbidigo // a mistake in the program, found by the first start
	}
	r.actions[k][name] = a
}

// Commands returns the commands of all features.
func (r *Router) Commands() []Command { return r.commands }

// Presses returns the actions of buttons and menus by the name of their custom id, Forms those of modals.
func (r *Router) Presses() map[string]Action { return r.actions[press] }

// Forms returns the actions of modals by the name of their custom id.
func (r *Router) Forms() map[string]Action { return r.actions[form] }

// Serve handles one interaction and returns when it is answered for good.
func (r *Router) Serve(ctx context.Context, i *discordgo.Interaction, heard time.Time) {
	a, err := read(i, heard)
	if a == nil {
		r.log.Warn("an interaction was not understood", "err", err)
		return
	}
	if a.kind == typing {
		r.suggest(ctx, a)
		return
	}
	a.reopen()
	action, ok := r.actions[a.kind][a.Name]
	if err == nil && (!ok || a.kind == press && a.again && action.Manner != Opens) {
		err = errOld()
	}
	if action.When != nil && action.When(a) {
		action = *action.Or
	}
	if a.kind == form && a.again {
		action.Manner = InPlace
	}
	reply := &reply{client: r.client, ask: a, manner: action.Manner}
	reply.start(ctx)
	answer := Answer{}
	if err == nil {
		answer, err = r.run(ctx, a, action, reply)
	}
	r.finish(ctx, a, reply, answer, err)
}

// run does what the action is for. A panic is an error as others are.
func (r *Router) run(ctx context.Context, a *Ask, action Action, reply *reply) (answer Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, handleLimit)
	defer cancel()
	if err := reply.ready(ctx); err != nil {
		return Answer{}, err
	}
	if err := r.arrive(ctx, a, action); err != nil {
		return Answer{}, err
	}
	answer, err = action.Do(ctx, a)
	if err == nil && answer.modal != nil && a.again {
		answer.modal.Refill(a.kept)
	}
	return answer, err
}

// arrive finds out who it is. In a direct message the server is that of the tournament which the button is about, and
// nothing is known of roles there.
func (r *Router) arrive(ctx context.Context, a *Ask, action Action) error {
	v := league.Visitor{Server: a.Server, Discord: a.User.ID, Name: a.User.Name, Roles: a.User.Roles, Admin: a.admin, Cause: "discord:" + a.ID}
	if a.Server == "" {
		id, err := a.Arg(0)
		if !action.Direct || err != nil {
			return fault.New(fault.Invalid, "That works in the server only. Use the panel in the tournament's channel.")
		}
		b, err := r.league.Board(ctx, id)
		if err != nil {
			return err
		}
		v.Server = b.League.Server
	}
	who, err := r.league.Arrive(ctx, v)
	if fault.Is(err, fault.Missing) && a.Server != "" {
		if bound := r.bind(ctx, a.Server); bound != nil {
			return bound
		}
		who, err = r.league.Arrive(ctx, v)
	}
	a.Who = who
	return err
}

// finish answers, and keeps the books.
func (r *Router) finish(ctx context.Context, a *Ask, reply *reply, answer Answer, err error) {
	seen := Seen{Name: a.Name, Outcome: "ok"}
	var lost *unanswered
	if err == nil && answer.message == nil && answer.modal == nil {
		err = errors.New("the handler answered nothing")
	}
	switch {
	case errors.As(err, &lost):
		seen.Outcome = "unanswered"
	case err != nil:
		seen.Outcome = "refused"
		answer = Tell(r.refusal(ctx, a, err, &seen))
		answer.refusal = true
	}
	if a.kind == form && a.again {
		answer.change = true
	}
	if lost == nil {
		if sent := reply.finish(ctx, answer); sent != nil {
			seen.Outcome, err = "unanswered", sent
		}
	}
	if seen.Outcome == "unanswered" {
		r.log.Warn("an interaction could not be answered", "name", a.Name, "interaction", a.ID, "err", err)
	}
	seen.First = reply.took()
	r.observe(seen)
}

// refusal is what the person reads of an error.
func (r *Router) refusal(ctx context.Context, a *Ask, err error, seen *Seen) say.Message {
	text := say.Why(err)
	if fault.Is(err, fault.Internal) {
		seen.Outcome = "failed"
		ref := Reference(a.ID)
		r.log.Error("an interaction failed", "name", a.Name, "interaction", a.ID, "reference", ref, "person", a.Who.Person, "err", err)
		text += "\n-# Reference " + ref
	}
	if a.kind == form && !fault.Is(err, fault.Denied) {
		return say.Show(say.Text(text), r.keep(ctx, a))
	}
	return say.Show(say.Text(text))
}

// Reference returns the short text by which staff and the log name one interaction.
func Reference(interaction string) string {
	n, err := strconv.ParseUint(interaction, 10, 64)
	if err != nil {
		return "none"
	}
	s := strings.ToUpper(strconv.FormatUint(n, 36))
	return s[max(0, len(s)-7):]
}

// suggest answers while somebody types. An error suggests nothing: the sentence comes when the command is sent.
func (r *Router) suggest(ctx context.Context, a *Ask) {
	ctx, cancel := context.WithTimeout(ctx, firstAnswer)
	defer cancel()
	choices := []Choice{}
	if s, ok := r.suggests[a.Name+"/"+a.Focused]; ok {
		err := r.arrive(ctx, a, Action{})
		if err == nil {
			var found []Choice
			if found, err = s(ctx, a); err == nil && found != nil {
				choices = found[:min(len(found), say.MaxChoices)]
			}
		}
		if err != nil && fault.Is(err, fault.Internal) {
			r.log.Error("suggestions failed", "name", a.Name, "option", a.Focused, "err", err)
		}
	}
	for i, c := range choices {
		choices[i].Name = say.Cut(c.Name, say.MaxOption)
	}
	err := r.client.Respond(ctx, a.ID, a.token, wire.Response{Type: wire.RespondChoices, Data: map[string]any{"choices": choices}})
	if err != nil {
		r.log.Debug("suggestions could not be sent", "name", a.Name, "err", err)
	}
}
