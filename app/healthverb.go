package app

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type healthcheckVerb struct {
	URL string `help:"Address to ask; without it, the one that the configuration listens on." placeholder:"URL"`
}

// Run asks /healthz and fails unless the answer is that Matchday is ready.
func (v healthcheckVerb) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	url := v.URL
	if url == "" {
		url = cfg.localAddress("/healthz")
	}
	ctx, cancel := context.WithTimeout(c.ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	// It asks its own machine, whose certificate is made out to the public name.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: v.URL == ""}}} //nolint:gosec
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("nothing answers: %w", err)
	}
	defer func() { _ = res.Body.Close() }() // the answer was read
	var health struct {
		Status string         `json:"status"`
		Checks map[string]any `json:"checks"`
	}
	if err := json.NewDecoder(res.Body).Decode(&health); err != nil {
		return fmt.Errorf("%s answers %s, and not as Matchday does: %w", url, res.Status, err)
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %v", health.Checks)
	}
	return c.print(health, "ready\n")
}
