package league_test

import (
	"strings"
	"testing"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/league/account"
	"matchday/app/person"
)

func faultFields(err error) []string {
	var fields []string
	for _, f := range fault.All(err) {
		fields = append(fields, f.Field)
	}
	return fields
}

const password = "a long sentence to type"

// owner makes the first owner and returns the secret of their session.
func (h *house) owner() string {
	h.t.Helper()
	token, err := h.SetupLink(h.ctx)
	h.must(err)
	session, err := h.Setup(h.ctx, token, "Robin Owner", password, "Galiseum", "Europe/Berlin", "Firefox")
	h.must(err)
	return session
}

func TestTheSetupLinkWorksOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, err := h.SetupLink(h.ctx)
	h.must(err)
	token, err := h.SetupLink(h.ctx)
	h.must(err)
	if _, err := h.SetupOpen(h.ctx, first); !fault.Is(err, fault.Missing) {
		t.Errorf("an earlier link still works: %v", err)
	}
	_, err = h.Setup(h.ctx, token, "", "short", "", "Nowhere", "")
	if got := faultFields(err); len(got) != 4 {
		t.Errorf("faults about %v: %v", got, err)
	}
	_, err = h.SetupOpen(h.ctx, token)
	h.must(err)
	results := together(2, func(int) error {
		_, err := h.Setup(h.ctx, token, "Robin Owner", password, "Galiseum", "Europe/Berlin", "Firefox")
		return err
	})
	if (results[0] == nil) == (results[1] == nil) {
		t.Fatalf("of two only one may win: %v, %v", results[0], results[1])
	}
	if _, err := h.SetupLink(h.ctx); !fault.Is(err, fault.Closed) {
		t.Errorf("a second setup is possible: %v", err)
	}
}

func TestTheSetupLinkEndsAfterHalfAnHour(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, err := h.SetupLink(h.ctx)
	h.must(err)
	h.advance(account.SetupLife)
	_, err = h.Setup(h.ctx, token, "Robin", password, "Galiseum", "UTC", "")
	h.wantFault(err, fault.Missing)
}

func TestSigningIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.owner()
	for name, try := range map[string][2]string{"wrong password": {"Robin Owner", "not this one, sorry"}, "unknown name": {"Nobody", password}, "nothing": {"", ""}} {
		if _, err := h.SignIn(h.ctx, try[0], try[1], ""); !fault.Is(err, fault.SignIn) {
			t.Errorf("%s: %v", name, err)
		}
	}
	token, err := h.SignIn(h.ctx, " robin owner ", password, strings.Repeat("x", 500))
	h.must(err)
	in, err := h.BySession(h.ctx, token, 0)
	h.must(err)
	if in.Actor.Roles != person.Owner || in.League.ID != h.of.ID || in.Person.Name != "Robin Owner" || in.Actor.Origin != person.FromWeb {
		t.Fatalf("signed in as %+v", in)
	}
	if n := len(in.Session.Client); n != 200 {
		t.Errorf("client has %d characters", n)
	}
	h.advance(account.SessionLife)
	_, err = h.BySession(h.ctx, token, 0)
	h.wantFault(err, fault.SignIn)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.owner()
	second, err := h.SignIn(h.ctx, "Robin Owner", password, "Phone")
	h.must(err)
	in, err := h.BySession(h.ctx, second, 0)
	h.must(err)
	list, err := h.Sessions(h.ctx, in.Person.ID)
	h.must(err)
	if len(list) != 2 {
		t.Fatalf("%d sessions", len(list))
	}
	h.must(h.EndOtherSessions(h.ctx, in.Person.ID, in.Session.ID))
	_, err = h.BySession(h.ctx, first, 0)
	h.wantFault(err, fault.SignIn)
	err = h.ChangePassword(h.ctx, in.Person.ID, in.Session.ID, "wrong", "another long sentence")
	h.wantFault(err, fault.Invalid)
	third, err := h.SignIn(h.ctx, "Robin Owner", password, "")
	h.must(err)
	h.must(h.ChangePassword(h.ctx, in.Person.ID, in.Session.ID, password, "another long sentence"))
	_, err = h.BySession(h.ctx, third, 0)
	h.wantFault(err, fault.SignIn)
	if _, err := h.BySession(h.ctx, second, 0); err != nil {
		t.Errorf("changing the password signed the own browser out: %v", err)
	}
	h.must(h.SignOut(h.ctx, second))
	_, err = h.BySession(h.ctx, second, 0)
	h.wantFault(err, fault.SignIn)
}

func TestASignInLinkWorksOnceAndBriefly(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.OwnLink(h.ctx, h.player(1))
	h.wantFault(err, fault.Denied)
	token, err := h.OwnLink(h.ctx, h.admin)
	h.must(err)
	session, err := h.SignInByLink(h.ctx, token, "Phone")
	h.must(err)
	in, err := h.BySession(h.ctx, session, 0)
	h.must(err)
	if in.Person.ID != h.admin.Person {
		t.Fatalf("signed in as %+v", in.Person)
	}
	_, err = h.SignInByLink(h.ctx, token, "")
	h.wantFault(err, fault.Missing)
	token, err = h.OwnLink(h.ctx, h.admin)
	h.must(err)
	h.advance(account.LinkLife)
	_, err = h.SignInByLink(h.ctx, token, "")
	h.wantFault(err, fault.Missing)
}

func TestTheWebOwnerJoinsTheirDiscordAccount(t *testing.T) {
	t.Parallel()
	h := open(t)
	session := h.owner()
	in, err := h.BySession(h.ctx, session, 0)
	h.must(err)
	code, err := h.JoinCode(h.ctx, in.Person.ID)
	h.must(err)
	mia := h.player(7)
	_, err = h.Join(h.ctx, mia, "AAAA-AAAA")
	h.wantFault(err, fault.Invalid)
	p, err := h.Join(h.ctx, mia, strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	h.must(err)
	if p.ID != mia.Person {
		t.Fatalf("joined to %+v", p)
	}
	if _, err := h.Join(h.ctx, h.player(8), code); !fault.Is(err, fault.Invalid) {
		t.Errorf("a code works twice: %v", err)
	}
	again := h.player(7)
	if !again.Roles.Has(person.Owner) {
		t.Errorf("roles in Discord: %s", again.Roles)
	}
	in, err = h.BySession(h.ctx, session, 0)
	h.must(err)
	if in.Person.Discord == "" || !in.Actor.Roles.Has(person.Owner) {
		t.Errorf("the browser is signed in as %+v with %s", in.Person, in.Actor.Roles)
	}
	if _, err := h.SignIn(h.ctx, "Robin Owner", password, ""); err != nil {
		t.Errorf("the password no longer works: %v", err)
	}
}

func TestRolesByDiscordRoleAndByPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	const helperRole, adminRole = "300000000000000001", "300000000000000002"
	with := func(admin bool, roles ...string) person.Roles {
		who, err := h.Arrive(h.ctx, league.Visitor{Server: h.of.Server, Discord: "200000000000000099", Name: "x", Roles: roles, Admin: admin})
		h.must(err)
		return who.Roles
	}
	if got := with(true); got != person.Admin {
		t.Errorf("a server administrator is %s before roles are bound", got)
	}
	err := h.BindRole(h.ctx, h.admin, helperRole, "Helper", person.Helper)
	h.wantFault(err, fault.Closed) // it would lock the administrator out
	h.must(h.BindRole(h.ctx, h.admin, adminRole, "League Admin", person.Admin))
	h.must(h.BindRole(h.ctx, h.admin, helperRole, "Helper", person.Helper))
	if got := with(true); got != person.Player {
		t.Errorf("a server administrator is %s after roles are bound", got)
	}
	if got := with(false, helperRole, adminRole); got != person.Helper|person.Admin {
		t.Errorf("both roles make %s", got)
	}
	p := h.player(5)
	h.must(h.SetRoles(h.ctx, h.admin, p.Person, person.Producer))
	if got := h.player(5).Roles; got != person.Producer {
		t.Errorf("given by name: %s", got)
	}
	h.wantFault(h.SetRoles(h.ctx, h.admin, p.Person, person.Owner), fault.Denied)
	h.wantFault(h.BindRole(h.ctx, h.admin, "not an id", "x", person.Helper), fault.Invalid)
}

func TestLeavingTheServerIsAQuestionToStaff(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	h.register(b.Tournament.ID, 1)
	h.said()
	h.must(h.Departed(h.ctx, h.of.Server, "200000000000000001"))
	h.wantSaid("notice.raised")
	h.must(h.Departed(h.ctx, h.of.Server, "200000000000000001"))
	h.wantSaid()
	h.wantNotice("player1 has left the Discord server but is still in Holidaze Cup")
	if got := h.board(b.Tournament.ID).Counts.Seated; got != 1 {
		t.Fatal("somebody was taken out without staff")
	}
	h.must(h.Returned(h.ctx, h.of.Server, "200000000000000001"))
	list, err := h.Notices(h.ctx, h.admin)
	h.must(err)
	if len(list) != 0 {
		t.Errorf("still noticed: %+v", list)
	}
	h.must(h.Departed(h.ctx, h.of.Server, "299999999999999999"))
}

func TestADisplayNameIsNeverEmptyNorEndless(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.arrive("200000000000000042", "\u3164\u200b", false).Name; got != "player 0042" {
		t.Errorf("invisible name became %q", got)
	}
	if got := h.arrive("200000000000000043", strings.Repeat("ab ", 100), false).Name; len([]rune(got)) > person.MaxName {
		t.Errorf("%d runes", len([]rune(got)))
	}
}

func TestTheConsoleMakesAndMendsOwners(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.AddLogin(h.ctx, "Sam", "short")
	h.wantFault(err, fault.Invalid)
	_, err = h.AddLogin(h.ctx, "Sam", password)
	h.must(err)
	_, err = h.AddLogin(h.ctx, "SAM", password)
	h.wantFault(err, fault.Taken)
	session, err := h.SignIn(h.ctx, "sam", password, "")
	h.must(err)
	h.must(h.SetPassword(h.ctx, "Sam", "a very new password"))
	_, err = h.BySession(h.ctx, session, 0)
	h.wantFault(err, fault.SignIn)
	h.wantFault(h.SetPassword(h.ctx, "Nobody", password), fault.Missing)
	token, err := h.LinkFor(h.ctx, "Sam")
	h.must(err)
	if _, err := h.SignInByLink(h.ctx, token, ""); err != nil {
		t.Fatal(err)
	}
	logins, err := h.Logins(h.ctx)
	h.must(err)
	if len(logins) != 1 || logins[0].Name != "Sam" {
		t.Errorf("logins %+v", logins)
	}
}
