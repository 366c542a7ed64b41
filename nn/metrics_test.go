package nn

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestMetricsAgainstScikitLearn(t *testing.T) {
	for _, c := range readDump("metrics.json") {
		t.Run(c.Name, func(t *testing.T) {
			target, out := c.Inputs["target"].tensor(), c.Outputs
			same := func(name string, got ...float64) {
				t.Helper()
				sameTensor(t, name, Vector(got...), Vector(out[name].Data...))
			}
			switch {
			case out["auc"].Data != nil:
				score := c.Inputs["score"].tensor()
				curve := ROC(score, target)
				same("auc", AUC(score, target))
				same("auc", AUC(score.Reshape(-1, 1), target))
				same("fpr", curve.FPR...)
				same("tpr", curve.TPR...)
				same("thresholds", curve.Thresholds[1:]...)
				if !math.IsInf(curve.Thresholds[0], 1) {
					t.Errorf("the first threshold is %v", curve.Thresholds[0])
				}
			case out["macro"].Data != nil:
				same("macro", AUC(c.Inputs["score"].tensor(), target))
			case out["y"].Data != nil:
				same("y", TopK(c.Inputs["score"].tensor(), target, c.whole("k", 0)))
			case out["confusion"].Data != nil:
				pred := c.Inputs["pred"].tensor()
				m := ConfusionMatrix(pred, target, nil)
				sameTensor(t, "confusion", Matrix(m.Rows()), out["confusion"].tensor())
				var p, r, f, s []float64
				for i := range m.Counts {
					class := m.Class(i)
					p, r, f, s = append(p, class.Precision), append(r, class.Recall), append(f, class.F1), append(s, float64(class.Support))
				}
				same("precision", p...)
				same("recall", r...)
				same("f1", f...)
				same("support", s...)
				same("accuracy", m.Accuracy())
				same("accuracy", Accuracy(pred, target))
				same("macroPrecision", m.Macro().Precision)
				same("macroRecall", m.Macro().Recall)
				same("macroF1", m.Macro().F1)
				same("weightedF1", m.Weighted().F1)
			default:
				t.Error("is of no metric here")
			}
		})
	}
}

// classification_report(t, p, target_names=…) of scikit-learn 1.9, but for the line
// break at its end.
func TestReportPrintsAsScikitLearn(t *testing.T) {
	target, pred := Vector(0, 1, 2, 2, 1, 0, 2, 1, 0, 2), Vector(0, 2, 2, 2, 1, 0, 1, 1, 0, 0)
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"setosa", "versicolor", "virginica"}, `
              precision    recall  f1-score   support

      setosa       0.75      1.00      0.86         3
  versicolor       0.67      0.67      0.67         3
   virginica       0.67      0.50      0.57         4

    accuracy                           0.70        10
   macro avg       0.69      0.72      0.70        10
weighted avg       0.69      0.70      0.69        10`},
		{[]string{"a", "b", "a very long class name"}, `
                        precision    recall  f1-score   support

                     a       0.75      1.00      0.86         3
                     b       0.67      0.67      0.67         3
a very long class name       0.67      0.50      0.57         4

              accuracy                           0.70        10
             macro avg       0.69      0.72      0.70        10
          weighted avg       0.69      0.70      0.69        10`},
	} {
		if got := Report(pred, target, c.names).String(); got != c.want[1:] {
			t.Errorf("got\n%s\nwant%s", got, c.want)
		}
	}
}

// Scores and classes, indices and one-hot rows, batches and sequences are the same.
func TestMetricsOfAllKindsOfTargets(t *testing.T) {
	scores := Matrix([][]float64{{3, 1, 2}, {0, 5, 4}, {1, 2, 9}, {7, 8, 0}})
	labels, predicted := Vector(0, 2, 2, 1), Vector(0, 1, 2, 1)
	oneHot := Matrix([][]float64{{1, 0, 0}, {0, 0, 1}, {0, 0, 1}, {0, 1, 0}})
	for name, got := range map[string]float64{
		"scores, labels":     Accuracy(scores, labels),
		"scores, one-hot":    Accuracy(scores.To(Float32), oneHot),
		"classes, labels":    Accuracy(predicted, labels),
		"column, labels":     Accuracy(predicted.Reshape(4, 1), labels),
		"classes, column":    Accuracy(predicted, labels.Reshape(4, 1)),
		"sequences":          Accuracy(scores.Reshape(2, 2, 3), labels.Reshape(2, 2)),
		"sequences, classes": Accuracy(predicted.Reshape(2, 2), labels.Reshape(2, 2)),
		"top 1":              TopK(scores, oneHot, 1),
	} {
		if got != 0.75 {
			t.Errorf("%s: %v, want 0.75", name, got)
		}
	}
	if got := TopK(scores, labels, 2); got != 1 {
		t.Errorf("top 2: %v", got)
	}
	if got := TopK(Matrix([][]float64{{1, 1}, {1, 1}, {nan, 0}}), Vector(0, 1, 0), 1); got != 1./3 {
		t.Errorf("of equal scores the first counts, NaN never: %v", got)
	}
	if got := AUC(Matrix([][]float64{{0.8, 0.2}, {0.4, 0.6}, {0.3, 0.7}}), Vector(0, 1, 1)); got != 1 {
		t.Errorf("AUC of two columns: %v", got)
	}
}

func TestConfusionMatrix(t *testing.T) {
	c := ConfusionMatrix(Vector(0, 1, 1, 0), Vector(0, 1, 0, 0), []string{"cat", "dog", "bird"})
	want := `
  true \ predicted  cat  dog  bird
  cat                 2    1     0
  dog                 0    1     0
  bird                0    0     0`[1:]
	if c.String() != want {
		t.Errorf("got\n%s\nwant\n%s", c, want)
	}
	sameTensor(t, "shares", Matrix(c.Shares()), Matrix([][]float64{{2. / 3, 1. / 3, 0}, {0, 1, 0}, {0, 0, 0}}))
	if m := c.Macro(); m.Precision != 0.75 || m.Support != 4 { // birds do not occur
		t.Errorf("macro %+v", m)
	}
}

func TestMetricErrors(t *testing.T) {
	for want, f := range map[string]func(){
		"nn: Accuracy: shapes [2 3] and [3] do not fit: predictions must be scores [N, C] or classes [N]":        func() { Accuracy(Zeros(2, 3), Zeros(3)) },
		"nn: Accuracy: shapes [0] and [0] do not fit: there are no samples":                                      func() { Accuracy(Zeros(0), Zeros(0)) },
		"nn: Accuracy: prediction 0.3 of sample 1 is no class index; for one score or probability a sample give": func() { Accuracy(Vector(0, 0.3), Vector(0, 1)) },
		"nn: Accuracy: target -1 of sample 0 is no class index":                                                  func() { Accuracy(Zeros(2, 3), Vector(-1, 1)) },
		"nn: TopK: k is 4: there are 3 classes":                                                                  func() { TopK(Zeros(2, 3), Vector(0, 1), 4) },
		"nn: TopK: shape [2] does not fit: predictions must be scores [N, C]":                                    func() { TopK(Zeros(2), Vector(0, 1), 1) },
		"nn: ConfusionMatrix: there are 3 classes, but 2 names":                                                  func() { ConfusionMatrix(Vector(0, 1), Vector(0, 2), []string{"a", "b"}) },
		"nn: ROC: target 2 of sample 1: the classes are 0 and 1":                                                 func() { ROC(Zeros(2), Vector(0, 2)) },
		"nn: ROC: all 2 samples are of one class: a curve needs both":                                            func() { ROC(Zeros(2), Vector(1, 1)) },
		"nn: ROC: the score of sample 1 is NaN":                                                                  func() { ROC(Vector(0, nan), Vector(1, 0)) },
		"nn: ROC: shapes [2] and [3] do not fit":                                                                 func() { ROC(Zeros(2), Zeros(3)) },
		"nn: AUC: the target has class 3, the scores have 3":                                                     func() { AUC(Zeros(2, 3), Vector(0, 3)) },
	} {
		if got := fmt.Sprint(panicOf(f)); !strings.HasPrefix(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
