//go:build (amd64 || arm64) && !noasm

package workers

// pause tells the processor that this is a polling loop.
func pause()
