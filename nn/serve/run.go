package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Run serves h on an address such as "127.0.0.1:8080" until ctx is done. Then no
// connection is taken any more, the requests that are being answered are finished,
// and Run returns nil.
func Run(ctx context.Context, address string, h *Handler) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return Listen(ctx, listener, h)
}

// Listen is Run with a listener that is open already; it is closed in the end.
func Listen(ctx context.Context, listener net.Listener, h *Handler) error {
	address := listener.Addr()
	if tcp, ok := address.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		h.config.Log.Warn("other machines can reach this server: it has no encryption and no login", "address", address)
	}
	h.config.Log.Info("serving", "url", fmt.Sprintf("http://%s/", address), "model", h.model.GoString())
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: h.config.Timeout,
		ReadTimeout:       h.config.Timeout,
		WriteTimeout:      h.config.Timeout + predictionTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    1 << 16,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	h.Stop()
	h.config.Log.Info("stopping: the last requests are answered")
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), h.config.Timeout+predictionTime)
	defer cancel()
	err := server.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		server.Close()
		return errors.New("serve: requests were still being answered when the time for stopping was over")
	}
	return err
}

const (
	predictionTime = 50 * time.Second // the longest that a prediction may take
	idleTime       = 2 * time.Minute  // an idle connection is kept
)
