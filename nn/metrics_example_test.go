package nn_test

import (
	"fmt"

	"gradus/nn"
)

func ExampleConfusionMatrix() {
	scores := nn.Matrix([][]float64{{3, 1, 0}, {2, 1, 0}, {0, 4, 5}, {1, 6, 2}, {0, 1, 7}})
	labels := nn.Vector(0, 0, 1, 1, 2)
	c := nn.ConfusionMatrix(scores, labels, []string{"cat", "dog", "bird"})
	fmt.Println(c)
	fmt.Printf("accuracy %.2f, recall of dogs %.2f\n", c.Accuracy(), c.Class(1).Recall)
	// Output:
	//   true \ predicted  cat  dog  bird
	//   cat                 2    0     0
	//   dog                 0    1     1
	//   bird                0    0     1
	// accuracy 0.80, recall of dogs 0.50
}

func ExampleReport() {
	pred, target := nn.Vector(0, 1, 1, 0, 1), nn.Vector(0, 1, 0, 0, 1)
	fmt.Println(nn.Report(pred, target, []string{"ham", "spam"}))
	// Output:
	//               precision    recall  f1-score   support
	//
	//          ham       1.00      0.67      0.80         3
	//         spam       0.67      1.00      0.80         2
	//
	//     accuracy                           0.80         5
	//    macro avg       0.83      0.83      0.80         5
	// weighted avg       0.87      0.80      0.80         5
}

// One probability for each sample: a threshold makes classes of them.
func ExampleAUC() {
	p, target := nn.Vector(0.1, 0.4, 0.35, 0.8), nn.Vector(0, 0, 1, 1)
	fmt.Println("AUC", nn.AUC(p, target))
	fmt.Println("accuracy", nn.Accuracy(p.Greater(nn.Scalar(0.5)), target))
	fmt.Println(nn.ROC(p, target))
	// Output:
	// AUC 0.75
	// accuracy 0.75
	// ROC curve of 5 thresholds, AUC 0.7500
}
