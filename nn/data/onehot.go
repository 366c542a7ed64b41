package data

import (
	"fmt"

	"gradus/nn"
)

// OneHot returns the data set with targets [N, K] of zeros and a single one, in
// the place of the class: class 2 of 4 becomes 0 0 1 0. K is the number of Names,
// or if there are none the highest class plus one.
func (d *Data) OneHot() *Data {
	labels := d.Labels()
	classes := len(d.Names)
	if d.Names == nil {
		for _, class := range labels {
			classes = max(classes, class+1)
		}
		if classes > maxClasses {
			panic(&nn.ValueError{Op: "OneHot", Hint: fmt.Sprintf("the highest class is %d; at most %d classes are expected", classes-1, maxClasses)})
		}
	}
	y := make([]float32, len(labels)*classes)
	for i, class := range labels {
		y[i*classes+class] = 1
	}
	coded := *d
	coded.Y = nn.FromFloat32(y, len(labels), classes)
	return &coded
}
