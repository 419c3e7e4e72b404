package sqlstore

import (
	"cmp"
	"errors"
	"slices"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// Entry implements store.Entries.
func (tx *Tx) Entry(tournamentID, id int64) (tournament.Entry, error) {
	return tx.withMembers(one(tx, (*query.Queries).Entry, query.EntryParams{Tournament: tournamentID, ID: id}, same))
}

// ActiveEntryOf implements store.Entries.
func (tx *Tx) ActiveEntryOf(tournamentID, who int64) (tournament.Entry, error) {
	return tx.withMembers(one(tx, (*query.Queries).ActiveEntryOf, query.ActiveEntryOfParams{Tournament: tournamentID, Person: who}, same))
}

// ActiveEntryNamed implements store.Entries.
func (tx *Tx) ActiveEntryNamed(tournamentID int64, name string) (tournament.Entry, error) {
	arg := query.ActiveEntryNamedParams{Tournament: tournamentID, Fold: person.Fold(name)}
	return tx.withMembers(one(tx, (*query.Queries).ActiveEntryNamed, arg, same))
}

func (tx *Tx) withMembers(row query.Entry, err error) (tournament.Entry, error) {
	if err != nil {
		return tournament.Entry{}, err
	}
	members, err := tx.members(row.Tournament, row.ID)
	if err != nil {
		return tournament.Entry{}, err
	}
	tx.remember(row, members)
	return readEntry(row, members), nil
}

// entryKept is an entry as the database has it.
type entryKept struct {
	entry   query.Entry
	members []query.Member
}

// remember keeps what a writing transaction has read or written of an entry: nobody else can change it meanwhile, so it
// need not be read again to see what a PutEntry changes.
func (tx *Tx) remember(row query.Entry, members []query.Member) {
	if !tx.kind.Write {
		return
	}
	if tx.entries == nil {
		tx.entries = map[int64]entryKept{}
	}
	tx.entries[row.ID] = entryKept{row, members}
}

func (tx *Tx) keptEntry(tournamentID, id int64) (entryKept, error) {
	if kept, known := tx.entries[id]; known && kept.entry.Tournament == tournamentID {
		return kept, nil
	}
	row, err := one(tx, (*query.Queries).Entry, query.EntryParams{Tournament: tournamentID, ID: id}, same)
	if err != nil {
		return entryKept{}, err
	}
	members, err := tx.members(tournamentID, id)
	return entryKept{row, members}, err
}

func (tx *Tx) members(tournamentID, entry int64) ([]query.Member, error) {
	return list(tx, (*query.Queries).Members, query.MembersParams{Tournament: tournamentID, Entry: entry}, same)
}

// EntriesOf implements store.Entries.
func (tx *Tx) EntriesOf(tournamentID int64) ([]tournament.Entry, error) {
	entries, err := list(tx, (*query.Queries).EntriesOf, tournamentID, same)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	members, err := list(tx, (*query.Queries).MembersOf, tournamentID, same)
	if err != nil {
		return nil, err
	}
	full := make([]tournament.Entry, len(entries))
	for i, row := range entries {
		n := 0
		for n < len(members) && members[n].Entry == row.ID {
			n++
		}
		full[i] = readEntry(row, members[:n])
		tx.remember(row, members[:n:n])
		members = members[n:]
	}
	return full, nil
}

// InGameOf implements store.Entries.
func (tx *Tx) InGameOf(tournamentID int64, name string) ([]int64, error) {
	who, err := list(tx, (*query.Queries).InGameOf, query.InGameOfParams{Tournament: tournamentID, Fold: person.Fold(name)}, same)
	slices.Sort(who)
	return who, err
}

// SeatedIn implements store.Entries.
func (tx *Tx) SeatedIn(tournamentID int64) (int, error) {
	arg := query.SeatedInParams{Tournament: tournamentID, State: string(tournament.Seated)}
	return one(tx, (*query.Queries).SeatedIn, arg, func(n int64) int { return int(n) })
}

// AddEntry implements store.Entries.
func (tx *Tx) AddEntry(e tournament.Entry) (tournament.Entry, error) {
	if err := tx.writable(); err != nil {
		return e, err
	}
	row, members := entryRows(e)
	if err := tx.claim(row, true, members, members); err != nil {
		return e, err
	}
	id, err := add(tx, (*query.Queries).AddEntry, query.AddEntryParams{Tournament: row.Tournament, Name: row.Name, Fold: row.Fold,
		State: row.State, Active: row.Active, Seed: row.Seed, Kept: row.Kept, Note: row.Note, Registered: row.Registered, Departed: row.Departed})
	if err != nil {
		return e, err
	}
	row.ID = id
	for i := range members {
		members[i].Entry = id
		if err := run(tx, (*query.Queries).AddMember, query.AddMemberParams(members[i])); err != nil {
			return e, err
		}
	}
	tx.remember(row, members)
	return readEntry(row, members), nil
}

// PutEntry implements store.Entries. It compares with what is there and writes only the rows that differ: a check-in is one row.
func (tx *Tx) PutEntry(e tournament.Entry) error {
	if err := tx.writable(); err != nil {
		return err
	}
	kept, err := tx.keptEntry(e.Tournament, e.ID)
	if err != nil {
		return err
	}
	was, had := kept.entry, slices.Clone(kept.members)
	row, members := entryRows(e)
	row.Team = was.Team
	if err := tx.claim(row, row.Fold != was.Fold || !was.Active, members, newClaims(had, members)); err != nil {
		return err
	}
	if row != was {
		err := run(tx, (*query.Queries).PutEntry, query.PutEntryParams{Tournament: row.Tournament, ID: row.ID, Name: row.Name, Fold: row.Fold,
			State: row.State, Active: row.Active, Seed: row.Seed, Kept: row.Kept, Note: row.Note, Registered: row.Registered, Departed: row.Departed})
		if err != nil {
			return err
		}
	}
	if err := tx.putMembers(had, members); err != nil {
		return err
	}
	tx.remember(row, members)
	return nil
}

// putMembers writes what differs between two lists of members of one entry. Whoever claims something else than before is
// taken out first and put in last, so that members can change places and names among themselves.
func (tx *Tx) putMembers(had, members []query.Member) error {
	var fresh []query.Member
	for _, m := range members {
		i := slices.IndexFunc(had, func(h query.Member) bool { return h.Person == m.Person })
		switch {
		case i < 0 || claimOf(had[i]) != claimOf(m):
			fresh = append(fresh, m)
			continue
		case had[i] != m:
			err := run(tx, (*query.Queries).PutMember, query.PutMemberParams{Tournament: m.Tournament, Entry: m.Entry, Person: m.Person,
				Place: m.Place, Pronouns: m.Pronouns, AltNames: m.AltNames, CheckIn: m.CheckIn, Joined: m.Joined})
			if err != nil {
				return err
			}
		}
		had = slices.Delete(had, i, i+1)
	}
	for _, m := range had {
		if err := run(tx, (*query.Queries).DropMember, query.DropMemberParams{Tournament: m.Tournament, Entry: m.Entry, Person: m.Person}); err != nil {
			return err
		}
	}
	for _, m := range fresh {
		if err := run(tx, (*query.Queries).AddMember, query.AddMemberParams(m)); err != nil {
			return err
		}
	}
	return nil
}

// claim returns ErrExists when an active entry would take a name (if named), a person or an in-game name that is taken. It asks
// before anything is written, because a refused row would leave half an entry behind; writers stand in line, so what it
// finds stays true, and the unique indexes stand behind it.
func (tx *Tx) claim(e query.Entry, named bool, members, fresh []query.Member) error {
	if !e.Active {
		return nil
	}
	var taken bool
	var err error
	if named {
		taken, err = one(tx, (*query.Queries).TeamTaken, query.TeamTakenParams{Tournament: e.Tournament, Fold: e.Fold, ID: e.ID}, same)
	}
	for i := 0; err == nil && !taken && i < len(fresh); i++ {
		m := fresh[i]
		taken, err = one(tx, (*query.Queries).PersonTaken, query.PersonTakenParams{Tournament: m.Tournament, Person: m.Person, Entry: m.Entry}, same)
		if err == nil && !taken && !m.Shared {
			taken, err = one(tx, (*query.Queries).InGameTaken, query.InGameTakenParams{Tournament: m.Tournament, Fold: m.Fold, Entry: m.Entry}, same)
		}
	}
	if err == nil && (taken || twice(members)) {
		err = store.ErrExists
	}
	return err
}

// twice reports whether one entry names a person or claims an in-game name twice.
func twice(members []query.Member) bool {
	for i, a := range members {
		for _, b := range members[:i] {
			if a.Person == b.Person || a.Fold == b.Fold && !a.Shared && !b.Shared {
				return true
			}
		}
	}
	return false
}

// memberClaim is what no other active member may have.
type memberClaim struct {
	person         int64
	active, shared bool
	inGame, fold   string
}

func claimOf(m query.Member) memberClaim {
	return memberClaim{m.Person, m.Active, m.Shared, m.InGame, m.Fold}
}

// newClaims returns the members that claim something else than before.
func newClaims(had, members []query.Member) []query.Member {
	var fresh []query.Member
	for _, m := range members {
		if !slices.ContainsFunc(had, func(h query.Member) bool { return claimOf(h) == claimOf(m) }) {
			fresh = append(fresh, m)
		}
	}
	return fresh
}

func entryRows(e tournament.Entry) (query.Entry, []query.Member) {
	row := query.Entry{ID: e.ID, Tournament: e.Tournament, Name: e.Name, Fold: person.Fold(e.Name), State: string(e.State),
		Active: e.State.Active(), Seed: int64(e.Seed), Kept: e.Kept, Note: e.Note, Registered: ms(e.Registered), Departed: ms(e.Left)}
	members := make([]query.Member, len(e.Members))
	for i, m := range e.Members {
		members[i] = query.Member{Tournament: e.Tournament, Entry: e.ID, Person: m.Person, Place: int64(i), Active: row.Active,
			InGame: m.InGame, Fold: person.Fold(m.InGame), Pronouns: m.Pronouns, AltNames: m.AltNames, Shared: m.Shared,
			CheckIn: ms(m.CheckIn), Joined: ms(m.Joined)}
	}
	return row, members
}

// readEntry puts an entry together. It may sort members.
func readEntry(row query.Entry, members []query.Member) tournament.Entry {
	e := tournament.Entry{ID: row.ID, Tournament: row.Tournament, Name: row.Name, State: tournament.State(row.State), Seed: int(row.Seed),
		Kept: row.Kept, Note: row.Note, Registered: at(row.Registered), Left: at(row.Departed)}
	if len(members) == 0 {
		return e
	}
	slices.SortFunc(members, func(a, b query.Member) int { return cmp.Compare(a.Place, b.Place) })
	e.Members = make([]tournament.Member, len(members))
	for i, m := range members {
		e.Members[i] = tournament.Member{Person: m.Person, InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames,
			Shared: m.Shared, CheckIn: at(m.CheckIn), Joined: at(m.Joined)}
	}
	return e
}

// found is ErrNotFound read as absence.
func found(err error) (bool, error) {
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
