package app_test

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// The sizes at which something has become two things.
const (
	maxFile      = 400
	maxFunc      = 80
	maxPackage   = 3000
	maxInterface = 8
)

func TestTheHouseStaysSmall(t *testing.T) {
	lines := map[string]int{}
	for _, file := range sources(t) {
		if ast.IsGenerated(file.tree) {
			continue
		}
		n := file.set.File(file.tree.Pos()).LineCount()
		lines[file.pkg] += n
		if n > maxFile {
			t.Errorf("%s has %d lines; over %d it is two things", file.path, n, maxFile)
		}
		checkDecls(t, file)
	}
	for pkg, n := range lines {
		if n > maxPackage {
			t.Errorf("package %s has %d lines; over %d it is two things", pkg, n, maxPackage)
		}
	}
}

func checkDecls(t *testing.T, file source) {
	t.Helper()
	for _, decl := range file.tree.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil {
				t.Errorf("%s: init()", file.path)
			}
			first, last := file.set.Position(d.Pos()).Line, file.set.Position(d.End()).Line
			if n := last - first + 1; n > maxFunc {
				t.Errorf("%s: %s has %d lines; over %d it is two things", file.path, d.Name.Name, n, maxFunc)
			}
			if d.Name.IsExported() && d.Doc == nil && receiverExported(d) {
				t.Errorf("%s: %s is exported without a comment", file.path, d.Name.Name)
			}
		case *ast.GenDecl:
			checkTypes(t, file, d)
		}
	}
}

func checkTypes(t *testing.T, file source, d *ast.GenDecl) {
	t.Helper()
	if d.Tok != token.TYPE {
		return
	}
	for _, spec := range d.Specs {
		ts := spec.(*ast.TypeSpec)
		if ts.Name.IsExported() && ts.Doc == nil && d.Doc == nil {
			t.Errorf("%s: type %s is exported without a comment", file.path, ts.Name.Name)
		}
		it, ok := ts.Type.(*ast.InterfaceType)
		if !ok {
			continue
		}
		methods := 0
		for _, m := range it.Methods.List {
			methods += len(m.Names)
		}
		if methods > maxInterface {
			t.Errorf("%s: interface %s has %d methods; over %d it is two things", file.path, ts.Name.Name, methods, maxInterface)
		}
	}
}

// receiverExported reports whether a function can be called from outside: methods of unexported types cannot.
func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if idx, ok := typ.(*ast.IndexExpr); ok {
		typ = idx.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

func TestNoPackageIsADrawer(t *testing.T) {
	for _, file := range sources(t) {
		switch file.tree.Name.Name {
		case "util", "utils", "common", "helper", "helpers", "types", "models", "core", "base", "manager", "service":
			t.Errorf("%s: package %s says nothing of what it holds", file.path, file.tree.Name.Name)
		}
		for _, group := range file.tree.Comments {
			for _, word := range []string{"TODO", "FIXME", "XXX:", "HACK"} {
				if strings.Contains(group.Text(), word) {
					t.Errorf("%s: %s in a comment", file.path, word)
				}
			}
		}
	}
}
