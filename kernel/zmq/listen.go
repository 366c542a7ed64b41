package zmq

import (
	"errors"
	"net"
	"os"
	"syscall"
	"time"
)

// listen is net.Listen that replaces a unix socket left behind by a process
// that has died.
func listen(network, address string) (net.Listener, error) {
	l, err := net.Listen(network, address)
	if network != "unix" || !errors.Is(err, syscall.EADDRINUSE) {
		return l, err
	}
	conn, dialErr := net.DialTimeout(network, address, time.Second)
	if dialErr == nil {
		conn.Close()
		return nil, err // someone is there
	}
	if os.Remove(address) != nil {
		return nil, err
	}
	return net.Listen(network, address)
}
