package public

import (
	"bytes"
	"context"
	"strconv"

	"github.com/a-h/templ"

	"matchday/app/tournament"
	"matchday/app/web/live"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// here is where the reader's own row goes into a kept page.
const here = "<!--you-->"

// board shows a tab of a board. A link with ?me=… tells the page who the reader is.
func (p *Public) board(v *visit.Visit) error {
	b, tab, err := p.shown(v)
	if err != nil {
		return err
	}
	if v.Query("me") != "" {
		return p.arrive(v, b)
	}
	kept, err := p.page(v, b, tab)
	if err != nil {
		return err
	}
	me := v.Me()
	if me == 0 {
		return v.SendKept("text/html; charset=utf-8", kept)
	}
	var own bytes.Buffer
	if err := board.Yours(b, board.YouOf(b, me)).Render(v.Ctx, &own); err != nil {
		return err
	}
	before, after, _ := bytes.Cut(kept.Body, []byte(here))
	before, _ = bytes.CutSuffix(before, noOne(v.Ctx, b))
	v.Raw().Set("Cache-Control", "no-store")
	return v.Send("text/html; charset=utf-8", bytes.Join([][]byte{before, own.Bytes(), after}, nil), nil)
}

// page returns a board's page as it is for somebody who has not said who they are.
func (p *Public) page(v *visit.Visit, b *tournament.Board, tab string) (*visit.Copy, error) {
	id := strconv.FormatInt(b.Tournament.ID, 10)
	theme := v.Theme()
	return p.pages.Get(id+"/"+tab+"/"+string(theme), b.Store, b.Seq, func() ([]byte, error) {
		d := ui.Document{Title: b.Tournament.Name, Theme: theme, Path: board.Address(b, tab), Socket: "/ws/t/" + id + "/" + tab + "?" + live.Have(b.Store, b.Seq)}
		var out bytes.Buffer
		err := page.Public(d, b, tab, templ.Join(board.Yours(b, board.You{}), templ.Raw(here))).Render(v.Ctx, &out)
		return out.Bytes(), err
	})
}

// noOne is the row of somebody who has not said who they are.
func noOne(ctx context.Context, b *tournament.Board) []byte {
	var out bytes.Buffer
	_ = board.Yours(b, board.You{}).Render(ctx, &out) // what is missing is not cut off
	return out.Bytes()
}

// socket keeps a board true. Who has said who they are gets their own row with it.
func (p *Public) socket(v *visit.Visit) error {
	b, tab, err := p.shown(v)
	if err != nil {
		return err
	}
	w := live.Watch{Scene: "board/" + strconv.FormatInt(b.Tournament.ID, 10) + "/" + tab, Topic: tournament.Topic(b.Tournament.ID), Have: live.ReadHave(v.Queries()), Address: v.Address()}
	if me := v.Me(); me != 0 {
		w.Own = p.own(b.Tournament.ID, me)
	}
	return p.sockets.Serve(v.Raw(), w)
}

// own draws the row of one reader.
func (p *Public) own(id, me int64) func(context.Context) []byte {
	return func(ctx context.Context) []byte {
		b, err := p.league.Board(ctx, id)
		if err != nil {
			return nil
		}
		var out bytes.Buffer
		if err := ui.Frame(board.Yours(b, board.YouOf(b, me))).Render(ctx, &out); err != nil {
			return nil
		}
		return out.Bytes()
	}
}
