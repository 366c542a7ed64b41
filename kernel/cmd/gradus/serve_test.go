package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gradus/nn"
)

func TestServe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.safetensors")
	if err := nn.Sequential(nn.Linear(2, 3), nn.Softmax()).Save(path); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	log, stderr := io.Pipe()
	status := make(chan int)
	go func() {
		s := execute(ctx, []string{"serve", path, "--addr", "127.0.0.1:0", "--classes", "a,b,c"}, strings.NewReader(""), io.Discard, stderr)
		stderr.Close()
		status <- s
	}()
	lines := bufio.NewScanner(log)
	if !lines.Scan() {
		t.Fatal("the server says nothing")
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(lines.Text())
	if url == "" || !strings.Contains(lines.Text(), "nn.Linear(2, 3)") {
		t.Fatalf("the server says %s", lines.Text())
	}
	go io.Copy(io.Discard, log)
	r, err := http.Post(url+"predict", "application/json", strings.NewReader(`{"inputs": [1, 2]}`))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil || r.StatusCode != 200 || !regexp.MustCompile(`"class":\d,"label":"[abc]"`).Match(answer) {
		t.Errorf("%d %s, %v", r.StatusCode, answer, err)
	}
	http.DefaultClient.CloseIdleConnections()
	stop()
	if s := <-status; s != 0 {
		t.Errorf("the server stops with status %d", s)
	}
}

func TestServeRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.safetensors")
	if err := nn.Sequential(nn.Linear(2, 3)).Save(path); err != nil {
		t.Fatal(err)
	}
	for command, want := range map[string]string{
		"serve":                             "which model?",
		"serve a b":                         "which model?",
		"serve a --max-batch 0":             "--max-batch and --max-body are at least 1",
		"serve a --input 28,x":              "--input 28,x is no shape",
		"serve no-such-file":                "no-such-file",
		"serve serve.go":                    "no safetensors file",
		"serve " + path + " --input 3":      "layer 0 Linear(2, 3)",
		"serve " + path + " --addr 1.1.1.1": "missing port",
	} {
		status, _, stderr := gradus(t, strings.Fields(command)...)
		if status == 0 || !strings.Contains(stderr, want) {
			t.Errorf("gradus %s: status %d\n%s\nwant %q", command, status, stderr, want)
		}
	}
}
