package lab

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A Server is a JupyterLab that runs, on 127.0.0.1.
type Server struct {
	Port  int
	Token string

	log    string
	exited chan struct{} // closed when the process has ended
	err    error         // how, once exited is closed
	cmd    *exec.Cmd
}

// URL is the address of a notebook in the server's folder, token and all; of
// JupyterLab itself when name is "".
func (s *Server) URL(name string) string {
	page := "/lab"
	if name != "" {
		page = "/lab/tree/" + name
	}
	u := url.URL{Scheme: "http", Host: s.host(), Path: page, RawQuery: "token=" + s.Token}
	return u.String()
}

func (s *Server) host() string { return fmt.Sprintf("127.0.0.1:%d", s.Port) }

// Exited is closed when the server has ended, whoever ended it.
func (s *Server) Exited() <-chan struct{} { return s.exited }

// Stop ends the server and its kernels and returns when they are gone.
func (s *Server) Stop() {
	terminate(s.cmd) // JupyterLab shuts its kernels down
	select {
	case <-s.exited:
	case <-time.After(10 * time.Second):
	}
	killGroup(s.cmd) // whatever is left of its group
	<-s.exited
}

// serve starts the command, a JupyterLab, on a folder and returns when it
// answers. A port that is taken gives way to the next one that is free.
func serve(ctx context.Context, command []string, env []string, dir string, port int, token, logPath string) (*Server, error) {
	port, err := freePort(port)
	if err != nil {
		return nil, err
	}
	log, err := os.Create(logPath)
	if err != nil {
		return nil, err
	}
	defer log.Close() // the process has its own handle
	args := append(command[1:len(command):len(command)], "--no-browser",
		"--ServerApp.ip=127.0.0.1", fmt.Sprintf("--ServerApp.port=%d", port), "--ServerApp.port_retries=0",
		"--ServerApp.root_dir="+dir)
	if os.Geteuid() == 0 {
		args = append(args, "--allow-root") // containers; the server listens on this machine only
	}
	cmd := exec.Command(command[0], args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, log, log
	ownGroup(cmd)
	cmd.Cancel = nil // only for commands that have a context
	if err := cmd.Start(); err != nil {
		return nil, &Problem{What: "JupyterLab does not start", Err: err}
	}
	s := &Server{Port: port, Token: token, log: logPath, exited: make(chan struct{}), cmd: cmd}
	go func() {
		s.err = cmd.Wait()
		close(s.exited)
	}()
	if err := s.ready(ctx); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// ready waits until the server answers with its token.
func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, 2*time.Minute, &Problem{
		What: "JupyterLab was started but does not answer", Do: "its words are in " + s.log})
	defer cancel()
	for {
		if s.answers(ctx) {
			return nil
		}
		select {
		case <-s.exited:
			return s.failure()
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (s *Server) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.host()+"/api/status", nil)
	if err != nil {
		return false
	}
	req.Header.Set("Authorization", "token "+s.Token)
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // no proxy: it is this machine
	resp, err := client.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// failure says how a server ended that nobody stopped.
func (s *Server) failure() error {
	said, _ := os.ReadFile(s.log)
	problem := &Problem{What: "JupyterLab ended", Err: s.err, Do: "its words are in " + s.log}
	if last := lastLine(string(said)); last != "" {
		problem.What += " (" + strings.TrimSpace(last) + ")"
	}
	return problem
}

// freePort returns port if nothing listens there, else the next that is free.
func freePort(port int) (int, error) {
	for p := port; p < port+100 && p < 1<<16; p++ {
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p)); err == nil {
			defer l.Close()
			return l.Addr().(*net.TCPAddr).Port, nil
		}
	}
	return 0, &Problem{What: fmt.Sprintf("no port is free from %d on", port), Do: "name another with --port"}
}
