// Package nn is a neural-network library to learn with: tensors, reverse-mode
// automatic differentiation, layers, losses, optimisers and a training loop,
// each small enough to read.
//
// # Tensors
//
// A [Tensor] is a row-major array of float64 with a shape. Arithmetic
// broadcasts as numpy's does, and every operation returns a new tensor:
//
//	x := nn.Matrix([][]float64{{1, 2}})
//	W := nn.Matrix([][]float64{{0.5, -1}, {2, 0.25}})
//	b := nn.Vector(0.1, -0.2)
//	y := x.MatMul(W).Add(b).ReLU()
//
// A tensor prints as numpy prints an array, with four digits:
// brackets, aligned columns, no prefix, and … for what does not fit.
//
// # Gradients
//
// Operations on a tensor marked with [Tensor.RequiresGrad] are recorded.
// [Tensor.Backward], called on a scalar, walks the record in reverse and leaves
// the derivative of that scalar in [Tensor.Grad] of every recorded tensor:
//
//	w := nn.Scalar(-3).RequiresGrad()
//	loss := w.Mul(nn.Scalar(2)).Sub(nn.Scalar(5)).Square()
//	loss.Backward()
//	w.Grad() // d loss / d w = -44
//
// [GradCheck] compares any such gradient with central differences.
//
// # Training
//
// A [Layer] maps a tensor to a tensor and lists its parameters; [Sequential]
// chains layers into a [Model]; [Model.Fit] trains it. The words for tensors and
// layers are PyTorch's, those for training are Keras's.
//
// # Errors
//
// Shapes are checked before anything is computed. Inside the mathematics an
// error is a panic whose value is a [*ShapeError], [*ValueError] or
// [*GraphError]; Fit returns it as an ordinary error.
package nn
