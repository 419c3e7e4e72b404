package night

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/tournament/moment"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// timeFields are the fields of a plan that are times, with the place of each.
func timeFields(w *tournament.Times) []struct {
	name string
	at   *time.Time
} {
	return []struct {
		name string
		at   *time.Time
	}{
		{"registration_opens", &w.RegistrationOpens}, {"registration_closes", &w.RegistrationCloses},
		{"check_in_opens", &w.CheckInOpens}, {"check_in_closes", &w.CheckInCloses}, {"starts", &w.Starts},
	}
}

// numberFields are the fields of a plan that are whole numbers.
func numberFields(r *tournament.Rules) []struct {
	name, what string
	n          *int
} {
	return []struct {
		name, what string
		n          *int
	}{
		{"cap", "Seats", &r.Cap}, {"team_size", "People in a team", &r.TeamSize}, {"rounds", "Rounds", &r.Rounds},
		{"lobby_size", "Seats in a lobby", &r.LobbySize}, {"cut", "The line", &r.Cut},
	}
}

// fieldsOf writes a plan as it stands in the form.
func fieldsOf(p tournament.Plan, zone *time.Location) (fields, read map[string]string) {
	fields, read = map[string]string{"name": p.Name, "zone": p.Zone, "first": string(p.Rules.First), "later": string(p.Rules.Later)}, map[string]string{}
	for _, f := range timeFields(&p.Times) {
		if !f.at.IsZero() {
			fields[f.name] = f.at.In(zone).Format(typedTime)
			read[f.name] = tournament.Tournament{Zone: zone.String()}.Say(*f.at)
		}
	}
	for _, f := range numberFields(&p.Rules) {
		fields[f.name] = strconv.Itoa(*f.n)
	}
	points := make([]string, len(p.Rules.Points))
	for i, n := range p.Rules.Points {
		points[i] = strconv.Itoa(n)
	}
	fields["points"] = strings.Join(points, " ")
	for i, name := range page.TieFields() {
		if i < len(p.Rules.Ties) {
			fields[name] = string(p.Rules.Ties[i])
		}
	}
	return fields, read
}

// readPlan reads the form of a plan, with every fault in it at once.
func readPlan(v *visit.Visit, now time.Time) (tournament.Plan, error) {
	p := tournament.Plan{Name: v.Typed("name"), Zone: strings.TrimSpace(v.Typed("zone"))}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		zone = v.League.Location()
	}
	var faults fault.List
	for _, f := range timeFields(&p.Times) {
		at, err := moment.ParseAny(v.Typed(f.name), now, zone)
		if err != nil {
			faults.Add(fault.Field(f.name, "%s", fault.Sentence(err)))
		}
		*f.at = at.UTC()
		if at.IsZero() {
			*f.at = time.Time{}
		}
	}
	for _, f := range numberFields(&p.Rules) {
		n, err := strconv.Atoi(strings.TrimSpace(v.Typed(f.name)))
		if err != nil {
			faults.Add(fault.Field(f.name, "%s: type a whole number.", f.what))
		}
		*f.n = n
	}
	p.Rules.First, p.Rules.Later = tournament.Seating(v.Typed("first")), tournament.Seating(v.Typed("later"))
	if p.Rules.Points, err = readPoints(v.Typed("points"), p.Rules.LobbySize); err != nil {
		faults.Add(err)
	}
	for _, name := range page.TieFields() {
		if tie := v.Typed(name); tie != "" {
			p.Rules.Ties = append(p.Rules.Ties, tournament.Tie(tie))
		}
	}
	return checked(p, faults)
}

// checked adds what the rules have to say of a plan, except where a field could not be read at all.
func checked(p tournament.Plan, faults fault.List) (tournament.Plan, error) {
	clean, err := p.Check()
	for _, f := range fault.All(err) {
		if !slices.ContainsFunc(faults, func(told *fault.Fault) bool { return told.Field == f.Field }) {
			faults.Add(f)
		}
	}
	return clean, faults.Err()
}

// readPoints reads points by place; nothing means the usual ones for lobbies of that size.
func readPoints(text string, size int) ([]int, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;/\t", r) })
	if len(words) == 0 && size > 0 && size <= tournament.MaxLobby {
		return tournament.DefaultPoints(size), nil
	}
	if len(words) > tournament.MaxLobby {
		words = words[:tournament.MaxLobby+1]
	}
	points := make([]int, len(words))
	for i, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil {
			return nil, fault.Field("points", "Points are whole numbers, first place first: “8 7 6 5 4 3 2 1”. “%s” is none.", w)
		}
		points[i] = n
	}
	return points, nil
}

// digest tells two plans apart.
func digest(p tournament.Plan) string {
	text, err := json.Marshal(p)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
