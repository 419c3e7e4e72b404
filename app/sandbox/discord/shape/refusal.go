package shape

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Refusal is Discord saying no: the HTTP status, and the body {message, code, errors}.
// Documentation: Reference › Error Messages; Topics › Opcodes and Status Codes.
type Refusal struct {
	Status  int
	Code    int
	Message string
	Fields  *Tree         // what is wrong with which field; nil for most codes
	After   time.Duration // for 429
	Global  bool          // for 429
}

// Error is for logs and tests.
func (r *Refusal) Error() string {
	text := fmt.Sprintf("%d %d: %s", r.Status, r.Code, r.Message)
	if r.Fields != nil {
		body, _ := json.Marshal(r.Fields) // a tree of strings always marshals
		text += " " + string(body)
	}
	return text
}

// MarshalJSON writes the body that Discord answers with.
func (r *Refusal) MarshalJSON() ([]byte, error) {
	if r.Status == http.StatusTooManyRequests {
		limited := map[string]any{"message": r.Message, "retry_after": float64(r.After.Milliseconds()) / 1000, "global": r.Global}
		if r.Code != 0 {
			limited["code"] = r.Code
		}
		return json.Marshal(limited)
	}
	return json.Marshal(struct {
		Message string `json:"message"`
		Code    int    `json:"code"`
		Errors  *Tree  `json:"errors,omitempty"`
	}{r.Message, r.Code, r.Fields})
}

// The codes that the sandbox answers with. Documentation: Topics › Opcodes and Status Codes › JSON Error Codes.
const (
	UnknownChannel     = 10003
	UnknownGuild       = 10004
	UnknownMember      = 10007
	UnknownMessage     = 10008
	UnknownOverwrite   = 10009
	UnknownRole        = 10011
	UnknownUser        = 10013
	UnknownEmoji       = 10014
	UnknownWebhook     = 10015
	UnknownInteraction = 10062
	UnknownCommand     = 10063
	MaxPins            = 30003
	MaxRoles           = 30005
	MaxChannels        = 30013
	MaxCommands        = 30032
	MaxDailyCommands   = 30034
	MaxOldEdits        = 30046
	Acknowledged       = 40060
	NoUserAgent        = 40333
	MissingAccess      = 50001
	DirectChannel      = 50003
	NotAuthor          = 50005
	EmptyMessage       = 50006
	CannotDirect       = 50007
	MissingPermissions = 50013
	NotHere            = 50019
	SystemMessage      = 50021
	WrongChannelType   = 50024
	BadWebhookToken    = 50027
	BadRole            = 50028
	BadRecipient       = 50033
	TooOldToDelete     = 50034
	InvalidForm        = 50035
	BadVersion         = 50041
	InvalidJSON        = 50109
	NoMutualGuild      = 50278
)

var sentences = map[int]struct {
	status int
	text   string
}{
	UnknownChannel:     {404, "Unknown Channel"},
	UnknownGuild:       {404, "Unknown Guild"},
	UnknownMember:      {404, "Unknown Member"},
	UnknownMessage:     {404, "Unknown Message"},
	UnknownOverwrite:   {404, "Unknown permission overwrite"},
	UnknownRole:        {404, "Unknown Role"},
	UnknownUser:        {404, "Unknown User"},
	UnknownEmoji:       {400, "Unknown Emoji"},
	UnknownWebhook:     {404, "Unknown Webhook"},
	UnknownInteraction: {404, "Unknown interaction"},
	UnknownCommand:     {404, "Unknown application command"},
	MaxPins:            {400, "Maximum number of pins reached for the channel (50)"},
	MaxRoles:           {400, "Maximum number of server roles reached (250)"},
	MaxChannels:        {400, "Maximum number of server channels reached (500)"},
	MaxCommands:        {400, "Maximum number of application commands reached (100)."},
	MaxDailyCommands:   {400, "Max number of daily application command creates has been reached (200)"},
	MaxOldEdits:        {429, "Maximum number of edits to messages older than 1 hour reached"},
	Acknowledged:       {400, "Interaction has already been acknowledged."},
	NoUserAgent:        {403, "internal network error"},
	MissingAccess:      {403, "Missing Access"},
	DirectChannel:      {403, "Cannot execute action on a DM channel"},
	NotAuthor:          {403, "Cannot edit a message authored by another user"},
	EmptyMessage:       {400, "Cannot send an empty message"},
	CannotDirect:       {403, "Cannot send messages to this user"},
	MissingPermissions: {403, "Missing Permissions"},
	NotHere:            {400, "A message can only be pinned to the channel it was sent in"},
	SystemMessage:      {403, "Cannot execute action on a system message"},
	WrongChannelType:   {400, "Cannot execute action on this channel type"},
	BadWebhookToken:    {401, "Invalid Webhook Token"},
	BadRole:            {400, "Invalid Role"},
	BadRecipient:       {400, "Invalid Recipient(s)"},
	TooOldToDelete:     {400, "You can only bulk delete messages that are under 14 days old."},
	BadVersion:         {400, "Invalid API version"},
	InvalidJSON:        {400, "The request body contains invalid JSON."},
	NoMutualGuild:      {403, "Cannot send messages to this user due to having no mutual guilds"},
}

// Refuse returns the refusal with one of the codes above, in Discord's words.
func Refuse(code int) *Refusal {
	s := sentences[code]
	return &Refusal{Status: s.status, Code: code, Message: s.text}
}

// Plain returns a refusal that has no code of its own, such as "401: Unauthorized".
func Plain(status int) *Refusal {
	return &Refusal{Status: status, Message: fmt.Sprintf("%d: %s", status, http.StatusText(status))}
}

// Problem is one thing that is wrong with a field.
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Tree is the errors object of "Invalid Form Body": what is wrong here, and below, by name of field or number of element.
type Tree struct {
	Here  []Problem
	Below map[string]*Tree
}

// MarshalJSON writes the tree as Discord does: _errors beside the names of the fields below.
func (t *Tree) MarshalJSON() ([]byte, error) {
	all := map[string]any{}
	for name, sub := range t.Below {
		all[name] = sub
	}
	if len(t.Here) > 0 {
		all["_errors"] = t.Here
	}
	return json.Marshal(all)
}

// Form collects what is wrong with a body. The zero value is a form with nothing wrong.
type Form struct{ root *Tree }

// Add notes a problem at a place such as "components.0.label"; an empty place is the body itself.
func (f *Form) Add(place, code, message string, args ...any) {
	if f.root == nil {
		f.root = &Tree{}
	}
	t := f.root
	for part := range strings.SplitSeq(place, ".") {
		if part == "" {
			continue
		}
		if t.Below == nil {
			t.Below = map[string]*Tree{}
		}
		if t.Below[part] == nil {
			t.Below[part] = &Tree{}
		}
		t = t.Below[part]
	}
	t.Here = append(t.Here, Problem{code, fmt.Sprintf(message, args...)})
}

// Refusal returns "Invalid Form Body" with everything noted, nil when nothing is wrong.
func (f *Form) Refusal() *Refusal {
	if f.root == nil {
		return nil
	}
	return &Refusal{Status: http.StatusBadRequest, Code: InvalidForm, Message: "Invalid Form Body", Fields: f.root}
}

// Place joins a place and what lies below it: a name or a number.
func Place(parent string, below any) string {
	var name string
	switch b := below.(type) {
	case int:
		name = strconv.Itoa(b)
	default:
		name = fmt.Sprint(b)
	}
	if parent == "" {
		return name
	}
	return parent + "." + name
}
