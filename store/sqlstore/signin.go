package sqlstore

import (
	"time"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

func login(row query.Login) store.Login {
	return store.Login{Person: row.Person, Name: row.Name, Password: row.Password, Changed: at(row.Changed)}
}

// Login implements store.Logins.
func (tx *Tx) Login(name string) (store.Login, error) {
	return one(tx, (*query.Queries).Login, person.Fold(name), login)
}

// LoginOf implements store.Logins.
func (tx *Tx) LoginOf(who int64) (store.Login, error) {
	return one(tx, (*query.Queries).LoginOf, who, login)
}

// LoginsOf implements store.Logins.
func (tx *Tx) LoginsOf() ([]store.Login, error) {
	return all(tx, (*query.Queries).LoginsOf, login)
}

// PutLogin implements store.Logins.
func (tx *Tx) PutLogin(l store.Login) error {
	if err := tx.writable(); err != nil {
		return err
	}
	other, err := tx.Login(l.Name)
	if err := free(other.Person, l.Person, err); err != nil {
		return err
	}
	return run(tx, (*query.Queries).PutLogin, query.PutLoginParams{Person: l.Person, Name: l.Name, Fold: person.Fold(l.Name), Password: l.Password, Changed: ms(l.Changed)})
}

// MoveLogin implements store.Logins.
func (tx *Tx) MoveLogin(from, to int64) error {
	if err := run(tx, (*query.Queries).MoveLogin, query.MoveLoginParams{MovedFrom: from, MovedTo: to}); err != nil {
		return err
	}
	return run(tx, (*query.Queries).MoveSessions, query.MoveSessionsParams{MovedFrom: from, MovedTo: to})
}

func session(row query.Session) store.Session {
	return store.Session{Hash: row.Hash, Session: person.Session{ID: row.ID, Person: row.Person, Client: row.Client,
		Created: at(row.Created), Seen: at(row.Seen), Expires: at(row.Expires)}}
}

func sessionRow(s store.Session) query.Session {
	return query.Session{ID: s.ID, Person: s.Person, Hash: s.Hash, Client: s.Client,
		Created: ms(s.Created), Seen: ms(s.Seen), Expires: ms(s.Expires)}
}

// SessionOf implements store.Sessions.
func (tx *Tx) SessionOf(hash string) (store.Session, error) {
	return one(tx, (*query.Queries).SessionOf, hash, session)
}

// SessionsOf implements store.Sessions.
func (tx *Tx) SessionsOf(who int64) ([]store.Session, error) {
	return list(tx, (*query.Queries).SessionsOf, who, session)
}

// AddSession implements store.Sessions.
func (tx *Tx) AddSession(s store.Session) (store.Session, error) {
	row := sessionRow(s)
	id, err := add(tx, (*query.Queries).AddSession, query.AddSessionParams{Person: row.Person, Hash: row.Hash, Client: row.Client,
		Created: row.Created, Seen: row.Seen, Expires: row.Expires})
	row.ID = id
	return session(row), err
}

// PutSession implements store.Sessions.
func (tx *Tx) PutSession(s store.Session) error {
	return replace(tx, (*query.Queries).PutSession, query.PutSessionParams(sessionRow(s)))
}

// DropSession implements store.Sessions.
func (tx *Tx) DropSession(who, id int64) error {
	return run(tx, (*query.Queries).DropSession, query.DropSessionParams{Person: who, ID: id})
}

// DropSessionsOf implements store.Sessions.
func (tx *Tx) DropSessionsOf(who, but int64) error {
	return run(tx, (*query.Queries).DropSessionsOf, query.DropSessionsOfParams{Person: who, ID: but})
}

// DropExpiredSessions implements store.Sessions.
func (tx *Tx) DropExpiredSessions(t time.Time) error {
	return run(tx, (*query.Queries).DropExpiredSessions, ms(t))
}

// Token implements store.Tokens.
func (tx *Tx) Token(kind, hash string) (store.Token, error) {
	return one(tx, (*query.Queries).Token, query.TokenParams{Kind: kind, Hash: hash}, func(row query.Token) store.Token {
		return store.Token{Hash: row.Hash, Kind: row.Kind, Person: row.Person, Expires: at(row.Expires)}
	})
}

// PutToken implements store.Tokens.
func (tx *Tx) PutToken(t store.Token) error {
	if err := run(tx, (*query.Queries).DropTokensOf, query.DropTokensOfParams{Kind: t.Kind, Person: t.Person}); err != nil {
		return err
	}
	return run(tx, (*query.Queries).AddToken, query.AddTokenParams{Kind: t.Kind, Hash: t.Hash, Person: t.Person, Expires: ms(t.Expires)})
}

// DropToken implements store.Tokens.
func (tx *Tx) DropToken(kind, hash string) error {
	return replace(tx, (*query.Queries).DropToken, query.DropTokenParams{Kind: kind, Hash: hash})
}
