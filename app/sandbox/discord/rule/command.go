package rule

import (
	"encoding/json"
	"regexp"
	"strings"

	"matchday/app/sandbox/discord/shape"
)

// The limits of commands. Documentation: Interactions › Application Commands.
const (
	MaxChatCommands    = 100
	MaxContextCommands = 15
	MaxDailyCreates    = 200
	maxCommandName     = 32
	maxCommandText     = 100
	maxCommandOptions  = 25
	maxCommandSize     = 8000
	maxStringOption    = 6000
)

// nameRule is the expression that names of chat commands and of options match. Documentation: Interactions ›
// Application Commands › Application Command Naming.
var nameRule = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// Command checks a command at a place of the form.
func Command(form *shape.Form, at string, cmd *shape.Command) {
	c := checker{form, at}
	c.oneOf("type", cmd.Type, shape.ChatCommand, shape.UserCommand, shape.MessageCommand)
	if cmd.Type != shape.ChatCommand {
		c.text("name", cmd.Name, 1, maxCommandName)
		c.text("description", cmd.Description, 0, 0)
		c.count("options", len(cmd.Options), 0, 0)
		return
	}
	c.name(cmd.Name)
	c.text("description", cmd.Description, 1, maxCommandText)
	c.localized(cmd.Names, cmd.Descriptions)
	c.optionList(cmd.Options, 0)
	if size(cmd.Name, cmd.Description, cmd.Options) > maxCommandSize {
		c.add("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d)", maxCommandSize)
	}
}

// Commands checks a whole set that replaces another.
func Commands(list []shape.Command) *shape.Refusal {
	var form shape.Form
	seen, chat, context := map[string]bool{}, 0, map[int]int{}
	for i := range list {
		at := shape.Place("", i)
		Command(&form, at, &list[i])
		key := shape.Place(shape.Place("", list[i].Type), list[i].Name)
		if seen[key] {
			form.Add(shape.Place(at, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[key] = true
		if list[i].Type == shape.ChatCommand {
			chat++
		} else {
			context[list[i].Type]++
		}
	}
	if r := form.Refusal(); r != nil {
		return r
	}
	if chat > MaxChatCommands || context[shape.UserCommand] > MaxContextCommands || context[shape.MessageCommand] > MaxContextCommands {
		return shape.Refuse(shape.MaxCommands)
	}
	return nil
}

func (c checker) name(s string) {
	if n := count(s); n < 1 || n > maxCommandName {
		c.text("name", s, 1, maxCommandName)
		return
	}
	if !nameRule.MatchString(s) || strings.ToLower(s) != s {
		c.add("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func (c checker) localized(names, descriptions map[string]string) {
	for locale, s := range names {
		at := c.below("name_localizations")
		if !nameRule.MatchString(s) || strings.ToLower(s) != s {
			at.add(locale, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
		}
	}
	for locale, s := range descriptions {
		c.below("description_localizations").text(locale, s, 1, maxCommandText)
	}
}

// optionList checks the options of a command or of one below it. Documentation: Interactions › Application Commands ›
// Application Command Option Structure, Subcommands and Subcommand Groups.
func (c checker) optionList(list []shape.Option, depth int) {
	c.count("options", len(list), 0, maxCommandOptions)
	names, subs, optional := map[string]bool{}, 0, false
	for i := range list {
		at, o := c.below("options").below(i), &list[i]
		at.option(o, depth)
		if names[o.Name] {
			at.add("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		names[o.Name] = true
		if o.Type == shape.SubCommand || o.Type == shape.SubCommandGroup {
			subs++
			continue
		}
		if o.Required && optional {
			at.add("", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !o.Required
	}
	if subs > 0 && subs < len(list) {
		c.add("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

func (c checker) option(o *shape.Option, depth int) {
	c.oneOf("type", o.Type, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	c.name(o.Name)
	c.text("description", o.Description, 1, maxCommandText)
	c.localized(o.Names, o.Descriptions)
	switch o.Type {
	case shape.SubCommandGroup:
		if depth > 0 {
			c.add("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command groups cannot be nested")
			return
		}
		c.count("options", len(o.Options), 1, maxCommandOptions)
		c.optionList(o.Options, 1)
		return
	case shape.SubCommand:
		if depth > 1 {
			c.add("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands cannot be nested")
			return
		}
		c.optionList(o.Options, 2)
		return
	}
	c.count("options", len(o.Options), 0, 0)
	c.limits(o)
	c.choices(o)
}

// limits checks the limits that an option sets for what may be typed.
func (c checker) limits(o *shape.Option) {
	numeric := o.Type == shape.IntegerOption || o.Type == shape.NumberOption
	if (o.MinValue != nil || o.MaxValue != nil && *o.MaxValue != 0) && !numeric {
		c.add("min_value", "APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID", "Only integer and number options have a least and a greatest value")
	}
	if (o.MinLength != nil || o.MaxLength != nil && *o.MaxLength != 0) && o.Type != shape.StringOption {
		c.add("min_length", "APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID", "Only string options have a length")
	}
	c.number("min_length", o.MinLength, 0, maxStringOption)
	c.number("max_length", o.MaxLength, 1, maxStringOption)
}

func (c checker) choices(o *shape.Option) {
	open := o.Type == shape.StringOption || o.Type == shape.IntegerOption || o.Type == shape.NumberOption
	switch {
	case o.Autocomplete && !open:
		c.add("autocomplete", "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_NOT_ALLOWED", "Only string, integer and number options can be completed")
	case o.Autocomplete && len(o.Choices) > 0:
		c.add("choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Choices and autocomplete are mutually exclusive")
	case len(o.Choices) > 0 && !open:
		c.add("choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED", "Only string, integer and number options have choices")
	}
	c.choiceList("choices", o.Choices, o.Type)
	names := map[string]bool{}
	for i, choice := range o.Choices {
		if names[choice.Name] {
			c.below("choices").below(i).add("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Option choice name already exists")
		}
		names[choice.Name] = true
	}
}

// choiceList checks offered values. Documentation: Interactions › Application Commands › Option Choice Structure.
func (c checker) choiceList(field string, list []shape.Choice, kind int) {
	c.count(field, len(list), 0, maxCommandOptions)
	for i, choice := range list {
		at := c.below(field).below(i)
		at.text("name", choice.Name, 1, maxOptionText)
		at.value(choice.Value, kind)
	}
}

func (c checker) value(raw json.RawMessage, kind int) {
	var s string
	var n float64
	isText, isNumber := json.Unmarshal(raw, &s) == nil && len(raw) > 0 && raw[0] == '"', json.Unmarshal(raw, &n) == nil && string(raw) != "null"
	switch {
	case len(raw) == 0 || string(raw) == "null":
		c.required("value")
	case kind == shape.StringOption && !isText:
		c.add("value", "STRING_TYPE_CONVERT", "Could not interpret \"%s\" as string.", raw)
	case kind == shape.StringOption:
		c.text("value", s, 0, maxOptionText)
	case kind == shape.IntegerOption && (!isNumber || n != float64(int64(n))), kind == shape.NumberOption && !isNumber:
		c.add("value", "NUMBER_TYPE_COERCE", "Value \"%s\" is not a number of the kind that the option takes.", raw)
	}
}

// Choices checks the answer to an autocomplete request for an option of a kind. Documentation: Interactions › Receiving
// and Responding › Autocomplete.
func Choices(form *shape.Form, at string, list []shape.Choice, kind int) {
	checker{form, at}.choiceList("choices", list, kind)
}

// size counts what Discord counts of a command: names, descriptions and values.
// Documentation: Interactions › Application Commands › Application Command Object.
func size(name, description string, options []shape.Option) int {
	n := count(name) + count(description)
	for _, o := range options {
		n += size(o.Name, o.Description, o.Options)
		for _, choice := range o.Choices {
			n += count(choice.Name) + count(choice.Text())
		}
	}
	return n
}
