package ask

import "matchday/app/discord/say"

// Answer is what a handler wants to be seen.
type Answer struct {
	message *say.Message
	change  bool // of the message that was pressed, rather than a new one
	modal   *say.Modal
	refusal bool
}

// Tell answers with a message of its own: to the person alone, unless the action is Public.
func Tell(m say.Message) Answer { return Answer{message: &m} }

// Say answers with one paragraph.
func Say(markdown string) Answer { return Tell(say.Show(say.Text(markdown))) }

// Change answers by changing the private message that was pressed. Where there is none to change it is as Tell.
func Change(m say.Message) Answer { return Answer{message: &m, change: true} }

// Open answers with a form.
func Open(m *say.Modal) Answer { return Answer{modal: m} }

// Message returns what is shown, nil for a form. Tests and renderings read it.
func (a Answer) Message() *say.Message { return a.message }

// Modal returns the form, nil for a message.
func (a Answer) Modal() *say.Modal { return a.modal }
