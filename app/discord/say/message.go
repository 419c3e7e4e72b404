package say

// The flags of a message.
const (
	flagNoPreviews = 1 << 2
	flagPrivate    = 1 << 6
	flagCards      = 1 << 15
)

// Message is what is sent or what a message is changed to.
type Message struct {
	Content      string      `json:"content,omitempty"`
	Flags        int         `json:"flags,omitempty"`
	Components   []Component `json:"components"`
	Mentions     Mentions    `json:"allowed_mentions"`
	Nonce        string      `json:"nonce,omitempty"`
	EnforceNonce bool        `json:"enforce_nonce,omitempty"`
}

// Mentions names who is told by a message. Whoever is not in it is not, whatever the text says.
type Mentions struct {
	Parse []string `json:"parse"` // always empty: nobody is told because of a text
	Users []string `json:"users,omitempty"`
	Roles []string `json:"roles,omitempty"`
}

// Show makes a message of cards, texts and rows.
func Show(parts ...any) Message {
	return Message{Flags: flagCards, Components: Parts(parts...), Mentions: Mentions{Parse: []string{}}}
}

// Note makes a message of one text and, below it, rows of buttons. It carries no cards, so that a phone shows its text
// in the notification.
func Note(markdown string, rows ...Component) Message {
	return Message{Content: markdown, Flags: flagNoPreviews, Components: Parts(rows), Mentions: Mentions{Parse: []string{}}}
}

// Telling returns the message as one that tells these users.
func (m Message) Telling(users ...string) Message {
	m.Mentions.Users = append(m.Mentions.Users, users...)
	return m
}

// TellingRole returns the message as one that tells everybody with a role; an empty role tells nobody.
func (m Message) TellingRole(role string) Message {
	if role != "" {
		m.Mentions.Roles = append(m.Mentions.Roles, role)
	}
	return m
}

// Once returns the message with a nonce: sent twice within minutes, Discord shows it once. Up to 25 characters.
func (m Message) Once(nonce string) Message {
	m.Nonce, m.EnforceNonce = nonce, true
	return m
}

// Private returns the message as one that only the person who asked sees.
func (m Message) Private() Message {
	m.Flags |= flagPrivate
	return m
}
