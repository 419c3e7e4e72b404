package google

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/jwt"
)

// tokenURL is where a key is exchanged for a token when its file names no other place.
const tokenURL = "https://oauth2.googleapis.com/token"

// tokenTime bounds one exchange.
const tokenTime = 30 * time.Second

// Account is the key of a service account, as the Google Cloud console gives it out.
type Account struct {
	Type     string `json:"type"`
	Email    string `json:"client_email"`
	Key      string `json:"private_key"`
	KeyID    string `json:"private_key_id"`
	TokenURI string `json:"token_uri"`
}

// ErrKey tells that a text is no usable key of a service account.
var ErrKey = errors.New("google: not a key of a service account")

// ReadAccount reads the text of a key's file. It returns ErrKey when that could never sign anything.
func ReadAccount(text []byte) (Account, error) {
	var a Account
	if err := json.Unmarshal(text, &a); err != nil {
		return a, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if a.Type != "service_account" || a.Email == "" {
		return a, fmt.Errorf("%w: its type is %q", ErrKey, a.Type)
	}
	if a.TokenURI == "" {
		a.TokenURI = tokenURL
	}
	block, _ := pem.Decode([]byte(a.Key))
	if block == nil {
		return a, fmt.Errorf("%w: its private_key is no PEM", ErrKey)
	}
	if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if _, ok := key.(*rsa.PrivateKey); !ok {
			return a, fmt.Errorf("%w: its private_key is not of RSA", ErrKey)
		}
		return a, nil
	}
	if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err != nil {
		return a, fmt.Errorf("%w: its private_key cannot be read", ErrKey)
	}
	return a, nil
}

// Transport signs every call in as the account, over a network transport. It asks for a token when there is none, and
// again shortly before it ends.
func (a Account) Transport(network http.RoundTripper) http.RoundTripper {
	config := jwt.Config{Email: a.Email, PrivateKey: []byte(a.Key), PrivateKeyID: a.KeyID, Scopes: []string{Scope}, TokenURL: a.TokenURI}
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, &http.Client{Transport: network, Timeout: tokenTime})
	return &oauth2.Transport{Source: config.TokenSource(ctx), Base: network}
}

// Unsigned reports whether a call failed because Google gave no token for the key.
func Unsigned(err error) bool {
	var refused *oauth2.RetrieveError
	return errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode >= 400 && refused.Response.StatusCode < 500
}
