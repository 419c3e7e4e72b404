package rest

import (
	"encoding/json"
	"net/http"

	"matchday/app/sandbox/discord/shape"
)

// commandRoutes are about commands, everywhere and in one server. Documentation: Interactions › Application Commands ›
// Endpoints.
func commandRoutes() []route {
	var list []route
	for _, base := range []string{"/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands"} {
		one := base + "/{command}"
		list = append(list,
			route{pattern: "GET " + base, limit: reading(), query: []string{"with_localizations"}, do: inApp(listCommands)},
			route{pattern: "PUT " + base, limit: commanding(), do: inApp(setCommands)},
			route{pattern: "POST " + base, limit: commanding(), do: inApp(addCommand)},
			route{pattern: "GET " + one, limit: reading(), do: inApp(getCommand)},
			route{pattern: "PATCH " + one, limit: commanding(), do: inApp(changeCommand)},
			route{pattern: "DELETE " + one, limit: commanding(), do: inApp(dropCommand)},
		)
	}
	return list
}

// inApp refuses other applications than the bot's own, and servers that it is not in.
func inApp(do func(*call) (int, any, *shape.Refusal)) func(*call) (int, any, *shape.Refusal) {
	return func(c *call) (int, any, *shape.Refusal) {
		if c.PathValue("app") != c.world.App().ID || !c.world.Here(c.PathValue("guild")) {
			return 0, nil, shape.Refuse(shape.MissingAccess)
		}
		return do(c)
	}
}

func listCommands(c *call) (int, any, *shape.Refusal) {
	return http.StatusOK, c.world.Commands.Of(c.PathValue("guild")), nil
}

func setCommands(c *call) (int, any, *shape.Refusal) {
	var list []shape.Command
	if no := c.decode(&list); no != nil {
		return 0, nil, no
	}
	kept, no := c.world.Commands.Set(c.PathValue("guild"), list)
	c.world.Touched()
	return http.StatusOK, kept, no
}

func addCommand(c *call) (int, any, *shape.Refusal) {
	var cmd shape.Command
	if no := c.decode(&cmd); no != nil {
		return 0, nil, no
	}
	kept, made, no := c.world.Commands.Add(c.PathValue("guild"), &cmd)
	c.world.Touched()
	if made {
		return http.StatusCreated, kept, no
	}
	return http.StatusOK, kept, no
}

func getCommand(c *call) (int, any, *shape.Refusal) {
	cmd, no := c.world.Commands.Get(c.PathValue("guild"), c.PathValue("command"))
	return http.StatusOK, cmd, no
}

func changeCommand(c *call) (int, any, *shape.Refusal) {
	var patch json.RawMessage
	if no := c.decode(&patch); no != nil {
		return 0, nil, no
	}
	var bad *shape.Refusal
	cmd, no := c.world.Commands.Change(c.PathValue("guild"), c.PathValue("command"), func(next *shape.Command) {
		old := *next
		next.Options, next.Names, next.Descriptions = nil, nil, nil // or reading would write into the old ones
		if bad = c.read(patch, next); next.Options == nil {
			next.Options = old.Options
		}
		if next.Names == nil {
			next.Names = old.Names
		}
		if next.Descriptions == nil {
			next.Descriptions = old.Descriptions
		}
	})
	c.world.Touched()
	if bad != nil {
		return 0, nil, bad
	}
	return http.StatusOK, cmd, no
}

func dropCommand(c *call) (int, any, *shape.Refusal) {
	no := c.world.Commands.Drop(c.PathValue("guild"), c.PathValue("command"))
	c.world.Touched()
	return http.StatusNoContent, nil, no
}
