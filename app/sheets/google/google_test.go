package google

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// site is a Google that gives tokens to one key, and answers calls that bring one.
type site struct {
	*httptest.Server
	key    *rsa.PrivateKey
	refuse bool // gives no token
	status int  // of answers to calls; 0 is 200
	answer string
	calls  []string
	bodies []string
	tokens int
}

func newSite(t *testing.T) *site {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{key: key, answer: "{}"}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			s.token(t, w, r)
			return
		}
		body, _ := io.ReadAll(r.Body)
		s.calls, s.bodies = append(s.calls, r.Method+" "+r.URL.EscapedPath()), append(s.bodies, string(body))
		if r.Header.Get("Authorization") != "Bearer let-me-in" {
			t.Errorf("a call came with %q", r.Header.Get("Authorization"))
		}
		w.Header().Set("Retry-After", "7")
		if s.status != 0 {
			w.WriteHeader(s.status)
		}
		_, _ = io.WriteString(w, s.answer)
	}))
	t.Cleanup(s.Close)
	return s
}

// token gives a token to whoever signed for it, as developers.google.com/identity/protocols/oauth2/service-account says.
func (s *site) token(t *testing.T, w http.ResponseWriter, r *http.Request) {
	s.tokens++
	if s.refuse {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`)
		return
	}
	parts := strings.Split(r.FormValue("assertion"), ".")
	if len(parts) != 3 || r.FormValue("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		t.Errorf("a token was asked for with %v", r.Form)
		return
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	signature, _ := base64.RawURLEncoding.DecodeString(parts[2])
	if err := rsa.VerifyPKCS1v15(&s.key.PublicKey, crypto.SHA256, sum[:], signature); err != nil {
		t.Errorf("the signature: %v", err)
	}
	text, _ := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct {
		Iss, Scope, Aud string
		Exp, Iat        int64
	}
	if err := json.Unmarshal(text, &claims); err != nil || claims.Iss != "league@project.example" || claims.Scope != Scope || claims.Aud != s.URL+"/token" || claims.Exp-claims.Iat > 3610 {
		t.Errorf("the claims: %s, %v", text, err)
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `{"access_token":"let-me-in","token_type":"Bearer","expires_in":3600}`)
}

func (s *site) account(t *testing.T) Account {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(s.key)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(map[string]string{"type": "service_account", "client_email": "league@project.example", "private_key_id": "1",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "token_uri": s.URL + "/token"})
	a, err := ReadAccount(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (s *site) client(t *testing.T) *Client {
	t.Helper()
	return New(s.URL+"/", s.account(t).Transport(http.DefaultTransport))
}

func TestAnAccountSignsItsCallsInWithOneToken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.client(t)
	s.answer = `{"valueRanges":[{"range":"'A'!A1:B2","values":[["x",1.5,true]]}]}`
	for range 3 {
		got, err := c.BatchGet(t.Context(), "a/b", []string{"'A'", "'B'"}, "valueRanges")
		if err != nil {
			t.Fatal(err)
		}
		if row := got.ValueRanges[0].Values[0]; !slices.Equal(row, []any{"x", 1.5, true}) {
			t.Errorf("read %v", row)
		}
	}
	if _, err := c.BatchUpdate(t.Context(), "id", &BatchUpdateSpreadsheetRequest{}, "spreadsheetId"); err != nil {
		t.Fatal(err)
	}
	want := []string{"GET /v4/spreadsheets/a%2Fb/values:batchGet", "POST /v4/spreadsheets/id:batchUpdate"}
	if s.tokens != 1 || !slices.Equal(slices.Compact(s.calls), want) {
		t.Errorf("%d tokens, calls %v", s.tokens, s.calls)
	}
}

func TestAKeyThatGoogleRefusesIsToldFromANetworkThatIsAway(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.refuse = true
	if _, err := s.client(t).Get(t.Context(), "id", ""); !Unsigned(err) {
		t.Errorf("a refused key: %v", err)
	}
	c := s.client(t)
	s.Close()
	if _, err := c.Get(t.Context(), "id", ""); err == nil || Unsigned(err) {
		t.Errorf("a network that is away: %v", err)
	}
}

func TestARefusalIsReadAsGoogleWritesIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer, message string
		reasons         []string
	}{
		{`{"error":{"code":403,"message":"off","errors":[{"reason":"accessNotConfigured"}],"details":[{"reason":"SERVICE_DISABLED"},{}]}}`, "off", []string{"accessNotConfigured", "SERVICE_DISABLED"}},
		{`<html>Bad gateway</html>`, "<html>Bad gateway</html>", nil},
		{``, "", nil},
	} {
		s := newSite(t)
		s.status, s.answer = http.StatusForbidden, c.answer
		_, err := s.client(t).Get(t.Context(), "id", "")
		var e *Error
		if !errors.As(err, &e) || e.Code != 403 || e.Message != c.message || !slices.Equal(e.Reasons, c.reasons) || e.Header.Get("Retry-After") != "7" {
			t.Errorf("%s was read as %+v", c.answer, err)
		}
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	if _, err := newSite(t).client(t).Get(ctx, "id", ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoKeyIsRefusedBeforeAnythingIsSigned(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		``, `[]`, `{"type":"authorized_user","client_email":"a@b"}`, `{"type":"service_account"}`,
		`{"type":"service_account","client_email":"a@b"}`, `{"type":"service_account","client_email":"a@b","private_key":"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}`,
	} {
		if _, err := ReadAccount([]byte(text)); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestAnUnboundedDirectionIsNotNamed(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]GridRange{
		`{"sheetId":0}`: {},
		`{"endColumnIndex":3,"endRowIndex":2,"sheetId":0,"startColumnIndex":0,"startRowIndex":0}`: {EndRowIndex: 2, EndColumnIndex: 3},
		`{"endColumnIndex":3,"sheetId":5,"startColumnIndex":2}`:                                   {SheetID: 5, StartColumnIndex: 2, EndColumnIndex: 3},
	} {
		if text, err := json.Marshal(r); err != nil || string(text) != want {
			t.Errorf("%+v is %s, %v", r, text, err)
		}
	}
}
