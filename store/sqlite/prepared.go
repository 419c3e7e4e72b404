package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"matchday/store/sqlstore/query"
)

// prepared runs statements on one connection, each of them compiled when it is first run there and kept until the
// connection ends: compiling all that there are takes longer than most connections live. Only whoever holds the
// connection may use it.
type prepared struct {
	c    *sql.Conn
	kept map[string]*sql.Stmt // by text
}

var _ query.DBTX = (*prepared)(nil)

func (p *prepared) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := p.kept[text]; s != nil {
		return s, nil
	}
	s, err := p.c.PrepareContext(ctx, text) //nolint:sqlclosecheck // close closes it
	if err != nil {
		return nil, err
	}
	p.kept[text] = s
	return s, nil
}

// ExecContext implements query.DBTX.
func (p *prepared) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	s, err := p.statement(ctx, text) //nolint:sqlclosecheck // it is kept
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext implements query.DBTX.
func (p *prepared) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, text) //nolint:sqlclosecheck // it is kept
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext implements query.DBTX. A row with an error of its own cannot be made, so a statement that cannot be
// compiled is run without, which fails with the same error.
func (p *prepared) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	s, err := p.statement(ctx, text) //nolint:sqlclosecheck // it is kept
	if err != nil {
		return p.c.QueryRowContext(ctx, text, args...)
	}
	return s.QueryRowContext(ctx, args...)
}

// PrepareContext implements query.DBTX. What it returns is the caller's to close.
func (p *prepared) PrepareContext(ctx context.Context, text string) (*sql.Stmt, error) {
	return p.c.PrepareContext(ctx, text)
}

func (p *prepared) close() error {
	var errs []error
	for _, s := range p.kept {
		errs = append(errs, s.Close())
	}
	clear(p.kept)
	return errors.Join(errs...)
}
