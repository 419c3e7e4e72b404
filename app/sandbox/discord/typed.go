package discord

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/shape"
)

// typed is a command line that was understood.
type typed struct {
	command *shape.Command
	path    []shape.Option // the commands below it that were chosen
	options []shape.Option // those of the last of them
	given   map[string]string
}

// Command sends a slash command as a person types it: "/tournament create name:Holidaze Cup cap:32", in a channel by id
// or name, or with an empty one where the person last was. A value goes on to the next option's name and colon. People,
// roles and channels are named as they are called; a choice by its name; what can be completed as it is shown.
func (d *Discord) Command(ctx context.Context, user, channel, line string) (Answer, error) {
	at, err := d.Channel(user, channel)
	if err != nil {
		return Answer{}, err
	}
	t, err := d.parse(user, at, line, false)
	if err != nil {
		return Answer{}, err
	}
	var values []shape.OptionValue
	var named []string
	for _, o := range t.options {
		text, ok := t.given[o.Name]
		if !ok {
			if o.Required {
				return Answer{}, fault.Field(o.Name, "The command needs %s.", o.Name)
			}
			continue
		}
		if o.Autocomplete {
			if text, err = d.completed(ctx, user, at, line, o.Name, text); err != nil {
				return Answer{}, err
			}
		}
		v, err := d.value(at, &o, text)
		if err != nil {
			return Answer{}, err
		}
		if id, ok := v.(string); ok && o.Type >= shape.UserOption && o.Type <= shape.MentionableOption {
			named = append(named, id)
		}
		values = append(values, shape.OptionValue{Name: o.Name, Type: o.Type, Value: v})
	}
	d.at(user, at)
	asked, err := d.world.Type(user, at, t.data(values), named, 0)
	if err != nil {
		return Answer{}, err
	}
	return d.follow(ctx, asked)
}

// Autocomplete asks what the bot offers for an option while a person types it: the line as far as it is typed, and the
// name of the option that they are at.
func (d *Discord) Autocomplete(ctx context.Context, user, channel, line, focused string) ([]Choice, error) {
	at, err := d.Channel(user, channel)
	if err != nil {
		return nil, err
	}
	t, err := d.parse(user, at, line, true)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(t.options, func(o shape.Option) bool { return o.Name == focused && o.Autocomplete })
	if i < 0 {
		return nil, fault.Field("focused", "%q is no option of that command that can be completed.", focused)
	}
	kind := t.options[i].Type
	var values []shape.OptionValue
	for _, o := range t.options {
		text, ok := t.given[o.Name]
		if o.Name == focused {
			values = append(values, shape.OptionValue{Name: o.Name, Type: o.Type, Value: text, Focused: true})
			continue
		}
		if !ok {
			continue
		}
		if v, err := d.value(at, &o, text); err == nil {
			values = append(values, shape.OptionValue{Name: o.Name, Type: o.Type, Value: v})
		}
	}
	asked, err := d.world.Type(user, at, t.data(values), nil, kind)
	if err != nil {
		return nil, err
	}
	a, err := d.follow(ctx, asked)
	if a.Failed {
		return nil, fault.New(fault.Away, "Loading options failed: the bot did not answer.")
	}
	return a.Choices, err
}

// completed turns what is shown into its value, if the bot offers it; anything else stays as it was typed.
func (d *Discord) completed(ctx context.Context, user, channel, line, option, text string) (string, error) {
	choices, err := d.Autocomplete(ctx, user, channel, line, option)
	if err != nil {
		return text, ctx.Err()
	}
	for _, c := range choices {
		if strings.EqualFold(c.Name, text) {
			return c.Value, nil
		}
	}
	return text, nil
}

// data nests values below the commands that were chosen.
func (t *typed) data(values []shape.OptionValue) shape.CommandData {
	for _, o := range slices.Backward(t.path) {
		values = []shape.OptionValue{{Name: o.Name, Type: o.Type, Options: values}}
	}
	return shape.CommandData{ID: t.command.ID, Name: t.command.Name, Type: t.command.Type, Options: values}
}

// parse reads a command line. A loose one may lack options and have a broken end.
func (d *Discord) parse(user, channel, line string, loose bool) (*typed, error) {
	rest := strings.TrimPrefix(strings.TrimSpace(line), "/")
	word, rest, _ := strings.Cut(rest, " ")
	t := &typed{given: map[string]string{}}
	var names []string
	for _, c := range d.world.CommandsFor(user, channel) {
		if c.Name == word {
			t.command, t.options = c, c.Options
		}
		names = append(names, "/"+c.Name)
	}
	if t.command == nil {
		return nil, fault.Field("line", "There is no command /%s here. There are: %s.", word, orElse(list(names), "none"))
	}
	for len(t.options) > 0 && t.options[0].Type <= shape.SubCommandGroup {
		word, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
		i := slices.IndexFunc(t.options, func(o shape.Option) bool { return o.Name == word })
		if i < 0 {
			var below []string
			for _, o := range t.options {
				below = append(below, o.Name)
			}
			return nil, fault.Field("line", "Say which /%s it is: %s.", t.command.Name, list(below))
		}
		t.path = append(t.path, t.options[i])
		t.options = t.options[i].Options
	}
	return t, t.split(rest, loose)
}

// split finds the options in what follows the command: a name of one of them and a colon, at the beginning of a word.
func (t *typed) split(rest string, loose bool) error {
	current, from := "", 0
	store := func(to int) error {
		text := strings.TrimSpace(rest[from:to])
		if current == "" {
			if text != "" && !loose {
				return fault.Field("line", "Write what follows the command as name:value; %q is neither. It takes: %s.", text, list(t.optionNames()))
			}
			return nil
		}
		t.given[current] = text
		return nil
	}
	for i := range rest {
		if i > 0 && rest[i-1] != ' ' {
			continue
		}
		for _, o := range t.options {
			if strings.HasPrefix(rest[i:], o.Name+":") {
				if err := store(i); err != nil {
					return err
				}
				current, from = o.Name, i+len(o.Name)+1
			}
		}
	}
	return store(len(rest))
}

func (t *typed) optionNames() []string {
	names := []string{}
	for _, o := range t.options {
		names = append(names, o.Name+":")
	}
	return names
}

// value turns a typed text into what Discord sends for an option of a type, refusing what its apps do not let through.
func (d *Discord) value(channel string, o *shape.Option, text string) (any, error) {
	for _, c := range o.Choices {
		if strings.EqualFold(c.Name, text) || c.Text() == text {
			text = c.Text()
		}
	}
	if len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c shape.Choice) bool { return c.Text() == text }) {
		var names []string
		for _, c := range o.Choices {
			names = append(names, c.Name)
		}
		return nil, fault.Field(o.Name, "%s is one of: %s.", o.Name, list(names))
	}
	switch o.Type {
	case shape.StringOption:
		return text, lengthFits(o, text)
	case shape.IntegerOption, shape.NumberOption:
		return numberFits(o, text)
	case shape.BooleanOption:
		switch strings.ToLower(text) {
		case "true", "yes":
			return true, nil
		case "false", "no":
			return false, nil
		}
		return nil, fault.Field(o.Name, "%s is true or false.", o.Name)
	case shape.UserOption:
		return d.mentionable(channel, "users", text)
	case shape.ChannelOption:
		return d.mentionable(channel, "channels", text)
	case shape.RoleOption:
		return d.mentionable(channel, "roles", text)
	case shape.MentionableOption:
		return d.mentionable(channel, "users and roles", text)
	}
	return nil, fault.Field(o.Name, "The sandbox cannot fill in %s.", o.Name)
}

func lengthFits(o *shape.Option, text string) error {
	n := len([]rune(text))
	if n == 0 || o.MinLength != nil && n < *o.MinLength {
		return fault.Field(o.Name, "%s is too short.", o.Name)
	}
	if n > 6000 || o.MaxLength != nil && *o.MaxLength > 0 && n > *o.MaxLength {
		return fault.Field(o.Name, "%s is too long.", o.Name)
	}
	return nil
}

func numberFits(o *shape.Option, text string) (any, error) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || o.Type == shape.IntegerOption && n != math.Trunc(n) {
		return nil, fault.Field(o.Name, "%s is a number.", o.Name)
	}
	if o.MinValue != nil && n < *o.MinValue || o.MaxValue != nil && *o.MaxValue != 0 && n > *o.MaxValue {
		return nil, fault.Field(o.Name, "%s is out of bounds.", o.Name)
	}
	if o.Type == shape.IntegerOption {
		return int64(n), nil
	}
	return n, nil
}

// mentionable finds people, roles or channels by what they are called, where a person is.
func (d *Discord) mentionable(channel, kind, name string) (string, error) {
	bare := strings.Trim(strings.TrimSpace(name), "<>")
	bare = strings.TrimLeft(bare, "@!&#")
	if strings.Contains(kind, "users") {
		if id, err := d.Person(bare); err == nil {
			return id, nil
		}
	}
	for _, s := range d.world.Servers() {
		if !slices.ContainsFunc(s.Channels, func(c *shape.Channel) bool { return c.ID == channel }) {
			continue
		}
		for _, r := range s.Roles {
			if strings.Contains(kind, "roles") && (r.ID == bare || strings.EqualFold(strings.TrimPrefix(r.Name, "@"), bare)) {
				return r.ID, nil
			}
		}
		for _, c := range s.Channels {
			if kind == "channels" && (c.ID == bare || strings.EqualFold(c.Name, bare)) {
				return c.ID, nil
			}
		}
	}
	return "", fault.Field("values", "There are no %s called %q here.", kind, name)
}
