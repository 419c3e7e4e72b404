package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

// refusal is one rule that Discord enforces, broken.
type refusal struct {
	rule   string
	method string // POST when empty
	path   func(s *scene) string
	body   any
	status int // 400 when 0
	code   int // 50035 when 0
	inner  string
}

func (r refusal) check(t *testing.T) {
	t.Helper()
	s := newScene(t, discord.Options{MembersIntent: true})
	path := "/channels/" + s.channel + "/messages"
	if r.path != nil {
		path = r.path(s)
	}
	if r.method == "" {
		r.method = "POST"
	}
	if r.status == 0 {
		r.status = 400
	}
	if r.code == 0 {
		r.code = shape.InvalidForm
	}
	before := len(s.Messages(s.channel))
	status, m, _ := s.call(r.method, path, r.body)
	if status != r.status || m["code"] != float64(r.code) || m["message"] == "" {
		t.Fatalf("%s: answered %d %v, want %d with code %d", r.rule, status, m, r.status, r.code)
	}
	if got := innerCodes(m["errors"], ""); r.inner != "" && !slices.Contains(got, r.inner) {
		t.Errorf("%s: the errors are %q, want %q among them", r.rule, got, r.inner)
	}
	if len(s.Messages(s.channel)) != before {
		t.Errorf("%s: something was posted all the same", r.rule)
	}
}

func checkAll(t *testing.T, all []refusal) {
	t.Helper()
	for _, r := range all {
		t.Run(strings.ReplaceAll(r.rule, " ", "_"), func(t *testing.T) {
			t.Parallel()
			r.check(t)
		})
	}
}

func long(n int) string { return strings.Repeat("é", n) }

func many(n int, one func(i int) any) arr {
	list := make(arr, n)
	for i := range list {
		list[i] = one(i)
	}
	return list
}

func embed(more obj) obj { return obj{"embeds": arr{more}} }

func parts(list ...any) obj { return obj{"components": list} }

func v2(list ...any) obj { return obj{"flags": shape.ComponentsV2, "components": list} }

func text(s string) obj { return obj{"type": 10, "content": s} }

func TestMessagesAreRefused(t *testing.T) {
	t.Parallel()
	checkAll(t, []refusal{
		{rule: "content up to 2000", body: obj{"content": long(2001)}, inner: "content BASE_TYPE_MAX_LENGTH"},
		{rule: "content is a string", body: obj{"content": 5}, inner: "content BASE_TYPE_CONVERT"},
		{rule: "a body is JSON", body: "{", code: shape.InvalidJSON},
		{rule: "not empty", body: obj{"content": ""}, code: shape.EmptyMessage},
		{rule: "ten embeds", body: obj{"embeds": many(11, func(int) any { return obj{"title": "x"} })}, inner: "embeds BASE_TYPE_MAX_LENGTH"},
		{rule: "embed title 256", body: embed(obj{"title": long(257)}), inner: "embeds.0.title BASE_TYPE_MAX_LENGTH"},
		{rule: "embed description 4096", body: embed(obj{"description": long(4097)}), inner: "embeds.0.description BASE_TYPE_MAX_LENGTH"},
		{rule: "25 embed fields", body: embed(obj{"fields": many(26, func(int) any { return obj{"name": "a", "value": "b"} })}), inner: "embeds.0.fields BASE_TYPE_MAX_LENGTH"},
		{rule: "embed field name 256", body: embed(obj{"fields": arr{obj{"name": long(257), "value": "b"}}}), inner: "embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH"},
		{rule: "embed field value 1024", body: embed(obj{"fields": arr{obj{"name": "a", "value": long(1025)}}}), inner: "embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH"},
		{rule: "embed field needs a value", body: embed(obj{"fields": arr{obj{"name": "a"}}}), inner: "embeds.0.fields.0.value BASE_TYPE_REQUIRED"},
		{rule: "embed footer 2048", body: embed(obj{"footer": obj{"text": long(2049)}}), inner: "embeds.0.footer.text BASE_TYPE_MAX_LENGTH"},
		{rule: "embed author 256", body: embed(obj{"author": obj{"name": long(257)}}), inner: "embeds.0.author.name BASE_TYPE_BAD_LENGTH"},
		{rule: "embeds 6000 together", body: obj{"embeds": arr{obj{"description": long(4000)}, obj{"description": long(2001)}}}, inner: "embeds MAX_EMBED_SIZE_EXCEEDED"},
		{rule: "embed colour", body: embed(obj{"title": "x", "color": 0x1000000}), inner: "embeds.0.color NUMBER_TYPE_MAX"},
		{rule: "embed time", body: embed(obj{"title": "x", "timestamp": "tonight"}), inner: "embeds.0.timestamp DATE_TIME_TYPE_PARSE"},
		{rule: "embed picture", body: embed(obj{"title": "x", "image": obj{"url": "ftp://x/y"}}), inner: "embeds.0.image.url URL_TYPE_INVALID_SCHEME"},
		{rule: "nonce of 25 characters", body: obj{"content": "x", "nonce": long(26)}, inner: "nonce NONCE_TYPE_TOO_LONG"},
		{rule: "a reply needs its message", body: obj{"content": "x", "message_reference": obj{"message_id": "5"}}, inner: "message_reference MESSAGE_REFERENCE_UNKNOWN_MESSAGE"},
		{rule: "mentions parse or users", body: obj{"content": "x", "allowed_mentions": obj{"parse": arr{"users"}, "users": arr{"5"}}}, inner: "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		{rule: "mentions parse or roles", body: obj{"content": "x", "allowed_mentions": obj{"parse": arr{"roles"}, "roles": arr{"5"}}}, inner: "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		{rule: "mentions of known kinds", body: obj{"content": "x", "allowed_mentions": obj{"parse": arr{"all"}}}, inner: "allowed_mentions.parse.0 BASE_TYPE_CHOICES"},
		{rule: "a hundred mentions", body: obj{"content": "x", "allowed_mentions": obj{"users": many(101, func(i int) any { return fmt.Sprint(i + 1) })}}, inner: "allowed_mentions.users BASE_TYPE_MAX_LENGTH"},
		{rule: "mentions by id", body: obj{"content": "x", "allowed_mentions": obj{"users": arr{"ben"}}}, inner: "allowed_mentions.users.0 NUMBER_TYPE_COERCE"},
	})
}

func TestComponentsAreRefused(t *testing.T) {
	t.Parallel()
	menu := func(more obj) obj {
		m := obj{"type": 3, "custom_id": "m", "options": arr{obj{"label": "a", "value": "a"}}}
		for k, v := range more {
			m[k] = v
		}
		return m
	}
	option := func(i int) any { return obj{"label": fmt.Sprint(i), "value": fmt.Sprint(i)} }
	checkAll(t, []refusal{
		{rule: "five rows", body: parts(many(6, func(i int) any { return row(button(fmt.Sprint(i), "x")) })...), inner: "components BASE_TYPE_MAX_LENGTH"},
		{rule: "five buttons in a row", body: parts(row(many(6, func(i int) any { return button(fmt.Sprint(i), "x") })...)), inner: "components.0.components BASE_TYPE_BAD_LENGTH"},
		{rule: "no empty row", body: parts(row()), inner: "components.0.components BASE_TYPE_BAD_LENGTH"},
		{rule: "buttons stand in rows", body: parts(button("a", "x")), inner: "components.0.type UNION_TYPE_CHOICES"},
		{rule: "no text input in a message", body: parts(row(obj{"type": 4, "custom_id": "a", "label": "x", "style": 1})), inner: "components.0.components.0.type UNION_TYPE_CHOICES"},
		{rule: "no cards without the flag", body: parts(obj{"type": 17, "components": arr{text("x")}}), inner: "components.0.type UNION_TYPE_CHOICES"},
		{rule: "a menu fills its row", body: parts(row(menu(nil), button("a", "x"))), inner: "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
		{rule: "custom id of 100", body: parts(row(button(long(101), "x"))), inner: "components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH"},
		{rule: "a button needs a custom id", body: parts(row(button("", "x"))), inner: "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"},
		{rule: "custom ids are unique", body: parts(row(button("a", "x"), button("a", "y"))), inner: "components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
		{rule: "ids are unique", body: parts(row(obj{"type": 2, "id": 3, "style": 1, "custom_id": "a", "label": "x"}, obj{"type": 2, "id": 3, "style": 1, "custom_id": "b", "label": "x"})), inner: "components.0.components.1.id COMPONENT_ID_DUPLICATED"},
		{rule: "label of 80", body: parts(row(button("a", long(81)))), inner: "components.0.components.0.label BASE_TYPE_MAX_LENGTH"},
		{rule: "a label or an emoji", body: parts(row(button("a", ""))), inner: "components.0.components.0.label BASE_TYPE_REQUIRED"},
		{rule: "emoji is no letter", body: parts(row(obj{"type": 2, "style": 1, "custom_id": "a", "emoji": obj{"name": "x"}})), inner: "components.0.components.0.emoji.name COMPONENT_INVALID_EMOJI"},
		{rule: "a button needs a style", body: parts(row(obj{"type": 2, "custom_id": "a", "label": "x"})), inner: "components.0.components.0.style BASE_TYPE_REQUIRED"},
		{rule: "styles are known", body: parts(row(obj{"type": 2, "style": 9, "custom_id": "a", "label": "x"})), inner: "components.0.components.0.style BASE_TYPE_CHOICES"},
		{rule: "a link needs a url", body: parts(row(obj{"type": 2, "style": 5, "label": "x"})), inner: "components.0.components.0.url BUTTON_COMPONENT_URL_REQUIRED"},
		{rule: "a link has no custom id", body: parts(row(obj{"type": 2, "style": 5, "label": "x", "url": "https://e.org", "custom_id": "a"})), inner: "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
		{rule: "a button has no url", body: parts(row(obj{"type": 2, "style": 1, "label": "x", "url": "https://e.org", "custom_id": "a"})), inner: "components.0.components.0.url BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
		{rule: "a link leads to the web", body: parts(row(obj{"type": 2, "style": 5, "label": "x", "url": "javascript://x"})), inner: "components.0.components.0.url URL_TYPE_INVALID_SCHEME"},
		{rule: "a premium button needs a sku", body: parts(row(obj{"type": 2, "style": 6})), inner: "components.0.components.0.sku_id BUTTON_COMPONENT_INVALID_PREMIUM"},
		{rule: "25 options", body: parts(row(menu(obj{"options": many(26, option)}))), inner: "components.0.components.0.options BASE_TYPE_BAD_LENGTH"},
		{rule: "at least one option", body: parts(row(menu(obj{"options": arr{}}))), inner: "components.0.components.0.options BASE_TYPE_BAD_LENGTH"},
		{rule: "as many options as can be chosen", body: parts(row(menu(obj{"max_values": 3}))), inner: "components.0.components.0.options BASE_TYPE_BAD_LENGTH"},
		{rule: "option label of 100", body: parts(row(menu(obj{"options": arr{obj{"label": long(101), "value": "a"}}}))), inner: "components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH"},
		{rule: "option value of 100", body: parts(row(menu(obj{"options": arr{obj{"label": "a", "value": long(101)}}}))), inner: "components.0.components.0.options.0.value BASE_TYPE_BAD_LENGTH"},
		{rule: "option description of 100", body: parts(row(menu(obj{"options": arr{obj{"label": "a", "value": "a", "description": long(101)}}}))), inner: "components.0.components.0.options.0.description BASE_TYPE_MAX_LENGTH"},
		{rule: "option values are unique", body: parts(row(menu(obj{"options": arr{option(1), option(1)}}))), inner: "components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
		{rule: "defaults within the number of choices", body: parts(row(menu(obj{"options": arr{obj{"label": "a", "value": "a", "default": true}, obj{"label": "b", "value": "b", "default": true}}}))), inner: "components.0.components.0.options SELECT_COMPONENT_TOO_MANY_DEFAULTS"},
		{rule: "placeholder of 150", body: parts(row(menu(obj{"placeholder": long(151)}))), inner: "components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH"},
		{rule: "a menu needs a custom id", body: parts(row(menu(obj{"custom_id": ""}))), inner: "components.0.components.0.custom_id BASE_TYPE_REQUIRED"},
		{rule: "up to 25 choices", body: parts(row(menu(obj{"max_values": 26}))), inner: "components.0.components.0.max_values NUMBER_TYPE_MAX"},
		{rule: "least choices below most", body: parts(row(menu(obj{"min_values": 2}))), inner: "components.0.components.0.min_values NUMBER_TYPE_MAX"},
		{rule: "a menu of users has no options", body: parts(row(menu(obj{"type": 5}))), inner: "components.0.components.0.options BASE_TYPE_CHOICES"},
		{rule: "a menu of options has no default values", body: parts(row(menu(obj{"default_values": arr{obj{"id": "5", "type": "user"}}}))), inner: "components.0.components.0.default_values BASE_TYPE_CHOICES"},
		{rule: "a menu takes some", body: parts(row(menu(obj{"max_values": 0}))), inner: "components.0.components.0.max_values NUMBER_TYPE_MIN"},
		{rule: "defaults of the menu's kind", body: parts(row(obj{"type": 5, "custom_id": "u", "default_values": arr{obj{"id": "5", "type": "role"}}})), inner: "components.0.components.0.default_values.0.type BASE_TYPE_CHOICES"},
	})
}

func TestLayoutsAreRefused(t *testing.T) {
	t.Parallel()
	section := func(accessory any, list ...any) obj {
		return obj{"type": 9, "components": list, "accessory": accessory}
	}
	checkAll(t, []refusal{
		{rule: "forty components", body: v2(obj{"type": 17, "components": many(40, func(int) any { return text("x") })}), inner: "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
		{rule: "4000 characters in all", body: v2(text(long(2000)), obj{"type": 17, "components": arr{text(long(2001))}}), inner: "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
		{rule: "no content beside", body: obj{"flags": shape.ComponentsV2, "content": "x", "components": arr{text("x")}}, inner: "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{rule: "no embeds beside", body: obj{"flags": shape.ComponentsV2, "embeds": arr{obj{"title": "x"}}, "components": arr{text("x")}}, inner: "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{rule: "a file was uploaded", body: v2(obj{"type": 13, "file": obj{"url": "attachment://x.txt"}}), inner: "components.0.file UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"},
		{rule: "a picture's description of 1024", body: v2(obj{"type": 12, "items": arr{obj{"media": obj{"url": "https://e.org/x.png"}, "description": long(1025)}}}), inner: "components.0.items.0.description BASE_TYPE_MAX_LENGTH"},
		{rule: "not without parts", body: obj{"flags": shape.ComponentsV2}, code: shape.EmptyMessage},
		{rule: "no card in a card", body: v2(obj{"type": 17, "components": arr{obj{"type": 17, "components": arr{text("x")}}}}), inner: "components.0.components.0.type UNION_TYPE_CHOICES"},
		{rule: "no empty card", body: v2(obj{"type": 17, "components": arr{}}), inner: "components.0.components BASE_TYPE_BAD_LENGTH"},
		{rule: "no empty text", body: v2(text("")), inner: "components.0.content BASE_TYPE_REQUIRED"},
		{rule: "accent is a colour", body: v2(obj{"type": 17, "accent_color": 0x1000000, "components": arr{text("x")}}), inner: "components.0.accent_color NUMBER_TYPE_MAX"},
		{rule: "a section needs an accessory", body: v2(section(nil, text("x"))), inner: "components.0.accessory BASE_TYPE_REQUIRED"},
		{rule: "a section has three texts", body: v2(section(button("a", "x"), text("1"), text("2"), text("3"), text("4"))), inner: "components.0.components BASE_TYPE_BAD_LENGTH"},
		{rule: "a section has texts only", body: v2(section(button("a", "x"), row(button("b", "y")))), inner: "components.0.components.0.type UNION_TYPE_CHOICES"},
		{rule: "an accessory is a button or a picture", body: v2(section(text("x"), text("x"))), inner: "components.0.accessory.type UNION_TYPE_CHOICES"},
		{rule: "a picture has an address", body: v2(section(obj{"type": 11}, text("x"))), inner: "components.0.accessory.media.url BASE_TYPE_REQUIRED"},
		{rule: "ten pictures in a gallery", body: v2(obj{"type": 12, "items": many(11, func(int) any { return obj{"media": obj{"url": "https://e.org/x.png"}} })}), inner: "components.0.items BASE_TYPE_BAD_LENGTH"},
		{rule: "spacing is small or large", body: v2(obj{"type": 14, "spacing": 3}), inner: "components.0.spacing BASE_TYPE_CHOICES"},
		{rule: "no label in a message", body: v2(obj{"type": 18, "label": "x", "component": obj{"type": 4}}), inner: "components.0.type UNION_TYPE_CHOICES"},
		{rule: "buttons stand in rows here too", body: v2(button("a", "x")), inner: "components.0.type UNION_TYPE_CHOICES"},
		{rule: "custom ids are unique in cards", body: v2(row(button("a", "x")), obj{"type": 17, "components": arr{row(button("a", "x"))}}), inner: "components.1.components.0.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
	})
}
