package page

import (
	"strings"

	"matchday/views/ui"
)

// Zones are suggestions for a time zone. Any name of the IANA database may be typed.
func Zones() []ui.Option {
	names := []string{
		"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo", "America/Mexico_City",
		"Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Europe/Helsinki", "Europe/Istanbul",
		"Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok", "Asia/Singapore", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo",
		"Australia/Sydney", "Pacific/Auckland", "UTC",
	}
	options := make([]ui.Option, len(names))
	for i, name := range names {
		options[i] = ui.Option{Value: name}
	}
	return options
}

// Browser says in two words what a browser calls itself in many.
func Browser(client string) string {
	found := func(names ...string) string {
		for _, name := range names {
			if strings.Contains(client, name) {
				return name
			}
		}
		return ""
	}
	name := found("Edg", "OPR", "Firefox", "Chrome", "Safari")
	switch name {
	case "Edg":
		name = "Edge"
	case "OPR":
		name = "Opera"
	case "":
		name = "A browser"
	}
	switch on := found("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"); on {
	case "":
		return name
	case "Mac OS":
		return name + " on a Mac"
	default:
		return name + " on " + on
	}
}
