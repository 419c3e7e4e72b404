package shape

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Permissions is a set of permission bits; in JSON a decimal string. Documentation: Topics › Permissions.
type Permissions uint64

// The permissions that the sandbox knows how to enforce or to show.
const (
	CreateInvite     Permissions = 1 << 0
	KickMembers      Permissions = 1 << 1
	BanMembers       Permissions = 1 << 2
	Administrator    Permissions = 1 << 3
	ManageChannels   Permissions = 1 << 4
	ManageGuild      Permissions = 1 << 5
	AddReactions     Permissions = 1 << 6
	ViewChannel      Permissions = 1 << 10
	SendMessages     Permissions = 1 << 11
	ManageMessages   Permissions = 1 << 13
	EmbedLinks       Permissions = 1 << 14
	AttachFiles      Permissions = 1 << 15
	ReadHistory      Permissions = 1 << 16
	MentionEveryone  Permissions = 1 << 17
	ExternalEmojis   Permissions = 1 << 18
	ChangeNickname   Permissions = 1 << 26
	ManageNicknames  Permissions = 1 << 27
	ManageRoles      Permissions = 1 << 28
	UseCommands      Permissions = 1 << 31
	PinMessages      Permissions = 1 << 51
	AllPermissions   Permissions = 1<<53 - 1
	EveryonesDefault             = ViewChannel | SendMessages | AddReactions | EmbedLinks | AttachFiles | ReadHistory | ChangeNickname | UseCommands | CreateInvite
)

// Has reports whether every bit of want is in p.
func (p Permissions) Has(want Permissions) bool { return p&want == want }

// MarshalJSON writes a decimal string.
func (p Permissions) MarshalJSON() ([]byte, error) {
	return []byte(`"` + strconv.FormatUint(uint64(p), 10) + `"`), nil
}

// UnmarshalJSON reads a decimal string, or a number as older clients send it.
func (p *Permissions) UnmarshalJSON(data []byte) error {
	var text json.Number
	if len(data) > 0 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		text = json.Number(s)
	} else if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	n, err := strconv.ParseUint(text.String(), 10, 64)
	if err != nil {
		return fmt.Errorf("permissions: %w", err)
	}
	*p = Permissions(n)
	return nil
}
