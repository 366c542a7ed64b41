package nn_test

import (
	"fmt"

	"gradus/nn"
)

// A layer by hand: the product, the bias, the activation.
func Example() {
	x := nn.Matrix([][]float64{{1, 2}})
	W := nn.Matrix([][]float64{{0.5, -1}, {2, 0.25}})
	b := nn.Vector(0.1, -0.2)
	fmt.Println(x.MatMul(W).Add(b).ReLU())
	// Output: [[4.6 0. ]]
}

// The derivative of (2w - 5)² at w = -3 is 2·(2w - 5)·2 = -44.
func ExampleTensor_Backward() {
	w := nn.Scalar(-3).RequiresGrad()
	loss := w.Mul(nn.Scalar(2)).Sub(nn.Scalar(5)).Square()
	loss.Backward()
	fmt.Println("loss", loss, "gradient", w.Grad())
	// Output: loss 121. gradient -44.
}

func ExampleTensor_Add() {
	column := nn.Matrix([][]float64{{0}, {10}})
	fmt.Println(column.Add(nn.Vector(1, 2, 3)))
	// Output:
	// [[ 1.  2.  3.]
	//  [11. 12. 13.]]
}

func ExampleTensor_Sum() {
	x := nn.Matrix([][]float64{{1, 2, 3}, {4, 5, 6}})
	fmt.Println(x.Sum(), x.Sum(0), x.Sum(-1))
	// Output: 21. [5. 7. 9.] [ 6. 15.]
}

// Values of very different sizes are printed in scientific form, and a big tensor
// without its middle.
func ExampleTensor_String() {
	fmt.Println(nn.Vector(1e-5, 0.5, 20))
	fmt.Println(nn.Arange(100, 1300, 1).Reshape(100, 12))
	// Output:
	// [1.e-05 5.e-01 2.e+01]
	// [[ 100.  101.  102. ...  109.  110.  111.]
	//  [ 112.  113.  114. ...  121.  122.  123.]
	//  [ 124.  125.  126. ...  133.  134.  135.]
	//  ...
	//  [1264. 1265. 1266. ... 1273. 1274. 1275.]
	//  [1276. 1277. 1278. ... 1285. 1286. 1287.]
	//  [1288. 1289. 1290. ... 1297. 1298. 1299.]]
}

func ExampleTensor_Softmax() {
	scores := nn.Vector(1000, 1001, 1002) // would overflow without the shift
	fmt.Println(scores.Softmax())
	// Output: [0.09   0.2447 0.6652]
}

func ExampleTensor_WalkGraph() {
	w := nn.Scalar(3).RequiresGrad().Named("w")
	loss := w.Mul(nn.Scalar(2)).Square()
	loss.Backward()
	loss.WalkGraph(func(id int, op, name string, shape []int, data, grad []float64, inputs []int) {
		fmt.Printf("%d %s%s data %v grad %v inputs %v\n", id, op, name, data, grad, inputs)
	})
	// Output:
	// 0 w data [3] grad [24] inputs []
	// 1  data [2] grad [] inputs []
	// 2 Mul data [6] grad [12] inputs [0 1]
	// 3 Square data [36] grad [1] inputs [2]
}

func ExampleShapeError() {
	defer func() { fmt.Println(recover().(*nn.ShapeError)) }()
	x := nn.Zeros(2, 3)
	x.MatMul(x)
	// Output: nn: MatMul: shapes [2 3] and [2 3] do not fit: inner sizes 3 and 2 differ; transpose one with .T()?
}

// The parameters of a layer can be checked like its input.
func ExampleGradCheck() {
	x, layer := nn.Randn(4, 3), nn.Linear(3, 2)
	report := nn.GradCheck(func(in ...*nn.Tensor) *nn.Tensor {
		return layer.Forward(in[0]).Tanh()
	}, x, layer.W, layer.B)
	fmt.Println(report.OK(), len(report.Analytic))
	// Output: true 3
}

func ExampleCrossEntropy() {
	scores := nn.Matrix([][]float64{{2, 1, 0}, {0, 0, 0}})
	fmt.Println(nn.CrossEntropy(scores, nn.Vector(0, 2)))
	// Output: 0.7531
}

func ExampleLinearLayer_Init() {
	model := nn.Sequential(
		nn.Linear(2, 16).Init(nn.He), nn.ReLU(),
		nn.Linear(16, 2),
	)
	fmt.Println(model)
	// Output:
	// Sequential
	//   #  layer          output  params
	//   0  Linear(2, 16)  [N 16]      48
	//   1  ReLU()         [N 16]       0
	//   2  Linear(16, 2)  [N 2]       34
	//      total                      82
}

// Optimisers work without Fit, too.
func ExampleSGD() {
	w := nn.Scalar(4).RequiresGrad()
	opt := nn.SGD(0.1).Momentum(0.5)
	for range 3 {
		w.ZeroGrad()
		w.Square().Backward()
		opt.Step([]*nn.Tensor{w})
		fmt.Println(w)
	}
	// Output:
	// 3.2
	// 2.16
	// 1.208
}

func ExampleModel_Trace() {
	model := nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
	trace := model.Trace(nn.Ones(1, 2))
	nn.MSE(trace.Output(), nn.Ones(1, 1)).Backward()
	names, values := trace.Gradients()
	for i, name := range names {
		fmt.Println(name, len(values[i]))
	}
	// Output:
	// 0 Linear(2, 3) 3
	// 1 Tanh() 3
	// 2 Linear(3, 1) 1
}
