// Package viz draws the pictures of a neural network being understood: loss
// curves that grow while a model trains, activations and gradients per layer,
// decision boundaries, loss surfaces with descent paths, heat maps, and the
// autodiff graph with data | grad in every node.
//
// Every constructor returns a [*Figure]; there is no current figure. Settings
// are chained methods, and a figure that is the value of a notebook cell shows
// itself:
//
//	viz.Function(math.Tanh, -4, 4).Names("tanh").Title("An activation")
//
// Figures are PNG images at two device pixels per CSS pixel, drawn in the
// theme that holds when they are rendered (see [SetTheme] and [ThemeFunc]).
// Input that cannot be drawn panics with an [*Error]; NaN and Inf are left out
// and the picture says so.
//
// How a picture comes to be, in the order of the files: a constructor (one
// file a plot) checks its input and fills an axes (axes.go) with marks, or
// makes another chart; figure.go renders the chart with a pen (pen.go), which
// is a theme (theme.go) at a size.
package viz
