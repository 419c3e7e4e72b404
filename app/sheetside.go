package app

import (
	"context"
	"net/url"

	"matchday/app/league/edits"
	"matchday/app/sheets"
	"matchday/app/web"
)

// addSheets makes what keeps Google Sheets in step when the configuration names a service account, or an endpoint that is
// not Google's and wants none. Its book of mirrors is there in any case.
func (a *App) addSheets(ctx context.Context) error {
	a.mirrors = edits.New(a.league, a.store)
	c := a.cfg.Sheets
	if c.CredentialsFile == "" && isGoogle(c.Endpoint) {
		return nil
	}
	s, err := sheets.New(ctx, sheets.Options{Credentials: c.CredentialsFile, Endpoint: c.Endpoint, Poll: c.Poll, Flush: c.Flush, Book: a.mirrors, Log: a.log})
	if err != nil {
		return err
	}
	s.Follow(a.feed)
	a.sheets = s
	return nil
}

// isGoogle reports whether an endpoint is Google's own.
func isGoogle(endpoint string) bool {
	at, err := url.Parse(endpoint)
	own, _ := url.Parse(sheets.Google)
	return endpoint == "" || err == nil && at.Host == own.Host
}

// runSheets keeps the Sheets in step.
func (a *App) runSheets(ctx context.Context) error {
	if a.sheets == nil {
		return nil
	}
	return a.sheets.Run(ctx)
}

// sheetLine is how the Sheet of a tournament fares, for the staff panel.
func (a *App) sheetLine(ctx context.Context, tournament int64) (string, error) {
	trouble := ""
	if a.sheets != nil {
		trouble = a.sheets.Health(tournament).Trouble
	}
	return a.mirrors.Line(ctx, tournament, trouble)
}

// sheetsState is how Google fares, for readiness.
func (a *App) sheetsState() web.Sheets {
	if a.sheets == nil {
		return web.Sheets{}
	}
	return web.Sheets{On: true, Words: a.sheets.Trouble()}
}
