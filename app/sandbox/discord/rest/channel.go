package rest

import (
	"net/http"

	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// gatewayRoutes tell where the gateway is. Documentation: Events › Gateway › Get Gateway.
func gatewayRoutes() []route {
	address := func(c *call) string { return "ws://" + c.Host + c.api.opt.Gateway }
	return []route{
		{pattern: "GET /gateway", open: true, do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusOK, map[string]string{"url": address(c)}, nil
		}},
		{pattern: "GET /gateway/bot", do: func(c *call) (int, any, *shape.Refusal) {
			start := map[string]int{"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
			return http.StatusOK, map[string]any{"url": address(c), "shards": 1, "session_start_limit": start}, nil
		}},
	}
}

// userRoutes are about accounts. Documentation: Resources › User, Application.
func userRoutes() []route {
	app := func(c *call) (int, any, *shape.Refusal) { return http.StatusOK, c.world.App(), nil }
	return []route{
		{pattern: "GET /applications/@me", do: app},
		{pattern: "GET /oauth2/applications/@me", do: app},
		{pattern: "GET /users/{user}", do: func(c *call) (int, any, *shape.Refusal) {
			u, no := c.world.User(c.PathValue("user"))
			return http.StatusOK, u, no
		}},
		{pattern: "GET /users/@me/guilds", query: []string{"limit", "after", "before", "with_counts"}, do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusOK, c.world.Guilds(), nil
		}},
		{pattern: "DELETE /users/@me/guilds/{guild}", do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusNoContent, nil, c.world.Leave(c.PathValue("guild"))
		}},
		{pattern: "POST /users/@me/channels", limit: opening(), do: openDirect},
	}
}

func openDirect(c *call) (int, any, *shape.Refusal) {
	var b struct {
		Recipient string `json:"recipient_id"`
	}
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	ch, no := c.world.OpenDirect(b.Recipient)
	return http.StatusOK, ch, no
}

// channelRoutes are about channels. Documentation: Resources › Channel.
func channelRoutes() []route {
	const one = "/channels/{channel}"
	return []route{
		{pattern: "GET " + one, limit: reading(), do: func(c *call) (int, any, *shape.Refusal) {
			ch, no := c.world.Channel(c.PathValue("channel"))
			return http.StatusOK, ch, no
		}},
		{pattern: "PATCH " + one, limit: managing(), do: changeChannel},
		{pattern: "DELETE " + one, limit: managing(), do: func(c *call) (int, any, *shape.Refusal) {
			ch, no := c.world.DropChannel(c.PathValue("channel"))
			return http.StatusOK, ch, no
		}},
		{pattern: "POST " + one + "/typing", limit: sending(), do: func(c *call) (int, any, *shape.Refusal) {
			_, no := c.world.Channel(c.PathValue("channel"))
			return http.StatusNoContent, nil, no
		}},
		{pattern: "PUT " + one + "/permissions/{target}", limit: managing(), do: putOverwrite},
		{pattern: "DELETE " + one + "/permissions/{target}", limit: managing(), do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusNoContent, nil, c.world.Overwrite(c.PathValue("channel"), c.PathValue("target"), nil)
		}},
	}
}

func changeChannel(c *call) (int, any, *shape.Refusal) {
	var b world.ChannelBody
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	ch, no := c.world.ChangeChannel(c.PathValue("channel"), &b)
	return http.StatusOK, ch, no
}

func putOverwrite(c *call) (int, any, *shape.Refusal) {
	var o shape.Overwrite
	if no := c.decode(&o); no != nil {
		return 0, nil, no
	}
	return http.StatusNoContent, nil, c.world.Overwrite(c.PathValue("channel"), c.PathValue("target"), &o)
}
