package gateway

import (
	"bytes"
	"encoding/json"
	"strconv"

	"matchday/app/sandbox/discord/shape"
)

// Intents is what a session wants to be told. Documentation: Events › Gateway › List of Intents.
type Intents int

// The intents by which the sandbox sorts what it tells.
const (
	Guilds          Intents = 1 << 0
	GuildMembers    Intents = 1 << 1
	GuildPresences  Intents = 1 << 8
	GuildMessages   Intents = 1 << 9
	GuildReactions  Intents = 1 << 10
	DirectMessages  Intents = 1 << 12
	DirectReactions Intents = 1 << 13
	MessageContent  Intents = 1 << 15

	Privileged         = GuildMembers | GuildPresences | MessageContent
	known      Intents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// Event is something that happened. A session is told when it has the intent; 0 is told to all.
type Event struct {
	Name   string
	Intent Intents
	Data   any
	Bare   any // what a session without the message content intent is told; nil when that is the same
}

// Welcome is what a new session is told first.
type Welcome struct {
	User        *shape.User
	Application *shape.Application
	Guilds      []*shape.GuildCreate
}

// MemberRequest asks for members of a server. Documentation: Events › Gateway Events › Request Guild Members.
type MemberRequest struct {
	Guilds  oneOrMany `json:"guild_id"`
	Query   *string   `json:"query"`
	Limit   int       `json:"limit"`
	Users   oneOrMany `json:"user_ids"`
	Nonce   string    `json:"nonce"`
	Tell    bool      `json:"presences"`
	intents Intents
}

// All reports whether the session may ask for everybody: it needs the members intent.
func (r *MemberRequest) All() bool { return r.intents&GuildMembers != 0 }

// oneOrMany is an id or a list of ids; discordgo sends a list where Discord wants one id.
type oneOrMany []string

func (o *oneOrMany) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) || bytes.Equal(data, []byte("null")) {
		return json.Unmarshal(data, (*[]string)(o))
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*o = []string{s}
	return nil
}

type unavailable struct {
	ID          string `json:"id"`
	Unavailable bool   `json:"unavailable"`
}

// ready is the first event of a session. Documentation: Events › Gateway Events › Ready.
type ready struct {
	Version     int           `json:"v"`
	User        *shape.User   `json:"user"`
	Guilds      []unavailable `json:"guilds"`
	SessionID   string        `json:"session_id"`
	Resume      string        `json:"resume_gateway_url"`
	Shard       *[2]int       `json:"shard,omitempty"`
	Application application   `json:"application"`
	SessionType string        `json:"session_type"`
	Private     []any         `json:"private_channels"`
}

type application struct {
	ID    string `json:"id"`
	Flags int    `json:"flags"`
}

// dispatch writes the payload of an event; data is JSON already.
func dispatch(name string, seq int64, data []byte) []byte {
	b := make([]byte, 0, len(data)+len(name)+48)
	b = append(b, `{"op":0,"s":`...)
	b = strconv.AppendInt(b, seq, 10)
	b = append(b, `,"t":"`...)
	b = append(b, name...)
	b = append(b, `","d":`...)
	b = append(b, data...)
	return append(b, '}')
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("gateway: an event of the sandbox that is no JSON: " + err.Error()) //nolint:forbidigo // a mistake in the sandbox must fail the test that meets it
	}
	return b
}
