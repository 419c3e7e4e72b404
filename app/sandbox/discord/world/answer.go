package world

import (
	"encoding/json"
	"slices"

	"matchday/app/sandbox/discord/rule"
	"matchday/app/sandbox/discord/shape"
)

// Answered is what a bot may want to know of its first answer. Documentation: Interactions › Receiving and Responding ›
// Interaction Callback Response Object.
type Answered struct {
	ID, Type   any
	Message    *shape.Message
	Loading    bool
	OnlyForOne bool
	Answer     int
}

// Answer takes the first answer to an interaction. There is one, within three seconds.
// Documentation: Interactions › Receiving and Responding › Interaction Callback Type.
func (w *World) Answer(id, token string, r *shape.Response, body *shape.ResponseBody) (*Answered, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[id]
	switch {
	case a == nil, a.token != token, a.failed:
		return nil, shape.Refuse(shape.UnknownInteraction)
	case a.answer != 0:
		return nil, shape.Refuse(shape.Acknowledged)
	}
	no := a.judge(r.Type)
	if no == nil && (r.Type == shape.AnswerUpdate || r.Type == shape.AnswerUpdateLater) && w.messages[a.source.wire.ID] == nil {
		no = shape.Refuse(shape.UnknownMessage)
	}
	if no != nil {
		return nil, no
	}
	switch r.Type {
	case shape.AnswerMessage:
		no = w.reply(a, body)
	case shape.AnswerLater:
		w.replyLater(a, body)
	case shape.AnswerUpdateLater:
		a.original, a.thinking = a.source.wire.ID, true
	case shape.AnswerUpdate:
		a.original = a.source.wire.ID
		no = w.change(a.source, "data", &body.MessageBody)
	case shape.AnswerAutocomplete:
		var form shape.Form
		rule.Choices(&form, "data", body.Choices.Value, a.option)
		a.choices = body.Choices.Value
		no = form.Refusal()
	case shape.AnswerModal:
		no = w.openModal(a, body)
	}
	if no != nil {
		return nil, no
	}
	a.answer = r.Type
	a.timer.Stop()
	if a.modal != "" {
		w.closeModal(a.user, a.modal)
	}
	a.turn()
	done := &Answered{ID: a.id, Type: a.kind, Answer: r.Type, Loading: r.Type == shape.AnswerLater}
	if m := w.messages[a.original]; m != nil {
		done.Message, done.OnlyForOne = m.wire, m.only != ""
	}
	return done, nil
}

// judge refuses answers that do not fit the interaction: choices only complete, a modal does not answer a modal, and only
// what was pressed can be changed.
func (a *Asked) judge(kind int) *shape.Refusal {
	var form shape.Form
	switch kind {
	case shape.AnswerMessage, shape.AnswerLater:
		if a.kind == shape.AutocompleteInteraction {
			form.Add("type", "INTERACTION_RESPONSE_TYPE_INVALID", "An autocomplete interaction is answered by choices.")
		}
	case shape.AnswerUpdateLater, shape.AnswerUpdate:
		if a.source == nil {
			form.Add("type", "INTERACTION_RESPONSE_TYPE_INVALID", "There is no message that could be updated.")
		}
	case shape.AnswerAutocomplete:
		if a.kind != shape.AutocompleteInteraction {
			form.Add("type", "INTERACTION_RESPONSE_TYPE_INVALID", "Only an autocomplete interaction is answered by choices.")
		}
	case shape.AnswerModal:
		if a.kind == shape.ModalInteraction || a.kind == shape.AutocompleteInteraction {
			form.Add("type", "INTERACTION_RESPONSE_TYPE_INVALID", "A modal cannot answer this interaction.")
		}
	default:
		form.Add("type", "BASE_TYPE_CHOICES", "Value must be one of {4, 5, 6, 7, 8, 9}.")
	}
	return form.Refusal()
}

// reply posts a message as first answer, or as a further one.
func (w *World) reply(a *Asked, body *shape.ResponseBody) *shape.Refusal {
	m, no := w.said(a, "data", &body.MessageBody)
	if no == nil {
		a.original = m.wire.ID
	}
	return no
}

// said posts a message that answers an interaction. Here and only here a bot may choose that one person alone sees it.
// Documentation: Interactions › Receiving and Responding › Responding to an Interaction; Resources › Message › Flags.
func (w *World) said(a *Asked, at string, b *shape.MessageBody) (*message, *shape.Refusal) {
	var form shape.Form
	rule.Message(&form, at, b, b.Flags.Value&shape.ComponentsV2 != 0)
	if no := form.Refusal(); no != nil {
		return nil, no
	}
	m := w.compose(a.in, w.bot, b)
	if empty(m.wire) {
		return nil, shape.Refuse(shape.EmptyMessage)
	}
	w.answering(a, m)
	w.post(m)
	return m, nil
}

// answering marks a message as the answer to an interaction.
func (w *World) answering(a *Asked, m *message) {
	m.wire.Flags &= shape.SuppressEmbeds | shape.SuppressNotifications | shape.ComponentsV2 | shape.Ephemeral | shape.Loading
	if m.wire.Flags&shape.Ephemeral != 0 {
		m.only, m.pinged = a.user, nil
	}
	m.wire.WebhookID, m.wire.Application = w.bot.ID, w.bot.ID
	m.wire.Interaction = &shape.InteractionMetadata{ID: a.id, Type: a.kind, User: w.people[a.user].user, Owners: map[string]string{}}
	switch {
	case a.kind == shape.CommandInteraction:
		m.wire.Type, m.typed = shape.CommandMessage, a.typed
	case a.source != nil:
		m.wire.Interaction.On = a.source.wire.ID
		m.wire.Reference = &shape.Reference{MessageID: a.source.wire.ID, ChannelID: a.in.wire.ID, GuildID: a.in.wire.GuildID}
		m.wire.Type = shape.ReplyMessage
	}
}

// replyLater shows that the bot is thinking. Of the flags only the ephemeral one counts yet.
func (w *World) replyLater(a *Asked, body *shape.ResponseBody) {
	m := w.compose(a.in, w.bot, &shape.MessageBody{})
	m.wire.Flags = shape.Loading | body.Flags.Value&(shape.Ephemeral|shape.SuppressNotifications)
	w.answering(a, m)
	w.post(m)
	a.original, a.thinking = m.wire.ID, true
}

func (w *World) openModal(a *Asked, body *shape.ResponseBody) *shape.Refusal {
	modal := shape.Modal{CustomID: body.CustomID.Value, Title: body.Title.Value, Components: body.Components.Value}
	var form shape.Form
	rule.Modal(&form, "data", &modal)
	if no := form.Refusal(); no != nil {
		return no
	}
	shape.Number(modal.Components)
	a.opened = &OpenModal{ID: a.id, User: a.user, Room: a.in.wire.ID, Modal: modal, in: a.in, source: a.source}
	w.modals[a.user] = a.opened
	w.touch(Key{Kind: ModalKey, ID: a.user})
	return nil
}

func (w *World) closeModal(user, id string) {
	if m := w.modals[user]; m != nil && m.ID == id {
		delete(w.modals, user)
		w.touch(Key{Kind: ModalKey, ID: user})
	}
}

// hook finds the interaction of a token and, for an id of a message or @original, the message. The token lives fifteen
// minutes and works once the interaction has been answered.
// Documentation: Interactions › Receiving and Responding › Followup Messages.
func (w *World) hook(app, token, id string) (*Asked, *message, *shape.Refusal) {
	a := w.byToken[token]
	switch {
	case app != w.bot.ID:
		return nil, nil, shape.Refuse(shape.UnknownWebhook)
	case a == nil, w.opt.Stopwatch().Sub(a.born) > w.opt.TokenLife:
		return nil, nil, shape.Refuse(shape.BadWebhookToken)
	case a.answer == 0, a.answer == shape.AnswerAutocomplete:
		return nil, nil, shape.Refuse(shape.UnknownWebhook)
	}
	if id == "" {
		return a, nil, nil
	}
	if id == "@original" {
		id = a.original
	} else if id != a.original && !slices.Contains(a.followups, id) {
		id = ""
	}
	m := w.messages[id]
	if m == nil {
		return nil, nil, shape.Refuse(shape.UnknownMessage)
	}
	return a, m, nil
}

// Hooked returns an answer. Documentation: Receiving and Responding › Get Original Interaction Response.
func (w *World) Hooked(app, token, id string) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, m, no := w.hook(app, token, id)
	if no != nil {
		return nil, no
	}
	return m.wire, nil
}

// ChangeHooked changes an answer. Documentation: Receiving and Responding › Edit Original Interaction Response.
func (w *World) ChangeHooked(app, token, id string, b *shape.MessageBody) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a, m, no := w.hook(app, token, id)
	if no != nil {
		return nil, no
	}
	if no := w.change(m, "", b); no != nil {
		return nil, no
	}
	if m.wire.ID == a.original {
		a.thinking = false
	}
	a.turn()
	return m.wire, nil
}

// DropHooked deletes an answer. Documentation: Receiving and Responding › Delete Original Interaction Response.
func (w *World) DropHooked(app, token, id string) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	a, m, no := w.hook(app, token, id)
	if no != nil {
		return no
	}
	if m.wire.ID == a.original {
		a.thinking = false
	}
	w.remove(m)
	a.turn()
	return nil
}

// FollowUp posts a further answer; after a deferral the first one is what was awaited, and as visible as the deferral
// said. Documentation: Receiving and Responding › Create Followup Message.
func (w *World) FollowUp(app, token string, b *shape.MessageBody) (*shape.Message, *shape.Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a, _, no := w.hook(app, token, "")
	if no != nil {
		return nil, no
	}
	if waiting := w.messages[a.original]; a.thinking && a.answer == shape.AnswerLater && waiting != nil {
		if no := w.change(waiting, "", b); no != nil {
			return nil, no
		}
		a.thinking = false
		a.turn()
		return waiting.wire, nil
	}
	m, no := w.said(a, "", b)
	if no != nil {
		return nil, no
	}
	a.followups = append(a.followups, m.wire.ID)
	a.thinking = false
	a.turn()
	return m.wire, nil
}

// MarshalJSON writes the answer that is given when the bot asks with_response.
func (d *Answered) MarshalJSON() ([]byte, error) {
	interaction := map[string]any{"id": d.ID, "type": d.Type}
	all := map[string]any{"interaction": interaction}
	if d.Message != nil {
		interaction["response_message_id"] = d.Message.ID
		interaction["response_message_loading"] = d.Loading
		interaction["response_message_ephemeral"] = d.OnlyForOne
		all["resource"] = map[string]any{"type": d.Answer, "message": d.Message}
	}
	return json.Marshal(all)
}
