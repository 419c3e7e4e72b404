//go:build !windows

package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"matchday/store"
)

// lockDir takes the lock of a data directory, which the system takes back when the process ends, however it ends. The
// lock is on a file of its own: opening and closing the database file itself would drop the locks that SQLite has on it.
func lockDir(dir string) (io.Closer, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("store: lock: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		text := make([]byte, 32)
		n, _ := f.Read(text) // only to name the other one; without it the sentence is shorter
		return nil, errors.Join(inUse(dir, strings.TrimSpace(string(text[:n]))), f.Close())
	}
	if err == nil {
		err = errors.Join(f.Truncate(0), writePID(f))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: lock: %w", err), f.Close())
	}
	return unlocker{f}, nil
}

// unlocker gives a lock back by name. Closing the file is not enough: a child process that is just being started holds
// the same open file until its program begins.
type unlocker struct{ f *os.File }

// Close implements io.Closer.
func (u unlocker) Close() error {
	return errors.Join(syscall.Flock(int(u.f.Fd()), syscall.LOCK_UN), u.f.Close())
}

func writePID(f *os.File) error {
	_, err := fmt.Fprintf(f, "%d\n", os.Getpid())
	return err
}

func inUse(dir, pid string) error {
	if pid != "" {
		pid = " (process " + pid + ")"
	}
	return fmt.Errorf("%w: another Matchday%s uses %s; stop it, or choose another data directory", store.ErrInUse, pid, dir)
}
