package sheets

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

// failure is an answer that is an error, in Google's form.
type failure struct {
	code       int
	status     string
	message    string
	retryAfter int  // seconds
	strange    bool // the sandbox does not carry this out
}

func (f *failure) Error() string { return f.message }

func invalid(format string, args ...any) error {
	return &failure{code: http.StatusBadRequest, status: "INVALID_ARGUMENT", message: fmt.Sprintf(format, args...)}
}

func misunderstood(format string, args ...any) error {
	return &failure{code: http.StatusNotImplemented, status: "UNIMPLEMENTED", strange: true, message: fmt.Sprintf(format, args...)}
}

// dropped is no answer at all: the connection is cut.
var errDropped = errors.New("sandbox: the connection was cut")

func statusOf(err error) int {
	var f *failure
	switch {
	case err == nil:
		return http.StatusOK
	case errors.Is(err, errDropped):
		return 0
	case errors.As(err, &f):
		return f.code
	}
	return http.StatusBadRequest
}

func write(w http.ResponseWriter, err error, answer any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if err == nil {
		_ = json.NewEncoder(w).Encode(answer) // the client has gone when this fails
		return
	}
	f := &failure{code: http.StatusBadRequest, status: "INVALID_ARGUMENT", message: err.Error()}
	errors.As(err, &f)
	if f.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	}
	w.WriteHeader(f.code)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"code": f.code, "message": f.message, "status": f.status}})
}
