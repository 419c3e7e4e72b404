package notify

import (
	"fmt"
	"strings"

	"matchday/app/discord/say"
	"matchday/app/feed"
	"matchday/app/tournament"
)

func skip(why string) error { return feed.Skip(why) }

// What one message may hold: some room is left for its first line, and Discord mentions at most a hundred users.
const (
	roomInPost = 1700
	mostTold   = 90
	pieceRoom  = 800
	pieceTold  = 40
)

// piece is some seats of one lobby: as much as fits on a few lines.
type piece struct {
	Lobby int64 `json:"lobby"`
	From  int   `json:"from"`
	To    int   `json:"to"`
}

// planLobbies spreads the lobbies of a round over as few messages as hold them.
func planLobbies(p planning) []note {
	r, ok := p.board.Round(p.of.Round)
	if !ok {
		return nil
	}
	var out []note
	room, told := 0, 0
	for _, l := range r.Lobbies {
		for _, part := range cut(l) {
			text, users := line(l, part)
			n, k := len(text)+1, len(users)
			if len(out) == 0 || room+n > roomInPost || told+k > mostTold {
				out = append(out, of(p))
				room, told = 0, 0
			}
			last := &out[len(out)-1]
			last.Pieces = append(last.Pieces, part)
			room, told = room+n, told+k
		}
	}
	return out
}

// cut splits a lobby where its line would become too long.
func cut(l tournament.LobbyReading) []piece {
	var out []piece
	for from := 0; from < len(l.Lobby.Seats); {
		to := from + 1
		for to < len(l.Lobby.Seats) {
			text, users := line(l, piece{l.ID, from, to + 1})
			if len(text) > pieceRoom || len(users) > pieceTold {
				break
			}
			to++
		}
		out = append(out, piece{l.ID, from, to})
		from = to
	}
	return out
}

// line writes some seats of a lobby with everybody in them, and returns whom it mentions.
func line(l tournament.LobbyReading, p piece) (text string, users []string) {
	byEntry := map[int64]tournament.Row{}
	for _, s := range l.Seats {
		byEntry[s.Entry] = s.Row
	}
	var seats []string
	for _, s := range l.Lobby.Seats[min(p.From, len(l.Lobby.Seats)):min(p.To, len(l.Lobby.Seats))] {
		seat, who := seated(byEntry[s.Entry])
		seats = append(seats, seat)
		users = append(users, who...)
	}
	return "**Lobby " + say.Esc(l.Name) + "** " + strings.Join(seats, ", "), users
}

// seated writes who sits somewhere: everybody mentioned, with the name that they play under, or the team's.
func seated(r tournament.Row) (text string, users []string) {
	var people []string
	for _, m := range r.People {
		switch {
		case m.Discord == "":
			people = append(people, say.Esc(say.Cut(m.InGame, 32)))
			continue
		case len(r.People) > 1:
			people = append(people, say.User(m.Discord))
		default:
			people = append(people, say.User(m.Discord)+" ("+say.Esc(say.Cut(m.InGame, 32))+")")
		}
		users = append(users, m.Discord)
	}
	if len(r.People) > 1 {
		return say.Bold(say.Cut(r.Name, 40)) + " " + strings.Join(people, " "), users
	}
	return strings.Join(people, " "), users
}

func lobbies(w writing) (say.Message, string) {
	t := w.board.Tournament
	r, ok := w.board.Round(w.note.Round)
	if !ok || r.State != tournament.InPlay {
		return say.Message{}, "the round is not being played any more"
	}
	title := fmt.Sprintf("**%s · round %d of %d** Find your lobby, and good luck.", say.Esc(t.Name), r.Number, t.Rules.Rounds)
	if w.note.Part > 0 {
		title = fmt.Sprintf("**%s · round %d of %d**", say.Esc(t.Name), r.Number, t.Rules.Rounds)
	}
	lines := []string{title}
	var told []string
	for _, p := range w.note.Pieces {
		for _, l := range r.Lobbies {
			if l.ID == p.Lobby {
				text, users := line(l, p)
				lines = append(lines, text)
				told = append(told, users...)
			}
		}
	}
	if len(lines) == 1 {
		return say.Message{}, "the lobbies were drawn again"
	}
	text := strings.Join(lines, "\n")
	return say.Note(text).Telling(told[:min(len(told), 100)]...), ""
}

func result(w writing) (say.Message, string) {
	t := w.board.Tournament
	l, ok := lobbyOf(w.board, w.note.Lobby)
	if !ok || !l.Done() {
		return say.Message{}, "the result was taken back"
	}
	title := fmt.Sprintf("**%s · round %d, lobby %s**", say.Esc(t.Name), l.Round, say.Esc(l.Name))
	if len(w.note.Of.Before) > 0 {
		title += " is corrected"
	}
	lines := []string{title}
	var told []string
	for _, s := range l.Seats {
		text, users := seated(s.Row)
		switch {
		case s.Outcome == tournament.Absent:
			text = "– " + text + " did not play"
		case s.Outcome == tournament.Struck:
			text = "– " + text + " is disqualified"
		default:
			text = tournament.Ordinal(s.Place) + " " + text + " · " + tournament.Count(s.Points, "point", "points")
		}
		if len(told)+len(users) <= mostTold {
			told = append(told, users...)
		}
		lines = append(lines, text)
	}
	return say.Note(say.Fit(1950, 40, lines, say.More(": see the panel"))).Telling(told...), ""
}

func lobbyOf(b *tournament.Board, id int64) (tournament.LobbyReading, bool) {
	for _, r := range b.Rounds {
		for _, l := range r.Lobbies {
			if l.ID == id {
				return l, true
			}
		}
	}
	return tournament.LobbyReading{}, false
}

// planRound plans the standings after every round but the last: those are told when the tournament is finished.
func planRound(p planning) []note {
	if p.of.Round >= p.board.Tournament.Rules.Rounds {
		return nil
	}
	return once(p)
}

func roundCompleted(w writing) (say.Message, string) {
	t := w.board.Tournament
	if r, ok := w.board.Round(w.note.Round); !ok || r.State != tournament.RoundDone || t.Round != r.Number || t.Stage.Over() {
		return say.Message{}, "the night has gone on"
	}
	title := fmt.Sprintf("**%s · after round %d of %d** The next lobbies follow here.", say.Esc(t.Name), w.note.Round, t.Rules.Rounds)
	return say.Note(table(w.board, title, 16)), ""
}

func table(b *tournament.Board, title string, most int) string {
	return title + "\n" + say.Fit(1700, most, say.Standings(b), say.More(": see /standings"))
}

func finished(w writing) (say.Message, string) {
	t := w.board.Tournament
	if t.Stage != tournament.Finished {
		return say.Message{}, "it is not finished any more"
	}
	var names, users []string
	for _, s := range w.board.Standings {
		if s.Rank != 1 {
			continue
		}
		r, _ := w.board.Row(s.Entry)
		text, who := seated(r)
		names, users = append(names, text), append(users, who...)
	}
	title := "**" + say.Esc(t.Name) + " is over.**"
	switch {
	case len(names) == 1:
		title += " " + names[0] + " wins. Thank you for playing."
	case len(names) > 1 && len(names) <= 4:
		title += " " + strings.Join(names, " and ") + " share the first place. Thank you for playing."
	default:
		title, users = title+" Thank you for playing.", nil
	}
	return say.Note(table(w.board, title, 20)).Telling(users[:min(len(users), mostTold)]...), ""
}

// planCancelled spreads everybody who was in over as many messages as it takes to mention them.
func planCancelled(p planning) []note {
	out := []note{of(p)}
	for _, rows := range [][]tournament.Row{p.board.Seated, p.board.Waitlist} {
		for _, r := range rows {
			for _, m := range r.People {
				if m.Discord == "" {
					continue
				}
				if len(out[len(out)-1].Users) == 70 {
					out = append(out, of(p))
				}
				last := &out[len(out)-1]
				last.Users = append(last.Users, m.Discord)
			}
		}
	}
	return out
}

func cancelled(w writing) (say.Message, string) {
	if w.board.Tournament.Stage != tournament.Cancelled {
		return say.Message{}, "it takes place after all"
	}
	text := "**" + say.Esc(w.board.Tournament.Name) + " is cancelled.** It does not take place."
	for i, u := range w.note.Users {
		if i == 0 {
			text += "\n"
		} else {
			text += " "
		}
		text += say.User(u)
	}
	return say.Note(text).Telling(w.note.Users...), ""
}
