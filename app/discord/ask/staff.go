package ask

import (
	"context"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
)

// StaffOnly refuses everybody else before anything of a league's inside is shown.
func StaffOnly(do func(context.Context, *Ask) (Answer, error)) func(context.Context, *Ask) (Answer, error) {
	return func(ctx context.Context, a *Ask) (Answer, error) {
		if err := a.Who.May(person.SeeStaff); err != nil {
			return Answer{}, err
		}
		return do(ctx, a)
	}
}

// Meet returns the person whom an option or a field names, who need not have pressed anything before.
func Meet(ctx context.Context, l *league.League, a *Ask, field string) (person.Person, error) {
	m, err := a.Member(field)
	if err != nil {
		return person.Person{}, err
	}
	if !m.Here {
		return person.Person{}, fault.Field(field, "%s is not in this server. Invite them first, or register them on the admin pages as somebody without Discord.", m.Name)
	}
	return l.Meet(ctx, a.Who, m.ID, m.Name)
}
