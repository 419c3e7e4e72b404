package office_test

import (
	"flag"
	"testing"

	"matchday/app/discord/discordtest"
	"matchday/app/discord/office"
	"matchday/app/league"
	"matchday/app/person"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGoldenScreensOfTheOffice(t *testing.T) {
	notices := []league.Notice{{Key: "departed/7/3", Tournament: 7, Text: "Ivy has left the Discord server but is still in Friday Cup as Ivy#NA1. Remove the entry, or leave it if they play without Discord.", Since: discordtest.Start()}}
	for name, v := range map[string]any{
		"league":         office.League(person.League{Name: "Test *League*", Zone: "Europe/Berlin"}, []league.StaffMember{{Person: person.Person{Name: "owner"}, Roles: person.Owner}}, []league.Binding{{Discord: "600000000000000002", Role: person.Helper}}, notices, "https://discord.com/oauth2/authorize?client_id=1", ""),
		"league-notices": office.Notices(notices, ""),
		"league-link":    office.Link("https://cup.example/in/abc"),
	} {
		t.Run(name, func(t *testing.T) { discordtest.Golden(t, *update, name, v) })
	}
}
