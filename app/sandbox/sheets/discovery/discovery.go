// Package discovery checks calls against a Google discovery document: that the method exists, that each parameter and
// each field of the body is one the API has, of the right type and with a value its enumeration has, and that field
// masks name what is there. It is for tests: the document ships with the client's module.
package discovery

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Doc is a discovery document.
type Doc struct {
	Parameters map[string]*Schema  `json:"parameters"`
	Schemas    map[string]*Schema  `json:"schemas"`
	Resources  map[string]resource `json:"resources"`
	methods    []*method
}

type resource struct {
	Methods   map[string]*method  `json:"methods"`
	Resources map[string]resource `json:"resources"`
}

type method struct {
	ID         string             `json:"id"`
	Path       string             `json:"path"`
	HTTPMethod string             `json:"httpMethod"`
	Parameters map[string]*Schema `json:"parameters"`
	Request    *Schema            `json:"request"`
	Response   *Schema            `json:"response"`
	pattern    *regexp.Regexp
}

// Schema is one type of the document.
type Schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Format     string             `json:"format"`
	Enum       []string           `json:"enum"`
	Properties map[string]*Schema `json:"properties"`
	Items      *Schema            `json:"items"`
	Values     *Schema            `json:"additionalProperties"`
	Repeated   bool               `json:"repeated"`
	Location   string             `json:"location"`
}

// Parse reads a document.
func Parse(text []byte) (*Doc, error) {
	var d Doc
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("discovery document: %w", err)
	}
	d.collect(d.Resources)
	if len(d.methods) == 0 {
		return nil, fmt.Errorf("discovery document: it has no methods")
	}
	return &d, nil
}

func (d *Doc) collect(all map[string]resource) {
	for _, r := range all {
		for _, m := range r.Methods {
			quoted := regexp.QuoteMeta("/" + m.Path)
			quoted = regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(quoted, `[^/]+?`)
			m.pattern = regexp.MustCompile("^" + quoted + "$")
			d.methods = append(d.methods, m)
		}
		d.collect(r.Resources)
	}
	// The longest path first, so that …/{range}:append is not taken for …/{range}.
	slices.SortFunc(d.methods, func(a, b *method) int { return len(b.Path) - len(a.Path) })
}

// Watch returns a handler that checks every call on its way to h and every answer on its way back; wrong is called with
// what the document does not allow.
func (d *Doc) Watch(h http.Handler, wrong func(string)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			wrong(err.Error())
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		m, faults := d.request(r, body)
		for _, f := range faults {
			wrong("request: " + f)
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if m != nil && rec.Code == http.StatusOK {
			for _, f := range d.body(m.Response, rec.Body.Bytes()) {
				wrong("answer of " + m.ID + ": " + f)
			}
		}
		for k, v := range rec.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes()) // the client has gone when this fails
	})
}

// request finds the method that a request is for and what is wrong with it.
func (d *Doc) request(r *http.Request, body []byte) (*method, []string) {
	i := slices.IndexFunc(d.methods, func(m *method) bool {
		return m.HTTPMethod == r.Method && m.pattern.MatchString(r.URL.EscapedPath())
	})
	if i < 0 {
		return nil, []string{fmt.Sprintf("the API has no %s %s", r.Method, r.URL.Path)}
	}
	m := d.methods[i]
	faults := d.query(m, r.URL.Query())
	if m.Request != nil {
		faults = append(faults, d.body(m.Request, body)...)
	} else if len(body) > 0 {
		faults = append(faults, m.ID+" takes no body")
	}
	return m, faults
}

func (d *Doc) query(m *method, query url.Values) []string {
	var faults []string
	for name, values := range query {
		p := m.Parameters[name]
		if p == nil || p.Location != "query" {
			p = d.Parameters[name]
		}
		switch {
		case p == nil:
			faults = append(faults, fmt.Sprintf("%s has no parameter %s", m.ID, name))
			continue
		case len(values) > 1 && !p.Repeated:
			faults = append(faults, fmt.Sprintf("%s: %s is given more than once", m.ID, name))
		}
		for _, v := range values {
			if len(p.Enum) > 0 && !slices.Contains(p.Enum, v) {
				faults = append(faults, fmt.Sprintf("%s: %s may not be %q", m.ID, name, v))
			}
		}
		if name == "fields" {
			faults = append(faults, d.Mask(m.Response, values[0])...)
		}
	}
	return faults
}

func (d *Doc) body(s *Schema, text []byte) []string {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return []string{err.Error()}
	}
	return d.check(s, v, "")
}

// check returns where a value is not of a type.
func (d *Doc) check(s *Schema, v any, path string) []string {
	if s == nil {
		return nil
	}
	if s.Ref != "" {
		return d.check(d.Schemas[s.Ref], v, path)
	}
	wrong := func() []string { return []string{fmt.Sprintf("%s is %T, not %s", path, v, s.Type)} }
	switch s.Type {
	case "object":
		return d.object(s, v, path)
	case "array":
		list, ok := v.([]any)
		if !ok {
			return wrong()
		}
		var faults []string
		for i, item := range list {
			faults = append(faults, d.check(s.Items, item, fmt.Sprintf("%s[%d]", path, i))...)
		}
		return faults
	case "string":
		text, ok := v.(string)
		if !ok {
			return wrong()
		}
		if len(s.Enum) > 0 && !slices.Contains(s.Enum, text) {
			return []string{fmt.Sprintf("%s may not be %q", path, text)}
		}
	case "integer":
		if n, ok := v.(float64); !ok || n != float64(int64(n)) {
			return wrong()
		}
	case "number":
		if _, ok := v.(float64); !ok {
			return wrong()
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return wrong()
		}
	}
	return nil
}

func (d *Doc) object(s *Schema, v any, path string) []string {
	fields, ok := v.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("%s is %T, not an object", path, v)}
	}
	var faults []string
	for name, below := range fields {
		inner := strings.TrimPrefix(path+"."+name, ".")
		p := s.Properties[name]
		if p == nil {
			p = s.Values
		}
		if p == nil {
			faults = append(faults, "there is no "+inner)
			continue
		}
		faults = append(faults, d.check(p, below, inner)...)
	}
	// The masks of writes stand beside what they are about.
	if mask, ok := fields["fields"].(string); ok && s.Properties["fields"] != nil {
		faults = append(faults, d.writeMask(s, mask)...)
	}
	return faults
}

// writeMask checks the mask of a request of a batch: it speaks of the cells, the properties or the rows beside it.
func (d *Doc) writeMask(s *Schema, mask string) []string {
	for _, about := range []string{"cell", "properties"} {
		if p := s.Properties[about]; p != nil {
			return d.Mask(p, mask)
		}
	}
	if s.Properties["rows"] != nil {
		return d.Mask(&Schema{Ref: "CellData"}, mask)
	}
	return nil
}

// Mask returns what a field mask names that a type does not have.
func (d *Doc) Mask(s *Schema, mask string) []string {
	p := &parser{rest: mask}
	faults := p.list(d, s)
	if p.rest != "" {
		faults = append(faults, fmt.Sprintf("the mask %q cannot be read at %q", mask, p.rest))
	}
	return faults
}

type parser struct{ rest string }

func (p *parser) list(d *Doc, s *Schema) []string {
	var faults []string
	for {
		faults = append(faults, p.item(d, s)...)
		if !strings.HasPrefix(p.rest, ",") {
			return faults
		}
		p.rest = p.rest[1:]
	}
}

func (p *parser) item(d *Doc, s *Schema) []string {
	i := strings.IndexAny(p.rest, "./,()")
	if i < 0 {
		i = len(p.rest)
	}
	name := p.rest[:i]
	p.rest = p.rest[i:]
	below := d.below(s, name)
	var faults []string
	if below == nil && name != "*" {
		faults = append(faults, fmt.Sprintf("a mask names %q, which is not there", name))
	}
	switch {
	case strings.HasPrefix(p.rest, "."), strings.HasPrefix(p.rest, "/"):
		p.rest = p.rest[1:]
		return append(faults, p.item(d, below)...)
	case strings.HasPrefix(p.rest, "("):
		p.rest = p.rest[1:]
		faults = append(faults, p.list(d, below)...)
		if !strings.HasPrefix(p.rest, ")") {
			return append(faults, "a mask does not close its parentheses")
		}
		p.rest = p.rest[1:]
	}
	return faults
}

// below returns the type of a field, looking through references and lists.
func (d *Doc) below(s *Schema, name string) *Schema {
	for s != nil && (s.Ref != "" || s.Type == "array") {
		if s.Ref != "" {
			s = d.Schemas[s.Ref]
		} else {
			s = s.Items
		}
	}
	if s == nil {
		return nil
	}
	if p := s.Properties[name]; p != nil {
		return p
	}
	return s.Values
}
