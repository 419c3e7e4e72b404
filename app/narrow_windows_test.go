package app

import "syscall"

// narrowSocket lets a socket hold next to nothing unread.
func narrowSocket(fd uintptr) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096)
}
