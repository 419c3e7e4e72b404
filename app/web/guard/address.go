package guard

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Addresses knows where requests come from, behind proxies that are trusted.
type Addresses struct{ trusted []netip.Prefix }

// NewAddresses takes addresses and networks ("10.0.0.0/8") of proxies.
func NewAddresses(proxies []string) (*Addresses, error) {
	a := &Addresses{}
	for _, p := range proxies {
		net, err := netip.ParsePrefix(p)
		if err != nil {
			one, perr := netip.ParseAddr(p)
			if perr != nil {
				return nil, fmt.Errorf("trusted proxy %q is no address and no network", p)
			}
			net = netip.PrefixFrom(one.Unmap(), one.Unmap().BitLen())
		}
		a.trusted = append(a.trusted, net)
	}
	return a, nil
}

// Of returns the address of whoever asks. What a trusted proxy adds to X-Forwarded-For is believed, what was in it before
// is not: that is the client's own word.
func (a *Addresses) Of(c *fiber.Ctx) string {
	from, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return ""
	}
	from = from.Unmap()
	hops := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for i := len(hops) - 1; i >= 0 && a.trusts(from); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		from = next.Unmap()
	}
	return from.String()
}

func (a *Addresses) trusts(ip netip.Addr) bool {
	return slices.ContainsFunc(a.trusted, func(n netip.Prefix) bool { return n.Contains(ip) })
}
