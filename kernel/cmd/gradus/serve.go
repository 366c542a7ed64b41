package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gradus/nn"
	modelserver "gradus/nn/serve"
)

func serveCommand() *cobra.Command {
	var config modelserver.Config
	var address, input string
	cmd := &cobra.Command{
		Use:   "serve model.safetensors",
		Short: "Answer predictions of a trained model over HTTP",
		Long: `Load a model that was saved with model.Save and answer its predictions over
HTTP until it is told to stop (Ctrl-C): then the requests that have come are
answered, and no more are taken.

  POST /predict   {"inputs": [[5.1, 3.5, 1.4, 0.2]]}, one sample or a list
  GET  /health, /ready, /metrics (for Prometheus), / (the model's card)

Only this machine can reach it, unless --addr says otherwise: there is no
encryption and no login.`,
		Example: `  gradus serve digits.safetensors
  curl -d '{"inputs": [5.1, 3.5, 1.4, 0.2]}' http://127.0.0.1:8080/predict`,
		RunE: func(cmd *cobra.Command, args []string) error {
			refuse := func(problem string) error { return &usageError{cmd.CommandPath(), errors.New(problem)} }
			if len(args) != 1 {
				return refuse("which model? One file that model.Save wrote")
			}
			if config.MaxBatch < 1 || config.MaxBody < 1 {
				return refuse("--max-batch and --max-body are at least 1")
			}
			var err error
			if config.InputShape, err = parseShape(input); err != nil {
				return refuse(err.Error())
			}
			model, err := nn.LoadModel(args[0])
			if err != nil {
				return err
			}
			config.Log = slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil))
			handler, err := newHandler(model, config)
			if err != nil {
				return err
			}
			return modelserver.Run(cmd.Context(), address, handler)
		},
	}
	f := cmd.Flags()
	f.StringVar(&address, "addr", "127.0.0.1:8080", "`ADDRESS` to listen on")
	f.IntVar(&config.MaxBatch, "max-batch", 256, "samples in a request")
	f.Int64Var(&config.MaxBody, "max-body", 8<<20, "`BYTES` in a request")
	f.StringVar(&input, "input", "", "`SHAPE` of one sample, such as 28,28,1, if the file does not say")
	f.StringSliceVar(&config.Classes, "classes", nil, "`NAMES` of the classes, separated by commas")
	f.BoolVar(&config.Regression, "regression", false, "the outputs are numbers, not scores of classes")
	return cmd
}

// newHandler makes an error of an input shape that does not fit the model.
func newHandler(model *nn.Model, config modelserver.Config) (h *modelserver.Handler, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *nn.ShapeError:
			err = fmt.Errorf("the shape of the input, %v: %w", config.InputShape, p)
		default:
			panic(p)
		}
	}()
	return modelserver.New(model, config), nil
}

// parseShape reads 28,28,1.
func parseShape(text string) ([]int, error) {
	if text == "" {
		return nil, nil
	}
	var shape []int
	for _, s := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("--input %s is no shape: sizes such as 28,28,1", text)
		}
		shape = append(shape, n)
	}
	return shape, nil
}
