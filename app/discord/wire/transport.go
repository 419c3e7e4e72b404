package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	officialAPI  = "https://discord.com/api"
	officialHost = "discord.com"
)

// transport carries the requests of one client: it sends them to the configured base instead of discord.com, keeps the
// pace that Discord asks for and makes refusals that carry a status only into errors. A request to any other host than
// Discord's API is a mistake and is refused.
type transport struct {
	base    *url.URL
	gateway string // answered to whoever asks for the gateway; empty asks the API
	pace    *pace
	next    http.RoundTripper
}

func newTransport(api, gateway string) (*transport, error) {
	if api == "" {
		api = officialAPI
	}
	base, err := url.Parse(strings.TrimRight(api, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("discord api_url %q is no http or https address", api)
	}
	if gateway != "" {
		if u, err := url.Parse(gateway); err != nil || u.Host == "" || u.Scheme != "ws" && u.Scheme != "wss" {
			return nil, fmt.Errorf("discord gateway_url %q is no ws or wss address", gateway)
		}
	}
	next := http.DefaultTransport.(*http.Transport).Clone()
	next.ResponseHeaderTimeout = 15 * time.Second
	next.MaxIdleConnsPerHost = 64
	return &transport{base: base, gateway: gateway, pace: newPace(time.Now), next: next}, nil
}

func (t *transport) official() bool { return t.base.Host == officialHost }

// RoundTrip sends one request. 429 and 5xx become a *Failure.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	path, ours := strings.CutPrefix(req.URL.Path, "/api/")
	if req.URL.Host != officialHost || !ours {
		return nil, fmt.Errorf("a request to %s%s is not for Discord's API and is not sent", req.URL.Host, req.URL.Path)
	}
	if t.gateway != "" && req.Method == http.MethodGet && strings.HasSuffix(path, "/gateway") {
		return gatewayIs(req, t.gateway), nil
	}
	route := routeOf(req.Method, path)
	if err := t.pace.wait(req.Context(), route); err != nil {
		return nil, err
	}
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host, out.URL.Path = t.base.Scheme, t.base.Host, t.base.Path+"/"+path
	out.URL.RawPath, out.Host = "", t.base.Host
	resp, err := t.next.RoundTrip(out)
	if err != nil {
		t.pace.done(route, nil)
		return nil, err
	}
	t.pace.done(route, resp.Header)
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return nil, t.refused(resp, route)
	}
	return resp, nil
}

func gatewayIs(req *http.Request, address string) *http.Response {
	body, _ := json.Marshal(map[string]string{"url": address})
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(string(body))), Request: req}
}

// refused reads what Discord, or something before it, says of a 429 or 5xx.
func (t *transport) refused(resp *http.Response, route string) error {
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	f := &Failure{Status: resp.StatusCode, Text: strings.TrimSpace(string(body))}
	if resp.StatusCode != http.StatusTooManyRequests {
		return errors.Join(f, err)
	}
	var said struct {
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
		Code       int     `json:"code"`
	}
	// What is not JSON comes from something before Discord that turns the whole address away.
	foreign := json.Unmarshal(body, &said) != nil
	f.Code, f.Global = said.Code, foreign || said.Global || resp.Header.Get("X-RateLimit-Global") != ""
	f.After = max(seconds(resp.Header.Get("Retry-After")), time.Duration(said.RetryAfter*float64(time.Second)))
	if f.After <= 0 {
		f.After = time.Second
	}
	t.pace.limited(route, f.After, f.Global)
	return f
}
