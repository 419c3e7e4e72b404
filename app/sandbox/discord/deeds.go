package discord

import (
	"slices"

	"matchday/app/sandbox/discord/shape"
)

// Say writes a message as a person, in a channel by id or name, and returns its id.
func (d *Discord) Say(user, channel, text string) (string, error) {
	at, err := d.Channel(user, channel)
	if err != nil {
		return "", err
	}
	d.at(user, at)
	return d.world.Say(user, at, text)
}

// Read notes that a person has read a channel to its end.
func (d *Discord) Read(user, channel string) { d.world.Read(user, channel) }

// Join lets a person join a server.
func (d *Discord) Join(guild, user string) error { return d.world.Join(guild, user) }

// Leave lets a person leave a server, or be kicked out: a bot cannot tell the two apart.
func (d *Discord) Leave(guild, user string) error { return d.world.Part(guild, user) }

// GiveRole gives a person a role, as an admin does, and TakeRole takes it.
func (d *Discord) GiveRole(guild, user, role string) error {
	return d.world.GiveRole(guild, user, role, true)
}

// TakeRole takes a role from a person.
func (d *Discord) TakeRole(guild, user, role string) error {
	return d.world.GiveRole(guild, user, role, false)
}

// DeleteRole deletes a role, as an admin does.
func (d *Discord) DeleteRole(guild, role string) error { return d.world.RemoveRole(guild, role) }

// ChangeRole changes a role of a server by its id.
func (d *Discord) ChangeRole(guild, role string, change func(*shape.Role)) error {
	for _, s := range d.world.Servers() {
		for _, r := range s.Roles {
			if s.ID == guild && r.ID == role {
				next := *r
				change(&next)
				next.ID = role
				_, err := d.world.SetRole(guild, next)
				return err
			}
		}
	}
	return d.world.RemoveRole(guild, role) // says that there is none
}

// DeleteChannel deletes a channel, and DeleteMessage a message, as an admin does.
func (d *Discord) DeleteChannel(channel string) error { return d.world.RemoveChannel(channel) }

// DeleteMessage deletes a message.
func (d *Discord) DeleteMessage(message string) error { return d.world.RemoveMessage(message) }

// SetPermissions lets a role or a member do something in a channel or forbids it, as an admin does in the settings of the
// channel; with neither it takes an earlier setting away.
func (d *Discord) SetPermissions(channel, target string, kind int, allow, deny shape.Permissions) error {
	r, ok := d.world.Room("", channel, 0)
	if !ok {
		return d.world.RemoveChannel(channel) // says that there is none
	}
	next := *r.Channel
	next.Overwrites = slices.DeleteFunc(slices.Clone(next.Overwrites), func(o shape.Overwrite) bool { return o.ID == target })
	if allow|deny != 0 {
		next.Overwrites = append(next.Overwrites, shape.Overwrite{ID: target, Type: kind, Allow: allow, Deny: deny})
	}
	_, err := d.world.SetChannel(next.GuildID, next)
	return err
}

// CloseDMs lets a person take no direct messages, or take them again.
func (d *Discord) CloseDMs(user string, closed bool) error { return d.world.CloseDirect(user, closed) }

// ChangeName gives a person a nickname in a server; an empty one takes it away.
func (d *Discord) ChangeName(guild, user, nick string) error {
	return d.world.Rename(guild, user, nick)
}
