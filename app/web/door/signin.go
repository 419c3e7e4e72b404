package door

import (
	"matchday/app/fault"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// signInPage asks for name and password.
func (d *Door) signInPage(v *visit.Visit) error {
	return v.Page(page.SignIn(v.Document("Sign in"), page.Typed{}, visit.Local(v.Query("back"), home)))
}

// signIn checks them.
func (d *Door) signIn(v *visit.Visit) error {
	name := v.Typed("name")
	session, err := d.guessing(v, name, func() (string, error) { return d.league.SignIn(v.Ctx, name, v.Typed("password"), v.Client()) })
	back := visit.Local(v.Typed("back"), home)
	if err != nil {
		return v.AgainAs(err, page.SignIn(v.Document("Sign in"), page.Typed{Err: err, Values: v.Form()}, back))
	}
	v.Enter(session)
	return v.Go(back)
}

// linkPage shows a button, because programs that preview a link must not use it up.
func (d *Door) linkPage(v *visit.Visit) error {
	_, err := d.guessing(v, "", func() (string, error) { return "", d.league.LinkOpen(v.Ctx, v.Param("token")) })
	if err != nil {
		return err
	}
	return v.Page(page.SignInLink(v.Document("Sign in"), v.Param("token")))
}

// link signs in with a one-time link.
func (d *Door) link(v *visit.Visit) error {
	session, err := d.guessing(v, "", func() (string, error) { return d.league.SignInByLink(v.Ctx, v.Param("token"), v.Client()) })
	if err != nil {
		return err
	}
	v.Enter(session)
	return v.Go(home)
}

// signOut ends the session of this browser, whether or not it still works.
func (d *Door) signOut(v *visit.Visit) error {
	if v.Token() != "" {
		if err := d.league.SignOut(v.Ctx, v.Token()); err != nil && fault.Of(err).Code == fault.Internal {
			return err
		}
	}
	v.Leave()
	return v.Done("You are signed out.", "/sign-in")
}
