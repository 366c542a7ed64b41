package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"gradus/kernel"
	"gradus/kernel/lab"
	"gradus/kernel/wire"
	"gradus/kernel/zmq"
	"gradus/nn"
	"gradus/viz"
)

func kernelCommand() *cobra.Command {
	var file, engine string
	cmd := &cobra.Command{
		Use:   "kernel -f connection.json",
		Short: "Run the kernel that a connection file describes (Jupyter does this)",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" {
				return &usageError{cmd.CommandPath(), errors.New("a kernel needs its connection file: -f FILE")}
			}
			return serve(file, engine)
		},
	}
	cmd.Flags().StringVarP(&file, "file", "f", "", "the connection `file` that Jupyter writes")
	engineFlag(cmd, &engine)
	return cmd
}

// serve runs a kernel until its front end, or the process that started it, is
// done with it. An interrupt signal stops the cell that runs, as the message
// interrupt_request does, and not the kernel.
func serve(connectionFile, engine string) error {
	connection, err := wire.ReadConnection(connectionFile)
	if err != nil {
		return err
	}
	transport, err := zmq.Listen(connection, nil)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	ctx, stopWatching := kernel.WithParent(ctx)
	defer stopWatching()
	s, err := newSession(ctx, engine)
	if err != nil {
		transport.Close()
		return err
	}
	restore, err := s.CaptureFiles()
	if err != nil {
		transport.Close()
		return err
	}
	defer restore()
	k := newKernel(s)
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	go func() {
		for range interrupts {
			k.Interrupt()
		}
	}()
	return k.Serve(ctx, transport)
}

// newKernel puts kernel, library and plots together: an interrupt ends a
// training, and figures are light or dark as the page is.
func newKernel(s session) *kernel.Kernel {
	viz.ThemeFunc(func() viz.Theme {
		if lab.Theme() == "dark" {
			return viz.Dark
		}
		return viz.Light
	})
	return kernel.New(s, kernel.Options{
		Name:    "gradus",
		Version: version(),
		Banner:  "Gradus: Go in Jupyter, with neural networks to learn from",
		HelpLinks: []wire.HelpLink{
			{Text: "A tour of Go", URL: "https://go.dev/tour/"},
			{Text: "Go's standard library", URL: "https://pkg.go.dev/std"},
		},
		OnRun: nn.SetContext,
	})
}
