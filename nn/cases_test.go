package nn

// gradCase is an operation, loss or layer and inputs to check its gradient at.
type gradCase struct {
	covers string // the exported name: "Tensor.Add", "Linear"
	name   string // its name in testdata/torch.json, too
	f      func(in ...*Tensor) *Tensor
	in     []*Tensor // for the gradient check; PyTorch's cases bring their own
}

// gradCases has a line or more for every exported operation, loss and layer:
// TestEveryOpHasACase fails for one that has none.
func gradCases() []gradCase {
	type ts = []*Tensor
	Seed(3)
	positive := func(shape ...int) *Tensor { return Full(0.5, shape...).Add(Rand(shape...)) }
	labels := Vector(0, 2, 1, 2)
	soft := Matrix([][]float64{{0, 1, 0}, {0.2, 0.3, 0.5}})
	return []gradCase{
		{"Tensor.Add", "Add", func(in ...*Tensor) *Tensor { return in[0].Add(in[1]) }, ts{Randn(2, 3), Randn(2, 3)}},
		{"Tensor.Add", "Add broadcast", func(in ...*Tensor) *Tensor { return in[0].Add(in[1]) }, ts{Randn(2, 1, 3), Randn(4, 1)}},
		{"Tensor.Sub", "Sub", func(in ...*Tensor) *Tensor { return in[0].Sub(in[1]) }, ts{Randn(2, 3), Randn(3)}},
		{"Tensor.Mul", "Mul", func(in ...*Tensor) *Tensor { return in[0].Mul(in[1]) }, ts{Randn(2, 3), Randn(2, 1)}},
		{"Tensor.Mul", "Mul scalar", func(in ...*Tensor) *Tensor { return in[0].Mul(in[1]) }, ts{Randn(), Randn(2, 3)}},
		{"Tensor.Div", "Div", func(in ...*Tensor) *Tensor { return in[0].Div(in[1]) }, ts{Randn(2, 3), positive(3)}},
		{"Tensor.Neg", "Neg", func(in ...*Tensor) *Tensor { return in[0].Neg() }, ts{Randn(2, 3)}},
		{"Tensor.Square", "Square", func(in ...*Tensor) *Tensor { return in[0].Square() }, ts{Randn(2, 3)}},
		{"Tensor.Sqrt", "Sqrt", func(in ...*Tensor) *Tensor { return in[0].Sqrt() }, ts{positive(2, 3)}},
		{"Tensor.Exp", "Exp", func(in ...*Tensor) *Tensor { return in[0].Exp() }, ts{Randn(2, 3)}},
		{"Tensor.Log", "Log", func(in ...*Tensor) *Tensor { return in[0].Log() }, ts{positive(2, 3)}},
		{"Tensor.Abs", "Abs", func(in ...*Tensor) *Tensor { return in[0].Abs() }, ts{Randn(2, 3)}},
		{"Tensor.Clone", "Clone", func(in ...*Tensor) *Tensor { return in[0].Clone() }, ts{Randn(2, 3)}},
		{"Tensor.Pow", "Pow 3", func(in ...*Tensor) *Tensor { return in[0].Pow(3) }, ts{Vector(-2, 0, 1.5)}},
		{"Tensor.Pow", "Pow -0.5", func(in ...*Tensor) *Tensor { return in[0].Pow(-0.5) }, ts{positive(2, 3)}},
		{"Tensor.Pow", "Pow 0", func(in ...*Tensor) *Tensor { return in[0].Pow(0) }, ts{Vector(-2, 0, 1.5)}},
		{"Tensor.ReLU", "ReLU", func(in ...*Tensor) *Tensor { return in[0].ReLU() }, ts{Randn(2, 3)}},
		{"Tensor.LeakyReLU", "LeakyReLU", func(in ...*Tensor) *Tensor { return in[0].LeakyReLU(0.1) }, ts{Randn(2, 3)}},
		{"Tensor.Sigmoid", "Sigmoid", func(in ...*Tensor) *Tensor { return in[0].Sigmoid() }, ts{Vector(-1000, -3, 0, 2, 1000)}},
		{"Tensor.Tanh", "Tanh", func(in ...*Tensor) *Tensor { return in[0].Tanh() }, ts{Vector(-1000, -3, 0, 2, 1000)}},
		{"Tensor.Softmax", "Softmax", func(in ...*Tensor) *Tensor { return in[0].Softmax() }, ts{Randn(4, 3)}},
		{"Tensor.Softmax", "Softmax large", func(in ...*Tensor) *Tensor { return in[0].Softmax() }, ts{Matrix([][]float64{{1000, 0, 999}})}},
		{"Tensor.LogSoftmax", "LogSoftmax", func(in ...*Tensor) *Tensor { return in[0].LogSoftmax() }, ts{Randn(4, 3)}},
		{"Tensor.LogSoftmax", "LogSoftmax large", func(in ...*Tensor) *Tensor { return in[0].LogSoftmax() }, ts{Matrix([][]float64{{1000, 0, 999}})}},
		{"Tensor.MatMul", "MatMul", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(2, 3), Randn(3, 4)}},
		{"Tensor.MatMul", "MatMul row", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(3), Randn(3, 4)}},
		{"Tensor.MatMul", "MatMul column", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(2, 3), Randn(3)}},
		{"Tensor.MatMul", "MatMul dot", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(3), Randn(3)}},
		{"Tensor.T", "T", func(in ...*Tensor) *Tensor { return in[0].T() }, ts{Randn(2, 3)}},
		{"Tensor.Reshape", "Reshape", func(in ...*Tensor) *Tensor { return in[0].Reshape(3, -1) }, ts{Randn(2, 6)}},
		{"Tensor.Eval", "Eval", func(in ...*Tensor) *Tensor { return in[0].Square().Eval() }, ts{Randn(6)}},
		{"Tensor.Gather", "Gather", func(in ...*Tensor) *Tensor { return in[0].Gather([]int{2, 0, 2}) }, ts{Randn(3, 2)}},
		{"Tensor.MatMul", "MatMul batch", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(2, 2, 3), Randn(2, 3, 4)}},
		{"Tensor.MatMul", "MatMul batch by matrix", func(in ...*Tensor) *Tensor { return in[0].MatMul(in[1]) }, ts{Randn(2, 2, 3), Randn(3, 4)}},
		{"Tensor.Sum", "Sum", func(in ...*Tensor) *Tensor { return in[0].Sum() }, ts{Randn(2, 3, 4)}},
		{"Tensor.Sum", "Sum 1", func(in ...*Tensor) *Tensor { return in[0].Sum(1) }, ts{Randn(2, 3, 4)}},
		{"Tensor.Sum", "Sum 0 -1", func(in ...*Tensor) *Tensor { return in[0].Sum(0, -1) }, ts{Randn(2, 3, 4)}},
		{"Tensor.Mean", "Mean", func(in ...*Tensor) *Tensor { return in[0].Mean() }, ts{Randn(2, 3, 4)}},
		{"Tensor.Mean", "Mean 0", func(in ...*Tensor) *Tensor { return in[0].Mean(0) }, ts{Randn(2, 3, 4)}},
		{"Tensor.Max", "Max", func(in ...*Tensor) *Tensor { return in[0].Max() }, ts{Randn(2, 3)}},
		{"Tensor.Max", "Max -1", func(in ...*Tensor) *Tensor { return in[0].Max(-1) }, ts{Randn(2, 3)}},

		{"MSE", "MSE", func(in ...*Tensor) *Tensor { return MSE(in[0], in[1]) }, ts{Randn(4, 2), Randn(4, 2)}},
		{"CrossEntropy", "CrossEntropy", func(in ...*Tensor) *Tensor { return CrossEntropy(in[0], labels) }, ts{Randn(4, 3)}},
		{"CrossEntropy", "CrossEntropy soft", func(in ...*Tensor) *Tensor { return CrossEntropy(in[0], soft) }, ts{Randn(2, 3)}},
		{"CrossEntropy", "CrossEntropy large", func(in ...*Tensor) *Tensor { return CrossEntropy(in[0], Vector(2)) }, ts{Randn(1, 3)}},
		{"BinaryCrossEntropy", "BinaryCrossEntropy", func(in ...*Tensor) *Tensor { return BinaryCrossEntropy(in[0], Vector(0, 1, 0.25, 1, 1)) }, ts{Randn(5)}},

		{"Linear", "layer Linear", linearOf, ts{Randn(4, 3), Randn(3, 2), Randn(2)}},
		{"Linear", "layer Linear 3-D", linearOf, ts{Randn(2, 4, 3), Randn(3, 2), Randn(2)}},
		{"ReLU", "layer ReLU", layerOf(ReLU()), ts{Randn(4, 3)}},
		{"LeakyReLU", "layer LeakyReLU", layerOf(LeakyReLU(0.2)), ts{Randn(4, 3)}},
		{"Tanh", "layer Tanh", layerOf(Tanh()), ts{Randn(4, 3)}},
		{"Sigmoid", "layer Sigmoid", layerOf(Sigmoid()), ts{Randn(4, 3)}},
		{"Softmax", "layer Softmax", layerOf(Softmax()), ts{Randn(4, 3)}},
		{"Flatten", "layer Flatten", layerOf(Flatten()), ts{Randn(2, 3, 4)}},
		{"Sequential", "Sequential", sequentialOf, ts{Randn(5, 2), Randn(2, 4), Randn(4), Randn(4, 3), Randn(3)}},
	}
}

func layerOf(l Layer) func(in ...*Tensor) *Tensor {
	return func(in ...*Tensor) *Tensor { return l.Forward(in[0]) }
}

func linearOf(in ...*Tensor) *Tensor {
	return (&LinearLayer{W: in[1], B: in[2]}).Forward(in[0])
}

func sequentialOf(in ...*Tensor) *Tensor {
	return Sequential(
		&LinearLayer{W: in[1], B: in[2]}, Tanh(),
		&LinearLayer{W: in[3], B: in[4]},
	).Forward(in[0])
}

// noGradient lists the exported functions that return a tensor and are no
// operations on their way to a loss, with the reason.
var noGradient = map[string]string{
	"Model.Saliency": "explains", "Model.IntegratedGradients": "explains", "Model.GradCAM": "explains", "Model.Occlusion": "explains",
	"Tensor.Greater": "is a step", "Tensor.GreaterEqual": "is a step", "Tensor.Less": "is a step",
	"Tensor.LessEqual": "is a step", "Tensor.Equal": "is a step", "Tensor.NotEqual": "is a step",
	"FromMat": "creates",
	"New":     "creates", "Scalar": "creates", "Vector": "creates", "Matrix": "creates",
	"Zeros": "creates", "Ones": "creates", "Full": "creates", "Eye": "creates",
	"Arange": "creates", "Linspace": "creates", "Rand": "creates", "Randn": "creates",
	"Glorot": "creates", "XavierUniform": "creates", "XavierNormal": "creates",
	"He": "creates", "HeNormal": "creates", "HeUniform": "creates",
	"LeCunNormal": "creates", "LeCunUniform": "creates", "Orthogonal": "creates",
	"Tensor.RequiresGrad": "returns its receiver", "Tensor.Named": "returns its receiver",
	"Tensor.Detach": "cuts the graph", "Tensor.NoGrad": "cuts the graph",
	"FromFloat32": "creates", "FromFloat64": "creates", "LoadNPY": "creates", "ReadNPY": "creates",
	"Tensor.CopyFrom": "returns its receiver",
	"Tensor.To":       "rounds: see TestTo",
	"Tensor.Grad":     "is the gradient",
	"Model.Predict":   "records no graph",
	"Trace.Output":    "is what Sequential's Forward returned",
	"LoadModel":       "creates", "DecodeModel": "creates",
	"Model.Probabilities": "is Sigmoid or Softmax",

	"MultiHeadAttentionLayer.Weights": "records no graph", "MultiHeadAttentionLayer.AttendWeights": "records no graph",
	"TransformerBlockLayer.Weights": "records no graph",
}
