package paper_test

// The words that the invented league is named with: all ours.

var firstNames = []string{"Ezra", "Milo", "Otis", "Silas", "Jonah", "Rufus", "Cyrus", "Amos", "Felix", "Hugo", "Leopold", "Casper", "Thaddeus", "Emeka",
	"Rafael", "Joaquin", "Mateo", "Esteban", "Osvaldo", "Yadir", "Kenji", "Haruto", "Daichi", "Minjun", "Taeyang", "Wei", "Jaromir", "Piotr", "Anselm",
	"Lorenz", "Bastian", "Florian", "Tobias", "Henrik", "Soren", "Anders", "Ravi", "Arjun", "Idris", "Tariq", "Kofi", "Kwame", "Chidi", "Tunde", "Malik",
	"Desmond", "Percy", "Winston", "Alistair", "Callum", "Ewan", "Fergus", "Rhys", "Gareth", "Lachlan", "Beau", "Clem", "Dexter", "Ellis", "Ford",
	"Grady", "Harlan", "Ivo", "Jasper", "Knox", "Linus", "Moses", "Nico", "Orson", "Pascal", "Quincy", "Remy", "Stellan", "Thiago", "Ulises", "Vito",
	"Wendell", "Xavi", "Yusuf", "Zeke"}

// Surnames are a front and a back put together, or one of the made-up ones.
var (
	fronts = []string{"Alder", "Amber", "Barrow", "Bramble", "Briar", "Cinder", "Clover", "Copper", "Dapple", "Ember", "Fallow", "Fennel", "Flint", "Gable",
		"Harrow", "Hollow", "Juniper", "Kestrel", "Larch", "Linden", "Marrow", "Mistle", "Nettle", "Osprey", "Pebble", "Quarry", "Raven", "Rowan", "Sable",
		"Saffron", "Tallow", "Thistle", "Umber", "Vesper", "Willow", "Yarrow"}
	backs   = []string{"wick", "mere", "holt", "stead", "combe", "croft", "thorpe", "fell", "garth", "lock", "marsh", "quill", "spire", "vane", "water"}
	oneWord = []string{"Okandra", "Velarosa", "Tamuriko", "Serranova", "Ibanueva", "Kowalchuska", "Nakamoriya", "Adebimpo", "Petrovanko", "Lindqvister",
		"Montelluz", "Casagrieta", "Altavilla-Roe", "Brisenoza", "Quirozal", "Yamadori", "Kobarashi", "Jeongmaru", "Szepanowitz", "Dragomirel",
		"Ouedrao", "Nkemlu", "Achebari", "Tshombwe", "Hallgrimson-Vey", "Aldebrandt", "Morgenfeld", "Castellume", "Fontanarrosa", "Delacourbe"}
)

type clubWords struct{ abbrev, city, short, color, league, style, park string }

// The thirty clubs.
var clubWordList = []clubWords{
	{"HBR", "Harbor City", "Gulls", "0b5ea8", "Tidewater", "Balanced", "Breakwater Park"},
	{"SLM", "Saltmarsh", "Lanterns", "d97706", "Tidewater", "Balanced", "Lamp Street Grounds"},
	{"PLU", "Port Lumen", "Ferrymen", "0f766e", "Tidewater", "Safe", "Ferry Landing"},
	{"GRH", "Greyhaven", "Foghorns", "475569", "Tidewater", "Balanced", "Fog Bell Field"},
	{"CVP", "Covepoint", "Puffins", "111827", "Tidewater", "Yolo", "Puffin Rock"},
	{"DRF", "Driftwood Bay", "Tuggers", "b45309", "Tidewater", "Balanced", "Tug Basin"},
	{"EBB", "Ebbtide", "Almanacs", "1d4ed8", "Tidewater", "Safe", "Almanac Yard"},
	{"NRW", "Narrows", "Lockkeepers", "166534", "Tidewater", "Balanced", "Lock Six"},
	{"SHL", "Shoalbridge", "Herons", "0e7490", "Tidewater", "Yolo", "Heron Flats"},
	{"WHR", "Wharfside", "Signalers", "be123c", "Tidewater", "Balanced", "Semaphore Hill"},
	{"CDF", "Cinder Falls", "Smelters", "991b1b", "Foundry", "Balanced", "Slag Heap Stadium"},
	{"QHM", "Quarry Hill", "Masons", "57534e", "Foundry", "Safe", "The Cut"},
	{"BRK", "Brickstow", "Stokers", "c2410c", "Foundry", "Balanced", "Kiln Row"},
	{"CPV", "Coppervale", "Tinkers", "a16207", "Foundry", "Yolo", "Tinker's Green"},
	{"GLW", "Glasswick", "Blowers", "0891b2", "Foundry", "Balanced", "Furnace Field"},
	{"IRG", "Irongate", "Brakemen", "1f2937", "Foundry", "Balanced", "Roundhouse Park"},
	{"CLK", "Clockmere", "Winders", "6d28d9", "Foundry", "Safe", "Pendulum Park"},
	{"INK", "Inkerby", "Gazettes", "312e81", "Foundry", "Balanced", "Press Yard"},
	{"RVT", "Riveton", "Hammers", "7f1d1d", "Foundry", "Yolo", "Anvil Park"},
	{"KTL", "Kettleby", "Coopers", "78350f", "Foundry", "Balanced", "Barrel Works"},
	{"MBW", "Millbrook", "Weavers", "86198f", "Harvest", "Balanced", "Loom Lane"},
	{"ORC", "Orchard Fork", "Pickers", "15803d", "Harvest", "Balanced", "Windfall Field"},
	{"BHV", "Beehaven", "Keepers", "ca8a04", "Harvest", "Safe", "Clover Bowl"},
	{"TST", "Thistledown", "Drovers", "7e22ce", "Harvest", "Balanced", "Drover's Rest"},
	{"WND", "Windrow", "Millers", "65a30d", "Harvest", "Yolo", "Millstone Park"},
	{"LRK", "Larkfield", "Nightjars", "1e3a8a", "Harvest", "Balanced", "Dusk Meadow"},
	{"FRW", "Furrow Creek", "Marmots", "92400e", "Harvest", "Balanced", "Burrow Bank"},
	{"SUR", "Surrey Flats", "Surveyors", "047857", "Harvest", "Safe", "Plumb Line Park"},
	{"BLW", "Bellwether", "Ringers", "b91c1c", "Harvest", "Balanced", "Belfry Ground"},
	{"HDG", "Hedgerow", "Wrens", "4d7c0f", "Harvest", "Yolo", "Hawthorn Field"},
}
