package wire

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/discord/say"
)

// callLimit is how long one call may take, waiting for its turn included.
const callLimit = 20 * time.Second

// Client makes REST calls. Its methods return a *Failure for a refusal by Discord.
type Client struct {
	rest *discordgo.Session

	mu     sync.Mutex
	app    string            // application id
	self   string            // the bot's user id
	direct map[string]string // user id to channel id of direct messages
}

// NewClient returns a client for a bot token. app may be empty until Known is called.
func NewClient(token, app, api string) (*Client, error) {
	t, err := newTransport(api, "")
	if err != nil {
		return nil, err
	}
	d, _ := discordgo.New("Bot " + token) // it never fails
	d.Client = &http.Client{Transport: t}
	d.LogLevel = -1
	return &Client{rest: d, app: app, direct: map[string]string{}}, nil
}

// Known tells the client who the bot is, as READY says it.
func (c *Client) Known(app, self string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if app != "" {
		c.app = app
	}
	c.self = self
}

// App returns the application's id, Self the bot's user id; both may be empty before the first READY.
func (c *Client) App() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.app
}

// Self returns the bot's user id.
func (c *Client) Self() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.self
}

// call makes one request. The bucket of discordgo is thrown away afterwards: the pace is kept by the transport.
func (c *Client) call(ctx context.Context, method, address string, body, into any) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return fmt.Errorf("discord request: %w", err)
		}
	}
	bucket := discordgo.NewRatelimiter().LockBucket("")
	answer, err := c.rest.RequestWithLockedBucket(method, address, "application/json", text, bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	if err != nil {
		return failure(err)
	}
	if into == nil || len(answer) == 0 {
		return nil
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fmt.Errorf("discord answer to %s %s: %w", method, routeOf(method, address), err)
	}
	return nil
}

// Response is the first answer to an interaction.
type Response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// The types of a Response.
const (
	RespondMessage  = 4
	RespondLater    = 5
	RespondEditSoon = 6
	RespondEdit     = 7
	RespondChoices  = 8
	RespondModal    = 9
)

// Respond gives the first answer to an interaction.
func (c *Client) Respond(ctx context.Context, id, token string, r Response) error {
	return c.call(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(id, token), r, nil)
}

// Amend replaces what the first answer shows; after a deferral it is what the person then sees.
func (c *Client) Amend(ctx context.Context, token string, m say.Message) error {
	return c.call(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(c.App(), token, "@original"), m, nil)
}

// Add sends one more message in answer to an interaction.
func (c *Client) Add(ctx context.Context, token string, m say.Message) error {
	return c.call(ctx, http.MethodPost, discordgo.EndpointWebhookToken(c.App(), token)+"?wait=true", m, nil)
}

// Drop removes the first answer.
func (c *Client) Drop(ctx context.Context, token string) error {
	return c.call(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(c.App(), token, "@original"), nil, nil)
}

type id struct {
	ID string `json:"id"`
}

// Send posts a message in a channel and returns its id.
func (c *Client) Send(ctx context.Context, channel string, m say.Message) (string, error) {
	var sent id
	err := c.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, &sent)
	return sent.ID, err
}

// Edit replaces what a message shows.
func (c *Client) Edit(ctx context.Context, channel, message string, m say.Message) error {
	return c.call(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, message), m, nil)
}

// Delete removes a message; one that is gone already is no error.
func (c *Client) Delete(ctx context.Context, channel, message string) error {
	err := c.call(ctx, http.MethodDelete, discordgo.EndpointChannelMessage(channel, message), nil, nil)
	if Gone(err) {
		return nil
	}
	return err
}

// Posted is a message as the bot finds it in a channel.
type Posted struct {
	ID     string `json:"id"`
	Type   int    `json:"type"`
	Pinned bool   `json:"pinned"`
	Author struct {
		ID string `json:"id"`
	} `json:"author"`
}

// PinNotice is the type of the message by which Discord says that something was pinned.
const PinNotice = 6

// Message returns one message.
func (c *Client) Message(ctx context.Context, channel, message string) (Posted, error) {
	var m Posted
	err := c.call(ctx, http.MethodGet, discordgo.EndpointChannelMessage(channel, message), nil, &m)
	return m, err
}

// After returns up to limit messages of a channel that are newer than one of them.
func (c *Client) After(ctx context.Context, channel, message string, limit int) ([]Posted, error) {
	var list []Posted
	q := url.Values{"after": {message}, "limit": {strconv.Itoa(limit)}}
	err := c.call(ctx, http.MethodGet, discordgo.EndpointChannelMessages(channel)+"?"+q.Encode(), nil, &list)
	return list, err
}

// Pin pins a message.
func (c *Client) Pin(ctx context.Context, channel, message string) error {
	return c.call(ctx, http.MethodPut, discordgo.EndpointChannelMessagePin(channel, message), nil, nil)
}

// Direct sends somebody a direct message and returns its id. Closed(err) tells that they take none.
func (c *Client) Direct(ctx context.Context, user string, m say.Message) (string, error) {
	c.mu.Lock()
	channel := c.direct[user]
	c.mu.Unlock()
	if channel == "" {
		var made id
		if err := c.call(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), map[string]string{"recipient_id": user}, &made); err != nil {
			return "", err
		}
		channel = made.ID
		c.mu.Lock()
		c.direct[user] = channel
		c.mu.Unlock()
	}
	return c.Send(ctx, channel, m)
}

// Member is somebody in a server.
type Member struct {
	User  *discordgo.User `json:"user"`
	Nick  string          `json:"nick"`
	Roles []string        `json:"roles"`
}

// Member returns a member of a server; Code(err) is UnknownMember or UnknownUser for who is none.
func (c *Client) Member(ctx context.Context, server, user string) (Member, error) {
	var m Member
	err := c.call(ctx, http.MethodGet, discordgo.EndpointGuildMember(server, user), nil, &m)
	return m, err
}

// GiveRole gives a member a role.
func (c *Client) GiveRole(ctx context.Context, server, user, role string) error {
	return c.call(ctx, http.MethodPut, discordgo.EndpointGuildMemberRole(server, user, role), nil, nil)
}

// TakeRole takes a role from a member.
func (c *Client) TakeRole(ctx context.Context, server, user, role string) error {
	return c.call(ctx, http.MethodDelete, discordgo.EndpointGuildMemberRole(server, user, role), nil, nil)
}

// Commands returns the commands that Discord has of the bot, of one server or, when it is empty, everywhere.
func (c *Client) Commands(ctx context.Context, server string) ([]json.RawMessage, error) {
	var list []json.RawMessage
	err := c.call(ctx, http.MethodGet, c.commandsOf(server), nil, &list)
	return list, err
}

// PutCommands replaces all of them at once.
func (c *Client) PutCommands(ctx context.Context, server string, commands any) error {
	return c.call(ctx, http.MethodPut, c.commandsOf(server), commands, nil)
}

func (c *Client) commandsOf(server string) string {
	if server == "" {
		return discordgo.EndpointApplicationGlobalCommands(c.App())
	}
	return discordgo.EndpointApplicationGuildCommands(c.App(), server)
}
