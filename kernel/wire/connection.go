package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
)

// Connection is the content of a connection file ("Making kernels for
// Jupyter: Connection files"): where the kernel's sockets listen, and the key
// that signs messages.
type Connection struct {
	Transport       string `json:"transport"` // "tcp" or "ipc"
	IP              string `json:"ip"`        // for ipc, the sockets' path without "-port"
	ShellPort       int    `json:"shell_port"`
	ControlPort     int    `json:"control_port"`
	IOPubPort       int    `json:"iopub_port"`
	StdinPort       int    `json:"stdin_port"`
	HeartbeatPort   int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"`
	Key             string `json:"key"`
	KernelName      string `json:"kernel_name,omitempty"`
}

// ReadConnection reads a connection file.
func ReadConnection(path string) (Connection, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return Connection{}, fmt.Errorf("connection file: %w", err)
	}
	c, err := ParseConnection(source)
	if err != nil {
		return Connection{}, fmt.Errorf("connection file %s: %w", path, err)
	}
	return c, nil
}

// ParseConnection reads and checks a connection file's content.
func ParseConnection(source []byte) (Connection, error) {
	var c Connection
	if err := json.Unmarshal(source, &c); err != nil {
		return Connection{}, err
	}
	return c, c.check()
}

func (c Connection) check() error {
	switch {
	case c.Transport != "tcp" && c.Transport != "ipc":
		return fmt.Errorf("transport is %q, want tcp or ipc", c.Transport)
	case c.IP == "":
		return errors.New("ip is missing")
	case c.Key != "" && c.SignatureScheme != "hmac-sha256":
		return fmt.Errorf("signature_scheme is %q, want hmac-sha256", c.SignatureScheme)
	}
	taken := map[int]string{}
	for _, p := range []struct {
		name string
		port int
	}{
		{"shell_port", c.ShellPort}, {"control_port", c.ControlPort}, {"iopub_port", c.IOPubPort},
		{"stdin_port", c.StdinPort}, {"hb_port", c.HeartbeatPort},
	} {
		if p.port < 1 || p.port > 65535 {
			return fmt.Errorf("%s is %d, want 1 to 65535", p.name, p.port)
		}
		if other := taken[p.port]; other != "" {
			return fmt.Errorf("%s and %s are both %d", other, p.name, p.port)
		}
		taken[p.port] = p.name
	}
	return nil
}

// Endpoint returns the network ("tcp" or "unix") and address of a port as
// package net spells them.
func (c Connection) Endpoint(port int) (network, address string) {
	if c.Transport == "ipc" {
		return "unix", c.IP + "-" + strconv.Itoa(port)
	}
	host := c.IP
	if host == "*" {
		host = "" // every interface
	}
	return "tcp", net.JoinHostPort(host, strconv.Itoa(port))
}
