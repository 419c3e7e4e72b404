package roles

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"matchday/app/discord/guild"
	"matchday/app/discord/panel"
	"matchday/app/discord/wire"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/tournament"
)

// Roles is the view follower that gives and takes roles.
type Roles struct {
	league  *league.League
	client  *wire.Client
	servers *guild.Servers
	log     *slog.Logger

	mu      sync.Mutex
	had     map[league.Grant]bool // roles that people had before the bot would have given them
	settled map[string]bool
}

// New returns the follower.
func New(l *league.League, c *wire.Client, s *guild.Servers, log *slog.Logger) *Roles {
	return &Roles{league: l, client: c, servers: s, log: log, had: map[league.Grant]bool{}, settled: map[string]bool{}}
}

// Name identifies the follower.
func (r *Roles) Name() string { return "discord-roles" }

// Topics returns the tournaments that have roles.
func (r *Roles) Topics(ctx context.Context) ([]string, error) {
	leagues, err := r.league.Leagues(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, l := range leagues {
		venues, err := r.league.Venues(ctx, l.ID)
		if err != nil {
			return nil, err
		}
		for _, v := range venues {
			if l.Server != "" && (v.Entered != "" || v.Ready != "") {
				topics = append(topics, tournament.Topic(v.Tournament))
			}
		}
	}
	return topics, nil
}

// Redraw gives and takes what the board of a tournament asks for.
func (r *Roles) Redraw(ctx context.Context, topic string) error {
	id, ok := panel.TournamentOf(topic)
	if !ok {
		return nil
	}
	v, err := r.league.Venue(ctx, id)
	if err != nil {
		return err
	}
	granted, err := r.league.Grants(ctx, id)
	if err != nil || v.Entered == "" && v.Ready == "" && len(granted) == 0 {
		return err
	}
	b, err := r.league.Board(ctx, id)
	if fault.Is(err, fault.Missing) {
		return nil
	}
	if err != nil || b.League.Server == "" {
		return err
	}
	return r.reconcile(ctx, b, wanted(b, v), granted)
}

// wanted returns the roles that people should have. When the night is over it is none.
func wanted(b *tournament.Board, v league.Venue) []league.Grant {
	var want []league.Grant
	if b.Tournament.Stage.Over() {
		return nil
	}
	for _, row := range b.Seated {
		for _, m := range row.People {
			if m.Discord == "" {
				continue
			}
			if v.Entered != "" {
				want = append(want, league.Grant{Tournament: b.Tournament.ID, User: m.Discord, Role: v.Entered})
			}
			if v.Ready != "" && !m.CheckIn.IsZero() {
				want = append(want, league.Grant{Tournament: b.Tournament.ID, User: m.Discord, Role: v.Ready})
			}
		}
	}
	return want
}

// reconcile takes what is no longer wanted and gives what is not there yet. A role that the bot may not give is told to
// staff once and keeps nobody else from theirs.
func (r *Roles) reconcile(ctx context.Context, b *tournament.Board, want, granted []league.Grant) error {
	refused := map[string]error{} // by role
	for _, g := range granted {
		if slices.Contains(want, g) || refused[g.Role] != nil {
			continue
		}
		if err := r.take(ctx, b, g); wire.Refused(err) {
			refused[g.Role] = err
		} else if err != nil {
			return wire.Again(err)
		}
	}
	for _, g := range want {
		if slices.Contains(granted, g) || r.has(g) || refused[g.Role] != nil {
			continue
		}
		if err := r.give(ctx, b, g); wire.Refused(err) || wire.Code(err) == wire.UnknownRole {
			refused[g.Role] = err
		} else if err != nil {
			return wire.Again(err)
		}
	}
	return r.tell(ctx, b, want, refused)
}

func (r *Roles) has(g league.Grant) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.had[g]
}

// give gives one role. Who is not in the server gets none, and is looked at again when they come back.
func (r *Roles) give(ctx context.Context, b *tournament.Board, g league.Grant) error {
	m, err := r.client.Member(ctx, b.League.Server, g.User)
	if wire.Gone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if slices.Contains(m.Roles, g.Role) {
		r.mu.Lock()
		r.had[g] = true
		r.mu.Unlock()
		return nil
	}
	if err := r.league.KeepGrant(ctx, g); err != nil {
		return err
	}
	err = r.client.GiveRole(ctx, b.League.Server, g.User, g.Role)
	if wire.Refused(err) || wire.Gone(err) {
		if dropped := r.league.DropGrant(ctx, g); dropped != nil {
			return dropped
		}
		if wire.Code(err) == wire.UnknownMember {
			return nil
		}
	}
	return err
}

// take takes one role back, unless another tournament of the league gave it to the same person as well.
func (r *Roles) take(ctx context.Context, b *tournament.Board, g league.Grant) error {
	shared, err := r.shared(ctx, b, g)
	if err != nil {
		return err
	}
	if !shared {
		if err := r.client.TakeRole(ctx, b.League.Server, g.User, g.Role); err != nil && !wire.Gone(err) {
			return err
		}
	}
	return r.league.DropGrant(ctx, g)
}

func (r *Roles) shared(ctx context.Context, b *tournament.Board, g league.Grant) (bool, error) {
	venues, err := r.league.Venues(ctx, b.League.ID)
	if err != nil {
		return false, err
	}
	for _, v := range venues {
		if v.Tournament == g.Tournament || v.Entered != g.Role && v.Ready != g.Role {
			continue
		}
		others, err := r.league.Grants(ctx, v.Tournament)
		if err != nil {
			return false, err
		}
		if slices.Contains(others, league.Grant{Tournament: v.Tournament, User: g.User, Role: g.Role}) {
			return true, nil
		}
	}
	return false, nil
}

// tell tells staff which roles cannot be given and what to do, and takes back what works again.
func (r *Roles) tell(ctx context.Context, b *tournament.Board, want []league.Grant, refused map[string]error) error {
	var errs []error
	for role, err := range refused {
		r.mark(key(b, role), false)
		name, _ := r.servers.Role(b.League.Server, role)
		why := r.servers.CannotGive(b.League.Server, role)
		if why == "" {
			why = "Discord refuses it"
		}
		text := fmt.Sprintf("The role %s of %s cannot be given: %s. In the server's settings, drag the bot's own role above it and allow it Manage Roles, or choose another role with /tournament panel.", name, b.Tournament.Name, why)
		errs = append(errs, r.league.Report(ctx, league.Notice{League: b.League.ID, Tournament: b.Tournament.ID, Key: key(b, role), Text: text}))
		r.log.Warn("a role cannot be given", "tournament", b.Tournament.ID, "role", role, "err", err)
	}
	for _, g := range want {
		if refused[g.Role] == nil && !r.mark(key(b, g.Role), true) {
			errs = append(errs, r.league.Settle(ctx, b.League.ID, key(b, g.Role)))
		}
	}
	return errors.Join(errs...)
}

func key(b *tournament.Board, role string) string {
	return fmt.Sprintf("role/%d/%s", b.Tournament.ID, role)
}

// mark remembers whether something stands reported, and returns what it was before.
func (r *Roles) mark(key string, settled bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.settled[key]
	r.settled[key] = settled
	return was
}

// Left forgets what was given to somebody who has left the server: Discord took it with them.
func (r *Roles) Left(ctx context.Context, leagueID int64, user string) error {
	venues, err := r.league.Venues(ctx, leagueID)
	if err != nil {
		return err
	}
	for _, v := range venues {
		granted, err := r.league.Grants(ctx, v.Tournament)
		if err != nil {
			return err
		}
		for _, g := range granted {
			if g.User == user {
				if err := r.league.DropGrant(ctx, g); err != nil {
					return err
				}
			}
		}
		r.mu.Lock()
		delete(r.had, league.Grant{Tournament: v.Tournament, User: user, Role: v.Entered})
		delete(r.had, league.Grant{Tournament: v.Tournament, User: user, Role: v.Ready})
		r.mu.Unlock()
	}
	return nil
}
