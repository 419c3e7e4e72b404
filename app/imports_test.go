package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "matchday"

// row says what one package may import: of ours exactly those named (a trailing "/..." takes the children too),
// and of others anything but what bars names.
type row struct {
	ours []string
	bars []string
	pure bool // no clock, no chance, no outside: judged in the syntax tree as well
}

var (
	pureBars    = []string{"context", "os", "net/...", "log/...", "log", "database/sql", "crypto/rand", "sync", "time/tzdata"}
	readings    = []string{"app/tournament/...", "app/baseball/...", "app/graphic/...", "app/mirror/..."}
	known       = append([]string{"app/fault", "app/person"}, readings...)
	writers     = []string{"app/league/...", "app/club/...", "app/studio/..."}
	drivers     = []string{"modernc.org/sqlite/...", "github.com/jackc/pgx/v5/..."}
	outside     = []string{"github.com/bwmarrin/discordgo", "google.golang.org/api/...", "github.com/gofiber/...", "database/sql"}
	writerBars  = append([]string{"net", "net/http", "github.com/a-h/templ"}, append(drivers, outside...)...)
	adapterBars = append([]string{"database/sql"}, drivers...)
)

// table is who may import whom: section 3 of the design. A package that is not in it, nor below a row that ends in
// "/...", fails the test.
var table = map[string]row{
	"":                   {ours: []string{"app"}},
	"app/fault":          {bars: pureBars},
	"app/secret":         {bars: []string{"net/...", "os", "log/...", "database/sql"}},
	"app/person":         {ours: []string{"app/fault"}, pure: true},
	"app/tournament/...": {ours: []string{"app/fault", "app/person", "app/tournament/..."}, pure: true},
	"app/baseball/...":   {ours: []string{"app/fault", "app/person", "app/baseball/..."}, pure: true},
	"app/graphic/...":    {ours: []string{"app/fault", "app/person", "app/graphic/..."}, pure: true},
	"app/mirror/...":     {ours: []string{"app/fault", "app/person", "app/tournament/...", "app/mirror/..."}, pure: true},

	"store":                   {ours: append([]string{"app/person"}, readings...), bars: append([]string{"database/sql"}, drivers...)},
	"store/storetest":         {ours: append([]string{"store", "app/person"}, readings...), bars: append([]string{"database/sql"}, drivers...)},
	"store/sqlstore/...":      {ours: append([]string{"store", "store/sqlstore/...", "app/person", "migrations"}, readings...), bars: drivers},
	"store/sqlite":            {ours: []string{"store", "store/sqlstore/...", "migrations"}, bars: []string{"github.com/jackc/pgx/v5/..."}},
	"store/postgres":          {ours: []string{"store", "store/sqlstore/...", "migrations"}, bars: []string{"modernc.org/sqlite/..."}},
	"store/sqlite/sqlitetest": {ours: []string{"store/sqlite"}, bars: drivers},
	"store/postgres/pgtest":   {ours: []string{"store/postgres"}, bars: drivers},
	"migrations":              {bars: append([]string{"database/sql"}, drivers...)},

	"app/league/account": {ours: []string{"store", "app/secret", "app/league/find", "app/fault", "app/person"}, bars: writerBars},
	"app/league/find":    {ours: []string{"store", "app/fault", "app/person"}, bars: writerBars},
	"app/league/...":     {ours: append([]string{"store", "app/secret", "app/league/..."}, known...), bars: writerBars},
	"app/club/...":       {ours: append([]string{"store", "app/club/..."}, known...), bars: writerBars},
	"app/studio/...":     {ours: append([]string{"store", "app/secret", "app/studio/..."}, known...), bars: writerBars},
	"app/feed":           {ours: []string{"store"}, bars: writerBars},
	"app/overlay":        {ours: []string{"app/feed", "store"}, bars: writerBars},

	"views/ui":          {ours: append([]string{"static"}, known...), bars: adapterBars},
	"views/board":       {ours: append([]string{"views/ui", "static"}, known...), bars: adapterBars},
	"views/page":        {ours: append([]string{"views/ui", "views/board", "static"}, known...), bars: adapterBars},
	"views/overlay":     {ours: append([]string{"static"}, known...), bars: adapterBars},
	"views/gallery":     {ours: append([]string{"views/ui"}, known...), bars: adapterBars},
	"views/browsertest": {ours: []string{"views/ui", "static"}, bars: adapterBars},
	"static":            {bars: adapterBars},

	"app/discord/...": {ours: slices.Concat(writers, known, []string{"app/feed", "app/discord/..."}), bars: append([]string{"google.golang.org/api/...", "github.com/gofiber/..."}, adapterBars...)},
	"app/sheets/...":  {ours: slices.Concat(writers, known, []string{"app/feed", "app/sheets/..."}), bars: append([]string{"github.com/bwmarrin/discordgo", "github.com/gofiber/..."}, adapterBars...)},
	"app/cards/...":   {ours: slices.Concat(writers, known, []string{"app/feed", "app/cards/..."}), bars: append([]string{"github.com/bwmarrin/discordgo", "google.golang.org/api/...", "github.com/gofiber/..."}, adapterBars...)},
	"app/web/...":     {ours: slices.Concat(writers, known, []string{"app/feed", "app/overlay", "app/web/...", "views/ui", "views/board", "views/page", "views/overlay", "static"}), bars: append([]string{"github.com/bwmarrin/discordgo", "google.golang.org/api/..."}, adapterBars...)},

	"app/simulate":    {ours: []string{"app/fault", "app/person", "app/baseball/..."}, bars: append([]string{"net", "net/http"}, adapterBars...)},
	"app/sandbox/...": {ours: []string{"app/fault", "app/sandbox/..."}, bars: append([]string{"github.com/gofiber/...", "github.com/bwmarrin/discordgo"}, adapterBars...)},
	"app":             {ours: []string{"app/...", "store/...", "views/...", "static", "migrations"}},
}

// sole names the only package that may import a library.
var sole = map[string]string{
	"github.com/bwmarrin/discordgo":    "app/discord/...",
	"google.golang.org/api/sheets/...": "app/sheets/...",
	"github.com/gofiber/...":           "app/web/...",
	"modernc.org/sqlite/...":           "store/sqlite",
	"github.com/jackc/pgx/v5/...":      "store/postgres",
	"github.com/chromedp/...":          "views/browsertest",
}

// forTests are the packages that only tests import.
var forTests = []string{"store/storetest", "views/browsertest", "views/gallery", "app/sandbox/sheets/sheetstest"}

func TestImports(t *testing.T) {
	for _, file := range sources(t) {
		rule, ok := ruleOf(file.pkg)
		if !ok {
			t.Errorf("%s: package %q has no row in the table of who may import whom", file.path, file.pkg)
			continue
		}
		if rule.pure {
			rule.bars = append(rule.bars, pureBars...)
			checkPure(t, file)
		}
		for _, spec := range file.tree.Imports {
			checkImport(t, file, rule, strings.Trim(spec.Path.Value, `"`))
		}
	}
}

func checkImport(t *testing.T, file source, rule row, imported string) {
	t.Helper()
	for lib, owner := range sole {
		if matches(lib, imported) && !matches(owner, file.pkg) {
			t.Errorf("%s imports %s, which only %s may", file.path, imported, owner)
		}
	}
	if within, ours := strings.CutPrefix(imported, module+"/"); ours {
		if slices.Contains(forTests, within) {
			t.Errorf("%s imports %s, which is for tests", file.path, within)
		}
		if !slices.ContainsFunc(rule.ours, func(p string) bool { return matches(p, within) }) {
			t.Errorf("%s: package %q may not import %s", file.path, file.pkg, within)
		}
		return
	}
	if slices.ContainsFunc(rule.bars, func(p string) bool { return matches(p, imported) }) {
		t.Errorf("%s: package %q may not import %s", file.path, file.pkg, imported)
	}
}

// checkPure refuses what imports alone do not show: the clock and chance that nobody can repeat.
func checkPure(t *testing.T, file source) {
	t.Helper()
	banned := map[string][]string{
		"time": {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"},
		"rand": {"Int", "IntN", "Intn", "Int63", "Int64", "Int64N", "Int31n", "N", "Uint32", "Uint64", "Float64", "Float32", "Perm", "Shuffle", "NormFloat64", "ExpFloat64", "Seed"},
	}
	ast.Inspect(file.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Obj == nil && slices.Contains(banned[x.Name], n.Sel.Name) {
				t.Errorf("%s: %s.%s in a pure package", file.path, x.Name, n.Sel.Name)
			}
		case *ast.GoStmt:
			t.Errorf("%s: a goroutine in a pure package", file.path)
		}
		return true
	})
}

func ruleOf(pkg string) (row, bool) {
	if r, ok := table[pkg]; ok {
		return r, true
	}
	for p, r := range table {
		if strings.HasSuffix(p, "/...") && matches(p, pkg) {
			return r, true
		}
	}
	return row{}, false
}

func matches(pattern, pkg string) bool {
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == base || strings.HasPrefix(pkg, base+"/")
	}
	return pkg == pattern
}

type source struct {
	path string // from the top of the repository
	pkg  string // folder from the top; "" for the top itself
	set  *token.FileSet
	tree *ast.File
}

// sources parses every Go file of the program that is not a test.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	top := ".."
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "testdata" || n != ".." && strings.HasPrefix(n, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, top+string(filepath.Separator)))
		dir := path.Dir(rel)
		if dir == "." {
			dir = ""
		}
		all = append(all, source{rel, dir, set, tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no sources found")
	}
	return all
}
