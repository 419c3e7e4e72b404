//go:build !windows

package app

import (
	"errors"
	"syscall"
)

// narrowSocket lets a socket hold next to nothing unread.
func narrowSocket(fd uintptr) error {
	return errors.Join(syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096),
		syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, 536))
}
