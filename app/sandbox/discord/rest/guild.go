package rest

import (
	"net/http"

	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// guildRoutes are about servers and their roles. Documentation: Resources › Guild.
func guildRoutes() []route {
	const one = "/guilds/{guild}"
	return []route{
		{pattern: "GET " + one, limit: reading(), query: []string{"with_counts"}, do: func(c *call) (int, any, *shape.Refusal) {
			g, no := c.world.Guild(c.PathValue("guild"), c.URL.Query().Get("with_counts") == "true")
			return http.StatusOK, g, no
		}},
		{pattern: "GET " + one + "/channels", limit: reading(), do: func(c *call) (int, any, *shape.Refusal) {
			list, no := c.world.Channels(c.PathValue("guild"))
			return http.StatusOK, list, no
		}},
		{pattern: "POST " + one + "/channels", limit: managing(), do: makeChannel},
		{pattern: "GET " + one + "/roles", limit: reading(), do: func(c *call) (int, any, *shape.Refusal) {
			list, no := c.world.Roles(c.PathValue("guild"))
			return http.StatusOK, list, no
		}},
		{pattern: "POST " + one + "/roles", limit: managing(), do: putRole},
		{pattern: "GET " + one + "/roles/{role}", limit: reading(), do: func(c *call) (int, any, *shape.Refusal) {
			r, no := c.world.Role(c.PathValue("guild"), c.PathValue("role"))
			return http.StatusOK, r, no
		}},
		{pattern: "PATCH " + one + "/roles/{role}", limit: managing(), do: putRole},
		{pattern: "DELETE " + one + "/roles/{role}", limit: managing(), do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusNoContent, nil, c.world.DropRole(c.PathValue("guild"), c.PathValue("role"))
		}},
	}
}

func makeChannel(c *call) (int, any, *shape.Refusal) {
	var b world.ChannelBody
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	ch, no := c.world.MakeChannel(c.PathValue("guild"), &b)
	return http.StatusCreated, ch, no
}

func putRole(c *call) (int, any, *shape.Refusal) {
	var b world.RoleBody
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	r, no := c.world.PutRole(c.PathValue("guild"), c.PathValue("role"), &b)
	return http.StatusOK, r, no
}

// memberRoutes are about who is in a server. Documentation: Resources › Guild.
func memberRoutes() []route {
	const all = "/guilds/{guild}/members"
	const one = all + "/{user}"
	return []route{
		{pattern: "GET " + all, limit: reading(), query: []string{"limit", "after"}, do: listMembers},
		{pattern: "GET " + all + "/search", limit: reading(), query: []string{"query", "limit"}, do: searchMembers},
		{pattern: "GET " + one, limit: reading(), do: func(c *call) (int, any, *shape.Refusal) {
			m, no := c.world.Member(c.PathValue("guild"), c.PathValue("user"))
			return http.StatusOK, m, no
		}},
		{pattern: "PATCH " + one, limit: managing(), do: changeMember},
		{pattern: "DELETE " + one, limit: managing(), do: func(c *call) (int, any, *shape.Refusal) {
			return http.StatusNoContent, nil, c.world.Kick(c.PathValue("guild"), c.PathValue("user"))
		}},
		{pattern: "PUT " + one + "/roles/{role}", limit: managing(), share: "member role", do: memberRole(true)},
		{pattern: "DELETE " + one + "/roles/{role}", limit: managing(), share: "member role", do: memberRole(false)},
	}
}

func listMembers(c *call) (int, any, *shape.Refusal) {
	limit, no := number(c.URL.Query(), "limit", 1, 1, 1000)
	if no != nil {
		return 0, nil, no
	}
	list, no := c.world.ListMembers(c.PathValue("guild"), c.URL.Query().Get("after"), limit)
	return http.StatusOK, list, no
}

func searchMembers(c *call) (int, any, *shape.Refusal) {
	limit, no := number(c.URL.Query(), "limit", 1, 1, 1000)
	if no != nil {
		return 0, nil, no
	}
	list, no := c.world.SearchMembers(c.PathValue("guild"), c.URL.Query().Get("query"), limit)
	return http.StatusOK, list, no
}

func changeMember(c *call) (int, any, *shape.Refusal) {
	var b world.MemberBody
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	m, no := c.world.ChangeMember(c.PathValue("guild"), c.PathValue("user"), &b)
	return http.StatusOK, m, no
}

func memberRole(give bool) func(*call) (int, any, *shape.Refusal) {
	return func(c *call) (int, any, *shape.Refusal) {
		return http.StatusNoContent, nil, c.world.MemberRole(c.PathValue("guild"), c.PathValue("user"), c.PathValue("role"), give)
	}
}
