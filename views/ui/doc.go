// Package ui holds the controls every page is made of: documents, layout, tables, forms, buttons, and the words and
// signs in between. Its style is static/css, its behaviour static/js; a page adds neither. views/gallery shows all of
// it at work: read tonight.templ there beside this page.
//
// # Using it
//
// A control with several inputs is a struct with a method Show, a small one is a function; children go in braces:
//
//	templ page(s ui.Shell, list []entry) {
//		@s.Show() {
//			@ui.Header{Title: "Holidaze Cup", Sentence: "Saturday, 7:00 PM Eastern · solo, 32 seats"}.Show() {
//				@ui.FormButton{Action: "/admin/t/7/remind", Label: "Remind the 5"}.Show()
//				@ui.Ask{ID: "close", Label: "Close check-in…", Look: ui.Primary, Title: "Close check-in now?",
//					Text: "5 players lose their seat.", Action: "/admin/t/7/close", Confirm: "Close check-in"}.Show()
//			}
//			@ui.Steps{List: steps}.Show()
//			@ui.Split{Aside: justNow()}.Show() {
//				@ui.Card{ID: "checkin", Title: "Check-in", Made: &made}.Show() { … }
//			}
//		}
//	}
//
// Documents: Shell (admin), PublicShell (everybody), CenterShell (one thing to do). Each takes a Document.
// Layout: Header, Steps, Split, Stack, Pair, Card, Tabs, Pager, Actions.
// Content: Table with Row and Cell, Facts, Timeline with Moment, Numbers with Number, Bar, Ranks with Rank, Mine,
// Empty, Banner, Problem, Chip, Name, Time, LiveWords, Avatar, Kbd, CopyField.
// Pressing: FormButton (one press, one step), Ask (asks first; its label ends with …), Menu, ButtonLink, Button (of a
// Form), CopyButton.
// Filling in: Form with Field, FormPair, Search; Faults for a fault without a form.
//
// # Forms, with and without script
//
// Every change is a form that posts. The server need not know whether a script sent it:
//
//   - done: redirect (303) to the page to be seen, with a Notice. With script the page's main part is exchanged in
//     place (focus, scroll and other fields stay) and the address follows when it is another page.
//   - refused, with a Form: 422 and the whole page again, with Form.Err and Form.Values. Every Field finds its sentence
//     and what was typed by its Name; the summary and the focus come by themselves.
//   - refused, without a Form (FormButton, Ask): the fault's status and a page with a Problem, or the sentence alone as
//     text/plain. With script it is told in a toast, or in the question's dialog, and the page stays.
//   - done, nothing to show but a live page: 204, with TriggerHeader as HX-Trigger for a toast; only to requests that
//     carry the header HX-Request.
//
// With script each changing request has a field NonceField even where the page brought none. Form.Whole and
// FormButton.Whole load the page as browsers do; use them for signing in and out, and for files.
//
// # Live parts
//
// Document.Socket connects the page. What the socket sends is a Frame of parts that stand in the page, each with an id;
// the newest version of the whole part is enough, nothing has to be remembered. Give an id to whatever changes: Card, Table, Row, Timeline, Moment, Ranks, Rank, Number, Bar, Steps. In the page a changed
// row is tinted for a second, a moved one slides, text being typed stays, and a row in use (pressed, pointed at by its
// button, typed in, its menu or question open) is left as and where it is until it is released. Parts that are cached
// hold no words that depend on the reader or on now: write Time with Relative and let the page count.
// A server that stops closes its sockets with 1012: the page comes back by itself.
//
// # Rules
//
//   - No style and no script in the markup: ContentPolicy refuses both. What is missing goes into static/css.
//   - Text of people is escaped by templ; put names through Name, or into <bdi> so that scripts from right to left keep
//     to their place. Addresses in Href and Action are made harmless by templ.
//   - Colour never stands alone: states are Chips, which have sign and word. The accent (Hot, Primary steps, the cut)
//     means now, or that a person is needed.
//   - One Primary on a page, the last of the Header's actions, named by what it does.
//   - Ids are stable: "entry-17", never an index.
package ui
