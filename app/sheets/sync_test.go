package sheets_test

import (
	"testing"

	"matchday/app/sandbox/sheets/grid"
)

func TestAnEditIsTakenAndNothingIsWrittenBack(t *testing.T) {
	t.Parallel()
	d := open(t, setup{})
	d.register("moonpetal", "Sugar Comet#NA1")
	d.register("vex.luna", "LunaVex#GAL")
	d.gal([]string{"", "moonpetal", "She/Her", "Sugar Comet#NA1", "", "TRUE", "FALSE"}, []string{"", "vex.luna", "", "LunaVex#GAL", "", "FALSE", "FALSE"})
	d.connect(nil)
	d.sync()
	t.Log(shows(d.tab("GAL Database")))
	for _, c := range d.overview().Open {
		t.Logf("%+v", c)
	}
	from := len(d.Calls())
	d.sync()
	if r, w := d.count(from); r != 1 || w != 0 {
		t.Errorf("a quiet Sheet cost %d reads and %d writes", r, w)
	}
	from = len(d.Calls())
	d.types("GAL Database", 3, 4, "LunaAlt#NA1")
	d.sync()
	if r, w := d.count(from); r != 1 || w != 0 {
		t.Errorf("an edit cost %d reads and %d writes", r, w)
	}
	if got := d.board().Seated[1].People[0].AltNames; got != "LunaAlt#NA1" {
		t.Errorf("the league has %q", got)
	}
	d.register("ivy_", "Ivy#0777")
	from = len(d.Calls())
	d.sync()
	if r, w := d.count(from); r != 1 || w != 1 {
		t.Errorf("a registration cost %d reads and %d writes", r, w)
	}
	t.Log(shows(d.tab("GAL Database")))
	_ = grid.Open
}

func TestASheetIsLaidOut(t *testing.T) {
	t.Parallel()
	d := open(t, setup{})
	d.register("moonpetal", "Sugar Comet#NA1")
	if err := d.google.Test(d.ctx, id); err == nil {
		t.Error("a Sheet that is not there was tested well")
	}
	d.layOut()
	d.must(d.google.Test(d.ctx, id))
	d.sync()
	t.Log(shows(d.tab("Players")))
	t.Log(shows(d.tab("Lobbies")))
	t.Log(shows(d.tab("Standings")))
}
