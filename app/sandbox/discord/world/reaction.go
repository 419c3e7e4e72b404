package world

import (
	"slices"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/shape"
)

// maxReactions is how many emojis a message takes. Documentation: Topics › Opcodes and Status Codes, 30010.
const maxReactions = 20

// React adds or takes back a reaction of the bot. Documentation: Resources › Message › Create Reaction.
func (w *World) React(channelID, id, emoji string, add bool) *shape.Refusal {
	w.mu.Lock()
	defer w.mu.Unlock()
	need := shape.ReadHistory
	if add {
		need |= shape.AddReactions
	}
	c, no := w.room(channelID, need)
	if no != nil {
		return no
	}
	m := w.messages[id]
	if m == nil || m.in != c || m.only != "" {
		return shape.Refuse(shape.UnknownMessage)
	}
	if emoji == "" || emoji[0] < 0x80 {
		return shape.Refuse(shape.UnknownEmoji)
	}
	next := *m.wire
	next.Reactions = slices.DeleteFunc(slices.Clone(next.Reactions), func(r shape.Reaction) bool { return r.Emoji.Name == emoji })
	name := "MESSAGE_REACTION_REMOVE"
	if add && len(next.Reactions) < maxReactions {
		name = "MESSAGE_REACTION_ADD"
		next.Reactions = append(next.Reactions, shape.Reaction{Count: 1, Me: true, Emoji: shape.Emoji{Name: emoji}})
	}
	m.wire = &next
	data := map[string]any{"user_id": w.bot.ID, "channel_id": c.wire.ID, "message_id": id, "emoji": shape.Emoji{Name: emoji}}
	intent := gateway.DirectReactions
	if c.guild != nil {
		data["guild_id"], intent = c.guild.id, gateway.GuildReactions
	}
	w.publish(gateway.Event{Name: name, Intent: intent, Data: data})
	w.touch(Key{MessageKey, id, c.wire.ID})
	return nil
}
