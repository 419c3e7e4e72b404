package ask

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"matchday/app/discord/wire"
)

// Sync makes the commands that Discord has equal to ours, with one request when they differ and none when they do not,
// and reports whether they did. Commands belong to the application, so that a server has each of them once.
func (r *Router) Sync(ctx context.Context, c *wire.Client) (changed bool, err error) {
	have, err := c.Commands(ctx, "")
	if err != nil {
		return false, fmt.Errorf("commands that discord has: %w", err)
	}
	if same(have, r.commands) {
		return false, nil
	}
	if err := c.PutCommands(ctx, "", r.commands); err != nil {
		return false, fmt.Errorf("register commands: %w", err)
	}
	return true, nil
}

// Clear removes commands that were once registered for one server only: it would show each command twice.
func (r *Router) Clear(ctx context.Context, c *wire.Client, server string) error {
	have, err := c.Commands(ctx, server)
	if err != nil || len(have) == 0 {
		return err
	}
	return c.PutCommands(ctx, server, []Command{})
}

// same compares what we set. Discord adds fields of its own and may give another order.
func same(have []json.RawMessage, want []Command) bool {
	read := make([]Command, len(have))
	for i, raw := range have {
		if json.Unmarshal(raw, &read[i]) != nil {
			return false
		}
	}
	return bytes.Equal(canonical(read), canonical(want))
}

func canonical(list []Command) []byte {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Command) int { return cmp.Compare(a.Name, b.Name) })
	text, _ := json.Marshal(list) // strings and numbers always can be
	return text
}
