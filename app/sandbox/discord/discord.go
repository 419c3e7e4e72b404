package discord

import (
	"net/http"
	"sync"
	"time"

	"matchday/app/sandbox/discord/gateway"
	"matchday/app/sandbox/discord/rest"
	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// Where things are below the address that Handler is served at.
const (
	APIPath     = "/discord/api"
	GatewayPath = "/discord/gateway"
)

// Options say what the bot is and how time passes. The zero value is an application called Matchday with the privileged
// intents switched off, and Discord's own times.
type Options struct {
	Token         string // "sandbox-token" when empty
	AppID         string // made when empty
	AppName       string // "Matchday" when empty
	MembersIntent bool   // whether Server Members is switched on in the developer portal
	ContentIntent bool   // whether Message Content is

	Now       func() time.Time // what messages are dated with; time.Now when nil
	Stopwatch func() time.Time // what deadlines and limits are measured with; time.Now when nil

	AnswerIn      time.Duration // for the first answer to an interaction; 3 s when 0
	TokenLife     time.Duration // how long an interaction can be answered further; 15 min when 0
	FollowFor     time.Duration // how long a person waits for a deferred answer; 15 s when 0
	Heartbeat     time.Duration // 41.25 s when 0
	IdentifyEvery time.Duration // the time Discord wants between two sessions, 5 s there; not enforced when 0
	KeepPerRoom   int           // messages kept in a channel; 1000 when 0
}

// Discord is one fake Discord with one application. It is for use by many at once.
type Discord struct {
	opt   Options
	world *world.World
	hub   *gateway.Hub
	api   *rest.API
	mux   *http.ServeMux
	fail  failures
	done  chan struct{} // closed by Close

	mu    sync.Mutex
	where map[string]string // the channel in which a person last did something
}

// New returns a Discord with nothing in it but the bot's application. Close it when done.
func New(o Options) *Discord {
	o.Token = orElse(o.Token, "sandbox-token")
	o.AppName = orElse(o.AppName, "Matchday")
	o.FollowFor = orElse(o.FollowFor, 15*time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Stopwatch == nil {
		o.Stopwatch = time.Now
	}
	d := &Discord{opt: o, mux: http.NewServeMux(), where: map[string]string{}, done: make(chan struct{})}
	var on gateway.Intents
	if o.MembersIntent {
		on |= gateway.GuildMembers
	}
	if o.ContentIntent {
		on |= gateway.MessageContent
	}
	d.world = world.New(world.Options{Token: o.Token, AppID: o.AppID, AppName: o.AppName, Privileged: on, Now: o.Now, Stopwatch: o.Stopwatch,
		AnswerIn: o.AnswerIn, TokenLife: o.TokenLife, KeepPerRoom: o.KeepPerRoom}, func(e gateway.Event) { d.hub.Publish(e) })
	d.api = rest.New(d.world, rest.Options{Token: o.Token, Gateway: GatewayPath, Now: o.Stopwatch, Around: d.around})
	d.hub = gateway.New(link{d.world, d.api}, gateway.Options{Heartbeat: o.Heartbeat, IdentifyEvery: o.IdentifyEvery, Now: o.Stopwatch, Path: GatewayPath + "/resume"})
	d.mux.Handle(APIPath+"/", http.StripPrefix(APIPath, d.api))
	d.mux.Handle(GatewayPath, d.hub)
	d.mux.Handle(GatewayPath+"/", d.hub) // discordgo adds the slash; READY names GatewayPath/resume
	return d
}

// link gives the gateway the world, and a place for what it does not understand.
type link struct {
	*world.World
	api *rest.API
}

func (l link) Misunderstood(what string) { l.api.Misunderstood(what) }

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

// Handler serves the API at APIPath and the gateway at GatewayPath. It judges neither Host nor Origin.
func (d *Discord) Handler() http.Handler { return d.mux }

// Close ends every connection of the gateway, every timer and every goroutine. It is called once.
func (d *Discord) Close() {
	close(d.done)
	d.fail.stop()
	d.world.Close()
	d.hub.Close()
}

// Token is the bot's token, without the word Bot before it.
func (d *Discord) Token() string { return d.opt.Token }

// AppID is the id of the bot's application and of its user.
func (d *Discord) AppID() string { return d.world.App().ID }

// AddGuild makes a server that belongs to a person and returns its id, which is also the id of its role @everyone. The bot
// is not in it before InviteBot.
func (d *Discord) AddGuild(name, owner string) string { return d.world.AddGuild(name, owner) }

// AddPerson makes an account and returns its id. shown is the display name; the username is shown when it is empty.
func (d *Discord) AddPerson(username, shown string) string {
	return d.world.AddPerson(username, shown)
}

// AddMember brings a person into a server and gives them roles.
func (d *Discord) AddMember(guild, user string, roles ...string) error {
	if err := d.world.Join(guild, user); err != nil {
		return err
	}
	for _, r := range roles {
		if err := d.world.GiveRole(guild, user, r, true); err != nil {
			return err
		}
	}
	return nil
}

// AddRole makes a role and returns its id. Roles at higher positions stand above others; 0 is @everyone's.
func (d *Discord) AddRole(guild string, r shape.Role) (string, error) {
	return d.world.SetRole(guild, r)
}

// AddChannel makes a text channel and returns its id.
func (d *Discord) AddChannel(guild, name string, overwrites ...shape.Overwrite) (string, error) {
	return d.world.SetChannel(guild, shape.Channel{Name: name, Overwrites: overwrites})
}

// InviteBot brings the bot into a server, as somebody does who opens its invite link, with a role of its own at position 1.
func (d *Discord) InviteBot(guild string, rights shape.Permissions) error {
	return d.world.Invite(guild, rights)
}

// RemoveBot takes the bot out of a server.
func (d *Discord) RemoveBot(guild string) error { return d.world.Part(guild, d.AppID()) }

// Misunderstood returns what the bot has asked for that the sandbox does not know, oldest first.
func (d *Discord) Misunderstood() []string { return d.api.AllMisunderstood() }

// Name is what the bot is called.
func (d *Discord) Name() string { return d.opt.AppName }
