package rest

import (
	"net/http"
	"net/url"
	"strconv"

	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// messageRoutes are about messages. Documentation: Resources › Message.
func messageRoutes() []route {
	const all = "/channels/{channel}/messages"
	const one = all + "/{message}"
	return []route{
		{pattern: "GET " + all, limit: reading(), query: []string{"limit", "before", "after", "around"}, do: listMessages},
		{pattern: "POST " + all, limit: sending(), do: send},
		{pattern: "POST " + all + "/bulk-delete", limit: bulkDeleting(), do: deleteMany},
		{pattern: "GET " + one, limit: reading(), do: getMessage},
		{pattern: "PATCH " + one, limit: editing(), do: edit},
		{pattern: "DELETE " + one, limit: deleting(), do: deleteMessage},
		{pattern: "PUT " + one + "/reactions/{emoji}/@me", limit: reacting(), share: "reaction", query: []string{"type"}, do: react(true)},
		{pattern: "DELETE " + one + "/reactions/{emoji}/@me", limit: reacting(), share: "reaction", do: react(false)},
		{pattern: "GET /channels/{channel}/pins", limit: reading(), do: oldPins},
		{pattern: "PUT /channels/{channel}/pins/{message}", limit: pinning(), share: "pin", do: pin(true)},
		{pattern: "DELETE /channels/{channel}/pins/{message}", limit: pinning(), share: "pin", do: pin(false)},
		{pattern: "GET " + all + "/pins", limit: reading(), query: []string{"before", "limit"}, do: pins},
		{pattern: "PUT " + all + "/pins/{message}", limit: pinning(), share: "pin", do: pin(true)},
		{pattern: "DELETE " + all + "/pins/{message}", limit: pinning(), share: "pin", do: pin(false)},
	}
}

func listMessages(c *call) (int, any, *shape.Refusal) {
	q := c.URL.Query()
	limit, no := number(q, "limit", 50, 1, 100)
	if no != nil {
		return 0, nil, no
	}
	list, no := c.world.Messages(c.PathValue("channel"), world.Page{Before: q.Get("before"), After: q.Get("after"), Around: q.Get("around"), Limit: limit})
	return http.StatusOK, list, no
}

// number reads a number of the query string.
func number(q url.Values, name string, usual, least, most int) (int, *shape.Refusal) {
	s := q.Get(name)
	if s == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(s)
	var form shape.Form
	switch {
	case err != nil:
		form.Add(name, "NUMBER_TYPE_COERCE", "Value %q is not int.", s)
	case n < least:
		form.Add(name, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case n > most:
		form.Add(name, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
	return n, form.Refusal()
}

func send(c *call) (int, any, *shape.Refusal) {
	b, no := c.body()
	if no != nil {
		return 0, nil, no
	}
	m, no := c.world.Send(c.PathValue("channel"), b)
	return http.StatusOK, m, no
}

func deleteMany(c *call) (int, any, *shape.Refusal) {
	var b struct {
		Messages []string `json:"messages"`
	}
	if no := c.decode(&b); no != nil {
		return 0, nil, no
	}
	return http.StatusNoContent, nil, c.world.DeleteMany(c.PathValue("channel"), b.Messages)
}

func getMessage(c *call) (int, any, *shape.Refusal) {
	m, no := c.world.Message(c.PathValue("channel"), c.PathValue("message"))
	return http.StatusOK, m, no
}

func edit(c *call) (int, any, *shape.Refusal) {
	b, no := c.body()
	if no != nil {
		return 0, nil, no
	}
	m, no := c.world.Edit(c.PathValue("channel"), c.PathValue("message"), b)
	return http.StatusOK, m, no
}

func deleteMessage(c *call) (int, any, *shape.Refusal) {
	return http.StatusNoContent, nil, c.world.Delete(c.PathValue("channel"), c.PathValue("message"))
}

func react(add bool) func(*call) (int, any, *shape.Refusal) {
	return func(c *call) (int, any, *shape.Refusal) {
		return http.StatusNoContent, nil, c.world.React(c.PathValue("channel"), c.PathValue("message"), c.PathValue("emoji"), add)
	}
}

func pin(up bool) func(*call) (int, any, *shape.Refusal) {
	return func(c *call) (int, any, *shape.Refusal) {
		return http.StatusNoContent, nil, c.world.Pin(c.PathValue("channel"), c.PathValue("message"), up)
	}
}

func oldPins(c *call) (int, any, *shape.Refusal) {
	list, no := c.world.Pins(c.PathValue("channel"))
	return http.StatusOK, list, no
}

func pins(c *call) (int, any, *shape.Refusal) {
	list, no := c.world.Pins(c.PathValue("channel"))
	items := []map[string]any{}
	for _, m := range list {
		items = append(items, map[string]any{"pinned_at": m.Timestamp, "message": m})
	}
	return http.StatusOK, map[string]any{"items": items, "has_more": false}, no
}
