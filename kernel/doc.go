// Package kernel is a Jupyter kernel free of its transport and of its engine.
// A [Transport] carries messages: sockets (package zmq) or a [Pipe] within the
// process. An [Evaluator] runs the cells.
//
// To find how a request is served, look it up in the table of handlers.go: it
// names the function, and every request has a file of its own. The life of a
// request is: Serve (kernel.go) receives it and puts it into a lane, which is a
// queue with a goroutine; bracket (handlers.go) publishes busy, calls the
// handler, sends the reply and publishes idle. Execute requests share one lane
// and wait for each other; whatever else arrives is served at once, also while
// a cell runs.
package kernel
