package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"matchday/store"
)

// sharingViolation is what Windows answers when somebody has a file open and shares it with nobody.
const sharingViolation syscall.Errno = 32

// lockDir takes the lock of a data directory, which the system takes back when the process ends, however it ends: a file
// that is open and shared with nobody.
func lockDir(dir string) (io.Closer, error) {
	name := filepath.Join(dir, lockFile)
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, fmt.Errorf("store: lock: %w", err)
	}
	handle, err := syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, fmt.Errorf("%w: another Matchday uses %s; stop it, or choose another data directory", store.ErrInUse, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("store: lock: %w", err)
	}
	return os.NewFile(uintptr(handle), name), nil
}
