package discovery_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"matchday/app/sandbox/sheets/discovery"
)

const small = `{
"parameters": {"fields": {"type": "string", "location": "query"}},
"schemas": {
  "Box": {"type": "object", "properties": {"id": {"type": "integer"}, "kind": {"type": "string", "enum": ["A", "B"]}, "cells": {"type": "array", "items": {"$ref": "Cell"}}}},
  "Cell": {"type": "object", "properties": {"on": {"type": "boolean"}, "size": {"type": "number"}}},
  "Write": {"type": "object", "properties": {"fields": {"type": "string"}, "cell": {"$ref": "Cell"}}}
},
"resources": {"boxes": {"methods": {
  "get": {"id": "boxes.get", "path": "v1/boxes/{id}", "httpMethod": "GET", "parameters": {"id": {"location": "path"}, "view": {"type": "string", "location": "query", "enum": ["FULL"]}}, "response": {"$ref": "Box"}},
  "write": {"id": "boxes.write", "path": "v1/boxes/{id}:write", "httpMethod": "POST", "request": {"$ref": "Write"}, "response": {"$ref": "Box"}}
}}}}`

func TestWhatTheDocumentDoesNotAllowIsSaid(t *testing.T) {
	doc, err := discovery.Parse([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ method, url, body, answer, want string }{
		{"GET", "/v1/boxes/7?fields=cells(on,size),id&view=FULL", "", `{"id": 7, "cells": [{"on": true}]}`, ""},
		{"GET", "/v1/boxes/7?fields=cells/on,name", "", `{}`, `request: a mask names "name", which is not there`},
		{"GET", "/v1/boxes/7?view=HALF", "", `{}`, `request: boxes.get: view may not be "HALF"`},
		{"GET", "/v1/boxes/7?depth=1", "", `{}`, `request: boxes.get has no parameter depth`},
		{"PUT", "/v1/boxes/7", "", `{}`, `request: the API has no PUT /v1/boxes/7`},
		{"POST", "/v1/boxes/7:write", `{"cell": {"size": "x"}, "fields": "size"}`, `{}`, `request: cell.size is string, not number`},
		{"POST", "/v1/boxes/7:write", `{"cell": {}, "fields": "colour"}`, `{}`, `request: a mask names "colour", which is not there`},
		{"POST", "/v1/boxes/7:write", `{"cell": {"off": true}}`, `{}`, `request: there is no cell.off`},
		{"GET", "/v1/boxes/7", "", `{"id": 1.5}`, `answer of boxes.get: id is float64, not integer`},
		{"GET", "/v1/boxes/7", "", `{"kind": "C"}`, `answer of boxes.get: kind may not be "C"`},
		{"GET", "/v1/boxes/7", "", `{"cells": {}}`, `answer of boxes.get: cells is map[string]interface {}, not array`},
		{"GET", "/v1/boxes/7", "", `{"cells": [{"on": 1}]}`, `answer of boxes.get: cells[0].on is float64, not boolean`},
	}
	for _, tt := range tests {
		var said []string
		h := doc.Watch(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tt.answer) }), func(s string) { said = append(said, s) })
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(tt.method, tt.url, strings.NewReader(tt.body)))
		if got := strings.Join(said, "; "); got != tt.want {
			t.Errorf("%s %s %s: %q, want %q", tt.method, tt.url, tt.body, got, tt.want)
		}
	}
}
