// Package cast holds the invented people of the demo. Nobody in it exists; their names have the shapes that real
// registrations have: several scripts, spaces, digits in front, sixteen characters, three, markdown, a formula.
package cast

// Member is one invented person.
type Member struct {
	Name     string // display name in Discord
	InGame   string
	Pronouns string
	AltNames string
	Staff    string // name of the Discord role they hold; empty for players
}

// Crew returns those who run the night: an admin, a helper and a producer.
func Crew() []Member {
	return []Member{
		{Name: "Robin", InGame: "RobinRedvest#NA1", Pronouns: "They/Them", Staff: "League Admin"},
		{Name: "Juniper", InGame: "Juniper Jade#NA1", Pronouns: "She/Her", Staff: "Helper"},
		{Name: "Marlow", InGame: "MarlowOnAir#EUW", Pronouns: "He/Him", Staff: "Producer"},
	}
}

// Players returns the thirty-two who play. The first is the one whom the sandbox page shows at the start.
func Players() []Member {
	return []Member{
		{Name: "moonpetal", InGame: "Sugar Comet#NA1", Pronouns: "She/Her"},
		{Name: "vex.luna", InGame: "LunaVex#GAL", Pronouns: "They/Them", AltNames: "LunaAlt#NA1, lv2#NA1"},
		{Name: "ivy_", InGame: "Ivy#0777", Pronouns: "Any"},
		{Name: "starwarden", InGame: "StarlightWarden9#NA1", Pronouns: "He/They"},
		{Name: "pickles", InGame: "Queen of Pickles#OCE", Pronouns: "She/They"},
		{Name: "달빛토끼", InGame: "달빛토끼#KR1", Pronouns: "She/Her"},
		{Name: "zoe", InGame: "Zoë Ångström#EUW", Pronouns: "She/Her"},
		{Name: "Звезда", InGame: "Звезда#EUNE", Pronouns: "She/Her"},
		{Name: "7thHarp", InGame: "7thHarp#LUNA", Pronouns: "They/Them"},
		{Name: "__xX_mia_Xx__", InGame: "miaXx#NA1", Pronouns: "She/Her"},
		{Name: "🌸mira", InGame: "Mira Bloom#NA1", Pronouns: "She/Her", AltNames: "MiraTwo#NA1"},
		{Name: "nimbus", InGame: "\u2066Nimbus\u2069#EUW", Pronouns: "xe/xem"},
		{Name: "=SUM(1,2)", InGame: "SumOfAll#NA1", Pronouns: "Ask Me"},
		{Name: "tide", InGame: "Tide Runner#NA1", Pronouns: "He/Him"},
		{Name: "ferngully", InGame: "Fern#GAL", Pronouns: "They/Them"},
		{Name: "opal", InGame: "OpalEyes#NA1", Pronouns: "She/Her"},
		{Name: "Kestrel", InGame: "Kestrel Kay#EUW", Pronouns: "She/They"},
		{Name: "bramble", InGame: "Bramble Witch#NA1", Pronouns: "She/Her"},
		{Name: "하늘이", InGame: "하늘이#KR1", Pronouns: "Any"},
		{Name: "soren", InGame: "Søren the Slow#EUNE", Pronouns: "He/Him"},
		{Name: "quill", InGame: "QuillAndInk#OCE", Pronouns: "They/Them"},
		{Name: "Marigold", InGame: "Marigold#0042", Pronouns: "She/Her"},
		{Name: "dusk", InGame: "DuskTillDawn#NA1", Pronouns: "He/They"},
		{Name: "Πηνελόπη", InGame: "Πηνελόπη#EUW", Pronouns: "She/Her"},
		{Name: "cricket", InGame: "Cricket#GAL", Pronouns: "She/Her"},
		{Name: "rook", InGame: "Rook to E4#NA1", Pronouns: "He/Him"},
		{Name: "`tick`", InGame: "TickTock#NA1", Pronouns: "They/Them"},
		{Name: "saffron", InGame: "Saffron Sky#OCE", Pronouns: "She/Her"},
		{Name: "Umber", InGame: "UmberUnder#EUW", Pronouns: "Any"},
		{Name: "lumen", InGame: "Lumen#LUX", Pronouns: "She/They"},
		{Name: "Wisteria Wynn", InGame: "WisteriaWynn#NA1", Pronouns: "She/Her"},
		{Name: "juno", InGame: "Juno Blue#NA1", Pronouns: "They/She"},
	}
}
