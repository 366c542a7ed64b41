// Package nn is a neural-network library to learn with and to work with: tensors,
// reverse-mode automatic differentiation, layers, losses, optimisers and a training
// loop, each small enough to read, on loops in the processor's vector instructions.
//
// # Tensors
//
// A [Tensor] is a row-major array of numbers with a shape. Arithmetic broadcasts as
// numpy's does, and every operation returns a new tensor:
//
//	x := nn.Matrix([][]float64{{1, 2}})
//	W := nn.Matrix([][]float64{{0.5, -1}, {2, 0.25}})
//	b := nn.Vector(0.1, -0.2)
//	y := x.MatMul(W).Add(b).ReLU()
//
// Tensors made from Go numbers are Float64, layers compute in Float32; [DType] says
// what happens where they meet. A tensor prints as numpy prints an array, and a
// notebook shows a heat map of it. [FromMat] and [Tensor.ToMat] lead to gonum and back,
// [LoadNPY] and [Tensor.SaveNPY] to numpy.
//
// Images are [N, H, W, C], channels last, sequences [N, T, features].
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
// [Custom] makes an operation of your own, [Grad] the function of a function's
// gradients, [Value] is the same idea for single numbers, on one page. [GradCheck]
// compares any gradient with central differences.
//
// # Training
//
// A [Layer] maps a tensor to a tensor and lists its parameters; [Sequential]
// chains layers into a [Model], [Graph] makes a layer of a plain Go function; a type of
// your own with the same two methods is as good. [Model.Fit] trains, [Model.Evaluate]
// judges, [Model.Predict] answers. The words for tensors and layers are PyTorch's, those
// for training are Keras's.
//
// # Afterwards
//
// [Model.Save] and [LoadModel] keep a model in the safetensors format, [Model.LoadTorch]
// reads PyTorch's, [Model.ExportONNX] writes ONNX. [Model.Prune] and [Model.Quantize] make
// it smaller, [Model.Saliency], [Model.IntegratedGradients], [Model.GradCAM] and
// [Model.Occlusion] ask what it looks at, [Privacy] trains so that it gives no sample
// away, [Model.Card] tells what it costs. Package serve answers requests with it.
//
// # Where to read
//
// One concept has one file, with its formula:
//
//   - tensors: tensor.go, create.go, broadcast.go, reduce.go, slice.go, print.go;
//     autodiff: op.go and autodiff.go, for single numbers value.go
//   - layers: layer.go says what one is; linear.go, conv.go, pool.go, batchnorm.go,
//     dropout.go, embedding.go, lstm.go, attention.go, transformer.go, residual.go …;
//     init.go has how parameters begin
//   - losses: mse.go, cross_entropy.go, binary_cross_entropy.go …; metrics: metrics.go,
//     confusion.go, roc.go
//   - optimisers: sgd.go, adam.go, lbfgs.go …; schedules: schedule.go, cosine.go,
//     one_cycle.go …
//   - training: fit.go is the loop, with trainer.go, evaluate.go, predict.go,
//     early_stopping.go, checkpoint.go and arena.go, the memory of a step
//   - models as files: save.go, onnx_export.go, torch.go; smaller and cheaper:
//     prune.go, quantize.go; modelcard.go says what one costs
//   - trust: privacy.go, attribution.go, drift.go
//
// # Errors
//
// Shapes are checked before anything is computed. Inside the mathematics an
// error is a panic whose value is a [*ShapeError], [*ValueError] or
// [*GraphError]; Fit returns it as an ordinary error.
package nn
