package wire

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const connectionFile = `{"shell_port": 1001, "iopub_port": 1002, "stdin_port": 1003, "control_port": 1004, "hb_port": 1005,
 "ip": "127.0.0.1", "key": "abc", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "gradus", "other": 1}`

func TestReadConnection(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	if _, err := ReadConnection(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("missing file: %v", err)
	}
	if err := os.WriteFile(path, []byte(connectionFile), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := ReadConnection(path)
	if err != nil {
		t.Fatal(err)
	}
	want := Connection{
		Transport: "tcp", IP: "127.0.0.1", ShellPort: 1001, IOPubPort: 1002, StdinPort: 1003, ControlPort: 1004, HeartbeatPort: 1005,
		SignatureScheme: "hmac-sha256", Key: "abc", KernelName: "gradus",
	}
	if c != want {
		t.Errorf("got %+v", c)
	}
}

func TestParseConnectionRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, complaint string }{
		{`"tcp"`, `"udp"`, "transport"},
		{`"127.0.0.1"`, `""`, "ip"},
		{`hmac-sha256`, `hmac-md5`, "signature_scheme"},
		{`1001`, `0`, "shell_port"},
		{`1001`, `70000`, "shell_port"},
		{`1002`, `1001`, "iopub_port"},
		{`1003`, `"1003"`, "stdin_port"},
		{`{`, ``, ""},
	} {
		_, err := ParseConnection([]byte(strings.Replace(connectionFile, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.complaint) {
			t.Errorf("%s → %s: %v", c.old, c.new, err)
		}
	}
}

func TestEndpoint(t *testing.T) {
	for _, c := range []struct{ transport, ip, network, address string }{
		{"tcp", "127.0.0.1", "tcp", "127.0.0.1:7"},
		{"tcp", "::1", "tcp", "[::1]:7"},
		{"tcp", "*", "tcp", ":7"},
		{"ipc", "/tmp/kernel", "unix", "/tmp/kernel-7"},
	} {
		network, address := Connection{Transport: c.transport, IP: c.ip}.Endpoint(7)
		if network != c.network || address != c.address {
			t.Errorf("%s %s: %s %s, want %s %s", c.transport, c.ip, network, address, c.network, c.address)
		}
	}
}

func FuzzParseConnection(f *testing.F) {
	f.Add([]byte(connectionFile))
	f.Add([]byte(`{"ip": 3}`))
	f.Fuzz(func(t *testing.T, source []byte) {
		c, err := ParseConnection(source)
		if err == nil && (c.IP == "" || c.ShellPort < 1 || c.HeartbeatPort > 65535) {
			t.Errorf("accepted %s", source)
		}
	})
}
