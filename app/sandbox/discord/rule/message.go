package rule

import (
	"slices"
	"time"
	"unicode/utf8"

	"matchday/app/sandbox/discord/shape"
)

// The limits of a message. Documentation: Resources › Message › Create Message, and Embed Limits.
const (
	MaxContent     = 2000
	MaxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxAuthor      = 256
	maxEmbedText   = 6000
	maxMentions    = 100
	maxAddress     = 2048
)

// legacyCode is answered to a message of components v2 that has old-style parts.
const legacyCode = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"

// Message checks a body at a place of the form. v2 tells whether the message is one of components v2 once the body has
// been taken.
func Message(form *shape.Form, at string, b *shape.MessageBody, v2 bool) {
	c := checker{form, at}
	c.text("content", b.Content.Value, 0, MaxContent)
	c.embeds(b.Embeds.Value)
	if v2 {
		c.legacy(b)
	}
	if b.Components.Given() {
		if v2 {
			c.layout(b.Components.Value)
		} else {
			c.rows(b.Components.Value)
		}
		c.unique(b.Components.Value)
	}
	c.mentions(b.Mentions)
	if _, ok := b.NonceText(); !ok {
		c.add("nonce", "NONCE_TYPE_TOO_LONG", "Nonce must be an integer or a string of 25 or fewer characters.")
	}
}

// legacy refuses what components v2 replace. Documentation: Components › Component Reference.
func (c checker) legacy(b *shape.MessageBody) {
	const words = "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
	if b.Content.Value != "" {
		c.add("content", legacyCode, words, "content")
	}
	if len(b.Embeds.Value) > 0 {
		c.add("embeds", legacyCode, words, "embeds")
	}
	if len(b.Stickers.Value) > 0 {
		c.add("sticker_ids", legacyCode, words, "sticker_ids")
	}
	if b.Poll.Given() {
		c.add("poll", legacyCode, words, "poll")
	}
}

// Leftover refuses to make an old message one of components v2 while its text or embeds stay.
// Documentation: Resources › Message › Edit Message.
func Leftover(form *shape.Form, at string, old *shape.Message, b *shape.MessageBody) {
	c := checker{form, at}
	const words = "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
	if old.Content != "" && !b.Content.Set {
		c.add("content", legacyCode, words, "content")
	}
	if len(old.Embeds) > 0 && !b.Embeds.Set {
		c.add("embeds", legacyCode, words, "embeds")
	}
}

// embeds checks embeds. Documentation: Resources › Message › Embed Limits.
func (c checker) embeds(list []shape.Embed) {
	c.count("embeds", len(list), 0, MaxEmbeds)
	total := 0
	for i, e := range list {
		total += c.below("embeds").below(i).embed(e)
	}
	if total > maxEmbedText {
		c.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedText)
	}
}

func (c checker) embed(e shape.Embed) (size int) {
	size = count(e.Title) + count(e.Description)
	c.text("title", e.Title, 0, maxTitle)
	c.text("description", e.Description, 0, maxDescription)
	c.address("url", e.URL, maxAddress)
	c.number("color", &e.Color, 0, 0xFFFFFF)
	if _, err := time.Parse(time.RFC3339, e.Timestamp); e.Timestamp != "" && err != nil {
		c.add("timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", e.Timestamp)
	}
	if e.Footer != nil {
		size += count(e.Footer.Text)
		c.below("footer").text("text", e.Footer.Text, 0, maxFooter)
		c.below("footer").address("icon_url", e.Footer.IconURL, maxAddress)
	}
	if e.Author != nil {
		size += count(e.Author.Name)
		c.below("author").text("name", e.Author.Name, 1, maxAuthor)
		c.below("author").address("url", e.Author.URL, maxAddress)
		c.below("author").address("icon_url", e.Author.IconURL, maxAddress)
	}
	for name, media := range map[string]*shape.Media{"image": e.Image, "thumbnail": e.Thumbnail} {
		if media != nil {
			c.below(name).address("url", media.URL, maxAddress)
		}
	}
	c.count("fields", len(e.Fields), 0, maxFields)
	for i, f := range e.Fields {
		size += count(f.Name) + count(f.Value)
		c.below("fields").below(i).text("name", f.Name, 1, maxFieldName)
		c.below("fields").below(i).text("value", f.Value, 1, maxFieldValue)
	}
	return size
}

func count(s string) int { return utf8.RuneCountInString(s) }

// mentions checks allowed_mentions. Documentation: Resources › Message › Allowed Mentions Object.
func (c checker) mentions(o shape.Opt[shape.Mentions]) {
	if !o.Given() {
		return
	}
	c = c.below("allowed_mentions")
	m := o.Value
	for i, kind := range m.Parse {
		if kind != "users" && kind != "roles" && kind != "everyone" {
			c.below("parse").add(shape.Place("", i), "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
		}
	}
	for name, ids := range map[string][]string{"users": m.Users, "roles": m.Roles} {
		c.count(name, len(ids), 0, maxMentions)
		for i, id := range ids {
			c.below(name).id(shape.Place("", i), id)
		}
		if len(ids) > 0 && slices.Contains(m.Parse, name) {
			c.add("", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", name, name)
		}
	}
}
