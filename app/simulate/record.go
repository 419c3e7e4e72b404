package simulate

import (
	"encoding/json"
	"fmt"
	"io"

	"matchday/app/baseball"
	"matchday/app/baseball/board"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/journal"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

// Record plays one game of the contest that the options ask for, the first that Run would play, writes its transcript to
// file as a finished game is published, and tells it on stdout.
func Record(o Options, file, stdout io.Writer) error {
	o, err := o.check()
	if err != nil {
		return err
	}
	c, kind, err := o.contest()
	if err != nil {
		return err
	}
	var j journal.Journal
	seed := seedOf(o.Seed, kind, 0)
	g, err := skipper.Play(c.start(0), c.managers(0), seed, func(in baseball.Input, _ []baseball.Result) { j = j.Do(in) })
	if err != nil {
		return err
	}
	t := journal.Publish(&g, j, seed)
	out := json.NewEncoder(file)
	out.SetIndent("", "\t")
	if err := out.Encode(t); err != nil {
		return fmt.Errorf("write the transcript: %w", err)
	}
	return tellGame(stdout, t, o.JSON)
}

// contest is the one of which Record plays a game, and the kind of its seeds.
func (o Options) contest() (c contest, kind byte, err error) {
	if o.Home == "" {
		c, err = averages(true)
		return c, 'w', err
	}
	away, home, err := o.clubs()
	if err != nil {
		return contest{}, 0, err
	}
	c, err = clubs(away, home)
	return c, 'd', err
}

// Verify checks the transcript of a finished game: that its seed is the one that was committed to when it began, and that
// seed and inputs lead to exactly its end. Then it tells the game on stdout. What does not fit is a fault.
func Verify(file io.Reader, stdout io.Writer, asJSON bool) error {
	var t journal.Transcript
	in := json.NewDecoder(file)
	in.DisallowUnknownFields()
	if err := in.Decode(&t); err != nil {
		return fault.New(fault.Invalid, "That is no transcript of a game, or not a whole one. Take the file as it was published.").Because(err)
	}
	if err := t.Verify(); err != nil {
		return err
	}
	return tellGame(stdout, t, asJSON)
}

// Told is a verified game in short.
type Told struct {
	Commitment string          `json:"commitment"`
	Inputs     int             `json:"inputs"`
	Line       board.LineScore `json:"line"`
	KeyPlays   []board.KeyPlay `json:"key_plays"`
}

// tellGame tells a game that fits its transcript.
func tellGame(w io.Writer, t journal.Transcript, asJSON bool) error {
	seed, err := dice.ParseSeed(t.Seed)
	if err != nil {
		return err
	}
	g, results, err := journal.Replay(t.Setup, t.Journal, seed)
	if err != nil {
		return err
	}
	told := Told{Commitment: t.Commitment, Inputs: len(t.Journal), Line: board.Line(&g), KeyPlays: board.KeyPlays(&g, results, nil, 3)}
	if asJSON {
		return json.NewEncoder(w).Encode(told)
	}
	fmt.Fprintf(w, "%s at %s, %s\n\n%s\n", told.Line.Teams[0].Name, told.Line.Teams[1].Name, told.Line.Status, told.Line)
	for _, p := range told.KeyPlays {
		fmt.Fprintf(w, "%-6s %2d  %s  %s\n", p.Half, p.Inning, p.Side, p.Text)
	}
	_, err = fmt.Fprintf(w, "\nThe dice were fair: %d inputs, played again with the seed that belongs to commitment\n%s, lead to exactly this game.\nCompare the commitment with the one that was shown when the game began.\n", told.Inputs, told.Commitment)
	return err
}
