// Package secret makes and checks what must not be guessed: one-time tokens, session keys and password hashes.
package secret

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/semaphore"
)

// Token returns a fresh secret of 160 bits, safe in a URL, and the hash under which it is kept.
func Token() (token, hash string) {
	var b [20]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, Hash(token)
}

// codeLetters leaves out what people mistake for one another.
const codeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

// Code returns a fresh secret of eight letters and digits that a person can type, as "ABCD-2345", and its hash. It is
// only for secrets that live minutes and are throttled.
func Code() (code, hash string) {
	var b [8]byte
	for i := range b {
		b[i] = codeLetters[uniform(len(codeLetters))]
	}
	code = string(b[:4]) + "-" + string(b[4:])
	return code, Hash(code)
}

// uniform returns a number below n without favouring any.
func uniform(n int) int {
	var b [1]byte
	for limit := 256 - 256%n; ; {
		_, _ = rand.Read(b[:])
		if int(b[0]) < limit {
			return int(b[0]) % n
		}
	}
}

// TypedCode returns a code as Code made it from what a person typed.
func TypedCode(s string) string {
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(s))
	if len(s) != 8 {
		return s
	}
	return s[:4] + "-" + s[4:]
}

// Hash returns the form under which a token is kept and found. Tokens are random, so one round of SHA-256 is enough.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// The cost of a password hash: 19 MiB, two passes, one lane, as OWASP's password storage cheat sheet has it.
const (
	memory  = 19 * 1024
	passes  = 2
	lanes   = 1
	keySize = 32
)

// Hasher hashes passwords, four at a time at most, so that a rush of sign-ins cannot take all memory.
type Hasher struct{ slots *semaphore.Weighted }

// NewHasher returns a Hasher.
func NewHasher() *Hasher { return &Hasher{semaphore.NewWeighted(4)} }

// Password returns the encoded Argon2id hash of a password. It fails only when ctx ends while it waits.
func (h *Hasher) Password(ctx context.Context, password string) (string, error) {
	var salt [16]byte
	_, _ = rand.Read(salt[:])
	key, err := h.key(ctx, password, salt[:], passes, memory, lanes)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, lanes, enc(salt[:]), enc(key)), nil
}

// Matches reports whether password is the one that was encoded. An encoded text that cannot be read matches nothing but
// takes as long, so that an unknown name cannot be told from a wrong password.
func (h *Hasher) Matches(ctx context.Context, password, encoded string) (bool, error) {
	salt, want, t, m, p, ok := decode(encoded)
	got, err := h.key(ctx, password, salt, t, m, p)
	if err != nil {
		return false, err
	}
	return ok && subtle.ConstantTimeCompare(got, want) == 1, nil
}

func (h *Hasher) key(ctx context.Context, password string, salt []byte, t, m uint32, p uint8) ([]byte, error) {
	if err := h.slots.Acquire(ctx, 1); err != nil {
		return nil, fmt.Errorf("wait for a password hash: %w", err)
	}
	defer h.slots.Release(1)
	return argon2.IDKey([]byte(password), salt, t, m, p, keySize), nil
}

func decode(encoded string) (salt, key []byte, t, m uint32, p uint8, ok bool) {
	salt, t, m, p = make([]byte, 16), passes, memory, lanes
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return salt, nil, t, m, p, false
	}
	var m2, t2 uint32
	var p2 uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m2, &t2, &p2); err != nil || m2 > 1<<20 || t2 == 0 || t2 > 16 || p2 == 0 {
		return salt, nil, t, m, p, false
	}
	salt2, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(key) != keySize {
		return salt, nil, t, m, p, false
	}
	return salt2, key, t2, m2, p2, true
}
