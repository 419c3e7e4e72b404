package rest

import (
	"fmt"
	"net/http"

	"matchday/app/sandbox/discord/shape"
)

// interactionRoutes are the routes that need no more than the token of an interaction.
// Documentation: Interactions › Receiving and Responding › Endpoints.
func interactionRoutes() []route {
	const hook = "/webhooks/{app}/{token}"
	const one = hook + "/messages/{message}"
	wait := []string{"wait", "with_components"}
	return []route{
		{pattern: "POST /interactions/{interaction}/{token}/callback", open: true, query: []string{"with_response"}, do: answer},
		{pattern: "POST " + hook, open: true, limit: hooking(), share: "webhook", query: wait, do: followUp},
		{pattern: "GET " + one, open: true, limit: hooking(), do: hooked},
		{pattern: "PATCH " + one, open: true, limit: hooking(), share: "webhook", query: wait, do: changeHooked},
		{pattern: "DELETE " + one, open: true, limit: hooking(), do: dropHooked},
	}
}

func answer(c *call) (int, any, *shape.Refusal) {
	var r shape.Response
	if no := c.decode(&r); no != nil {
		return 0, nil, no
	}
	var body shape.ResponseBody
	if len(r.Data) > 0 {
		if no := c.read(r.Data, &body); no != nil {
			return 0, nil, no
		}
		if no := c.unsupported("data", &body.MessageBody); no != nil {
			return 0, nil, no
		}
	}
	if body.Components.Given() && r.Type == shape.AnswerModal {
		c.noteNew(body.Components.Value)
	}
	done, no := c.world.Answer(c.PathValue("interaction"), c.PathValue("token"), &r, &body)
	if no != nil {
		return 0, nil, no
	}
	if c.URL.Query().Get("with_response") == "true" {
		return http.StatusOK, done, nil
	}
	return http.StatusNoContent, nil, nil
}

// noteNew notes components of modals that Discord has and the sandbox has not: uploads, radio and checkbox groups.
func (c *call) noteNew(list []shape.Component) {
	for _, part := range shape.Each(list, "") {
		if part.Type >= 19 {
			c.api.Misunderstood(fmt.Sprintf("%s component of type %d", c.name, part.Type))
		}
	}
}

// unsupported refuses what Discord could take and the sandbox cannot.
func (c *call) unsupported(at string, b *shape.MessageBody) *shape.Refusal {
	var form shape.Form
	for name, there := range map[string]bool{"attachments": len(b.Attachments.Value) > 0, "sticker_ids": len(b.Stickers.Value) > 0, "poll": b.Poll.Given()} {
		if there {
			c.api.Misunderstood(c.name + " field " + name)
			form.Add(shape.Place(at, name), "SANDBOX_UNSUPPORTED", "The sandbox knows no %s.", name)
		}
	}
	return form.Refusal()
}

// body reads a request to make or change a message.
func (c *call) body() (*shape.MessageBody, *shape.Refusal) {
	var b shape.MessageBody
	if no := c.decode(&b); no != nil {
		return nil, no
	}
	return &b, c.unsupported("", &b)
}

func followUp(c *call) (int, any, *shape.Refusal) {
	b, no := c.body()
	if no != nil {
		return 0, nil, no
	}
	m, no := c.world.FollowUp(c.PathValue("app"), c.PathValue("token"), b)
	return http.StatusOK, m, no
}

func hooked(c *call) (int, any, *shape.Refusal) {
	m, no := c.world.Hooked(c.PathValue("app"), c.PathValue("token"), c.PathValue("message"))
	return http.StatusOK, m, no
}

func changeHooked(c *call) (int, any, *shape.Refusal) {
	b, no := c.body()
	if no != nil {
		return 0, nil, no
	}
	m, no := c.world.ChangeHooked(c.PathValue("app"), c.PathValue("token"), c.PathValue("message"), b)
	return http.StatusOK, m, no
}

func dropHooked(c *call) (int, any, *shape.Refusal) {
	return http.StatusNoContent, nil, c.world.DropHooked(c.PathValue("app"), c.PathValue("token"), c.PathValue("message"))
}
