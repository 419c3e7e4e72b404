package sheet

import (
	"encoding/json"
	"net"
	"net/url"
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// hook is told by a Sheet that somebody edited it, and has it read soon. It does nothing else. Who signs wrongly is slowed
// down by address; who signs rightly may call a few times a minute, because one reading sees every edit.
func (p *Pages) hook(v *visit.Visit) error {
	if err := p.calls.Try("", v.Address()); err != nil {
		return err
	}
	var call struct {
		At   int64  `json:"at"`
		Sign string `json:"sign"`
	}
	if err := json.Unmarshal(v.Raw().Body(), &call); err != nil {
		return fault.New(fault.Invalid, "This is no call of the hook. Paste the script from the Sheet's page again.").Because(err)
	}
	if err := p.book.Woken(v.Ctx, id(v), call.At, call.Sign); err != nil {
		p.calls.Failed("", v.Address())
		return err
	}
	p.calls.Succeeded("", v.Address())
	if err := p.calls.Try(strconv.FormatInt(id(v), 10), ""); err != nil {
		return err
	}
	google, err := p.reach()
	if err != nil {
		return err
	}
	if err := google.Wake(v.Ctx, id(v)); err != nil {
		return err
	}
	return v.Raw().SendStatus(204)
}

// script shows what is pasted into the Sheet. The secret in it is for those alone who may set the Sheet up.
func (p *Pages) script(v *visit.Visit) error {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return err
	}
	m, err := p.mirror(v)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	s, err := p.read(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	base := p.base
	if base == "" {
		base = v.Raw().BaseURL()
	}
	address := base + "/hooks/sheet/" + strconv.FormatInt(m.Tournament, 10)
	return v.Page(page.Script(v.Shell("Script for the Sheet", "Tournaments"), s, page.SheetScript{Address: address, Script: edits.Script(m, address), Local: local(base)}))
}

// local reports whether an address is one that Google cannot reach.
func local(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return true
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	if ip == nil {
		return host == "localhost" || !strings.Contains(host, ".") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".localhost")
	}
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
}
