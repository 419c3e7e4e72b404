// Package book keeps the commands of an application: those everywhere and those of single servers.
// Documentation: Interactions › Application Commands.
package book

import (
	"slices"
	"strings"
	"sync"
	"time"

	"matchday/app/sandbox/discord/rule"
	"matchday/app/sandbox/discord/shape"
)

// Book holds commands. It is for use by many at once.
type Book struct {
	app     string
	next    func() string
	now     func() time.Time
	mu      sync.Mutex
	kept    map[string]*shape.Command
	creates map[string]int // today, by server; "" are the ones everywhere
	day     time.Time
}

// New returns an empty book of an application. next makes ids, now measures days.
func New(app string, next func() string, now func() time.Time) *Book {
	return &Book{app: app, next: next, now: now, kept: map[string]*shape.Command{}, creates: map[string]int{}}
}

// Of returns the commands of one server by name, or with an empty id those everywhere.
// Documentation: Interactions › Application Commands › Get Global Application Commands.
func (b *Book) Of(guild string) []*shape.Command {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.of(guild)
}

func (b *Book) of(guild string) []*shape.Command {
	list := []*shape.Command{}
	for _, c := range b.kept {
		if c.GuildID == guild {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(x, y *shape.Command) int { return strings.Compare(x.Name, y.Name) })
	return list
}

// Reaching returns the chat commands that can be typed in a server, or with an empty id in direct messages with the bot.
// Those of the server win over those everywhere.
func (b *Book) Reaching(guild string) []*shape.Command {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := []*shape.Command{}
	if guild != "" {
		list = b.of(guild)
	}
	for _, c := range b.of("") {
		taken := slices.ContainsFunc(list, func(o *shape.Command) bool { return o.Name == c.Name && o.Type == c.Type })
		if !taken && reaches(c, guild != "") {
			list = append(list, c)
		}
	}
	return slices.DeleteFunc(list, func(c *shape.Command) bool { return c.Type != shape.ChatCommand })
}

// reaches tells whether a command is for servers or for direct messages: contexts 0 and 1.
// Documentation: Interactions › Application Commands › Interaction Contexts.
func reaches(c *shape.Command, server bool) bool {
	switch {
	case len(c.Contexts) > 0 && server:
		return slices.Contains(c.Contexts, 0)
	case len(c.Contexts) > 0:
		return slices.Contains(c.Contexts, 1)
	}
	return server || c.InDMs == nil || *c.InDMs
}

// Get returns one command of one server by its id.
func (b *Book) Get(guild, id string) (*shape.Command, *shape.Refusal) {
	if c := b.Any(id); c != nil && c.GuildID == guild {
		return c, nil
	}
	return nil, shape.Refuse(shape.UnknownCommand)
}

// Any returns a command by its id, wherever it is; nil when there is none.
func (b *Book) Any(id string) *shape.Command {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.kept[id]
}

// Set replaces all commands. Those whose name stays keep their id and count as changed, not as created.
// Documentation: Interactions › Application Commands › Bulk Overwrite Global Application Commands.
func (b *Book) Set(guild string, list []shape.Command) ([]*shape.Command, *shape.Refusal) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range list {
		chat(&list[i])
	}
	if no := rule.Commands(list); no != nil {
		return nil, no
	}
	created := 0
	for i := range list {
		if b.named(guild, &list[i]) == nil {
			created++
		}
	}
	if no := b.count(guild, created); no != nil {
		return nil, no
	}
	keep := map[string]bool{}
	for i := range list {
		keep[b.keep(guild, &list[i]).ID] = true
	}
	for id, c := range b.kept {
		if c.GuildID == guild && !keep[id] {
			delete(b.kept, id)
		}
	}
	return b.of(guild), nil
}

// chat makes a command without a type a chat command, as Discord does.
func chat(c *shape.Command) {
	if c.Type == 0 {
		c.Type = shape.ChatCommand
	}
}

// Add makes a command; one of the same name and type is replaced, and made is false.
// Documentation: Interactions › Application Commands › Create Global Application Command.
func (b *Book) Add(guild string, c *shape.Command) (kept *shape.Command, made bool, no *shape.Refusal) {
	b.mu.Lock()
	defer b.mu.Unlock()
	chat(c)
	var form shape.Form
	rule.Command(&form, "", c)
	if no := form.Refusal(); no != nil {
		return nil, false, no
	}
	if b.named(guild, c) != nil {
		return b.keep(guild, c), false, nil
	}
	most, same := rule.MaxContextCommands, 0
	if c.Type == shape.ChatCommand {
		most = rule.MaxChatCommands
	}
	for _, other := range b.of(guild) {
		if other.Type == c.Type {
			same++
		}
	}
	if same >= most {
		return nil, false, shape.Refuse(shape.MaxCommands)
	}
	if no := b.count(guild, 1); no != nil {
		return nil, false, no
	}
	return b.keep(guild, c), true, nil
}

// Change replaces the command with an id by what change makes of it.
// Documentation: Interactions › Application Commands › Edit Global Application Command.
func (b *Book) Change(guild, id string, change func(*shape.Command)) (*shape.Command, *shape.Refusal) {
	b.mu.Lock()
	defer b.mu.Unlock()
	old := b.kept[id]
	if old == nil || old.GuildID != guild {
		return nil, shape.Refuse(shape.UnknownCommand)
	}
	next := *old
	change(&next)
	next.ID, next.ApplicationID, next.GuildID, next.Type, next.Version = old.ID, old.ApplicationID, old.GuildID, old.Type, b.next()
	var form shape.Form
	rule.Command(&form, "", &next)
	if no := form.Refusal(); no != nil {
		return nil, no
	}
	b.kept[id] = &next
	return &next, nil
}

// Drop deletes a command. Documentation: Interactions › Application Commands › Delete Global Application Command.
func (b *Book) Drop(guild, id string) *shape.Refusal {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c := b.kept[id]; c == nil || c.GuildID != guild {
		return shape.Refuse(shape.UnknownCommand)
	}
	delete(b.kept, id)
	return nil
}

func (b *Book) named(guild string, c *shape.Command) *shape.Command {
	for _, old := range b.kept {
		if old.GuildID == guild && old.Name == c.Name && old.Type == c.Type {
			return old
		}
	}
	return nil
}

func (b *Book) keep(guild string, c *shape.Command) *shape.Command {
	next := *c
	next.ID = ""
	if old := b.named(guild, c); old != nil {
		next.ID = old.ID
	}
	if next.ID == "" {
		next.ID = b.next()
	}
	next.ApplicationID, next.GuildID, next.Version = b.app, guild, b.next()
	if len(next.Integrations) == 0 {
		next.Integrations = []int{0}
	}
	b.kept[next.ID] = &next
	return &next
}

// count counts new commands: up to 200 a day in each server, and as many everywhere.
// Documentation: Interactions › Application Commands › Registering a Command.
func (b *Book) count(guild string, n int) *shape.Refusal {
	if now := b.now(); now.Sub(b.day) >= 24*time.Hour {
		b.day = now
		clear(b.creates)
	}
	if b.creates[guild]+n > rule.MaxDailyCreates {
		return shape.Refuse(shape.MaxDailyCommands)
	}
	b.creates[guild] += n
	return nil
}
