package google

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Scope is what the account may do: read and write the Sheets that are shared with it.
const Scope = "https://www.googleapis.com/auth/spreadsheets"

// maxAnswer bounds what is read of an answer. A spreadsheet holds ten million cells; a mirror reads a few tabs.
const maxAnswer = 64 << 20

// Client makes calls. It tries each once: what a failure means is for the caller to judge. It is for use by many at once.
type Client struct {
	endpoint string
	http     *http.Client
}

// New returns a client of an endpoint such as https://sheets.googleapis.com/. The transport signs in, if that is needed.
func New(endpoint string, transport http.RoundTripper) *Client {
	return &Client{endpoint: strings.TrimSuffix(endpoint, "/") + "/v4/spreadsheets/", http: &http.Client{Transport: transport}}
}

// Get reads a spreadsheet without its cells. fields names the parts of the answer that are wanted.
func (c *Client) Get(ctx context.Context, spreadsheet, fields string) (*Spreadsheet, error) {
	var answer Spreadsheet
	return &answer, c.call(ctx, http.MethodGet, url.PathEscape(spreadsheet), url.Values{"fields": {fields}}, nil, &answer)
}

// BatchGet reads the values of ranges as they are, dates as they are shown.
func (c *Client) BatchGet(ctx context.Context, spreadsheet string, ranges []string, fields string) (*BatchGetValuesResponse, error) {
	query := url.Values{"fields": {fields}, "ranges": ranges, "valueRenderOption": {"UNFORMATTED_VALUE"}, "dateTimeRenderOption": {"FORMATTED_STRING"}}
	var answer BatchGetValuesResponse
	return &answer, c.call(ctx, http.MethodGet, url.PathEscape(spreadsheet)+"/values:batchGet", query, nil, &answer)
}

// BatchUpdate carries out all requests or none.
func (c *Client) BatchUpdate(ctx context.Context, spreadsheet string, body *BatchUpdateSpreadsheetRequest, fields string) (*BatchUpdateSpreadsheetResponse, error) {
	var answer BatchUpdateSpreadsheetResponse
	return &answer, c.call(ctx, http.MethodPost, url.PathEscape(spreadsheet)+":batchUpdate", url.Values{"fields": {fields}}, body, &answer)
}

// call makes one call and reads its answer into into. A refusal is an *Error.
func (c *Client) call(ctx context.Context, method, path string, query url.Values, body, into any) error {
	query.Set("alt", "json")
	query.Set("prettyPrint", "false")
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return fmt.Errorf("google: write a request: %w", err)
		}
		sent = bytes.NewReader(text)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.endpoint+path+"?"+query.Encode(), sent)
	if err != nil {
		return fmt.Errorf("google: %w", err)
	}
	req.Header.Set("User-Agent", "matchday")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("google: %w", err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("google: read an answer: %w", err)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return refused(res, text)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("google: understand an answer: %w", err)
	}
	return nil
}

// Error is a call that Google refused. Its form is the one of cloud.google.com/apis/design/errors.
type Error struct {
	Code    int // of HTTP
	Message string
	Reasons []string // in the words of the API, such as rateLimitExceeded
	Header  http.Header
}

// Error is for logs.
func (e *Error) Error() string {
	return fmt.Sprintf("google answered %d: %s %v", e.Code, e.Message, e.Reasons)
}

// refused reads a refusal. What is no JSON, as from a proxy in between, is kept as it is.
func refused(res *http.Response, text []byte) error {
	e := &Error{Code: res.StatusCode, Header: res.Header}
	var said struct {
		Error struct {
			Message string
			Errors  []struct{ Reason string }
			Details []struct{ Reason string }
		}
	}
	if json.Unmarshal(text, &said) != nil || said.Error.Message == "" {
		e.Message = string(text[:min(len(text), 500)])
		return e
	}
	e.Message = said.Error.Message
	for _, one := range append(said.Error.Errors, said.Error.Details...) {
		if one.Reason != "" {
			e.Reasons = append(e.Reasons, one.Reason)
		}
	}
	return e
}
