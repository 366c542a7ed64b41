package nn

import (
	"fmt"
	"math"
	"slices"
)

// Reference remembers how the samples that a model was trained with were spread,
// so that one can tell later whether it still sees samples of that kind: data
// drift. Each feature's range is cut into ten bins that held equally many samples;
// the population stability index compares how many fall into each of them now:
//
//	PSI = Σ (pᵢ - qᵢ)·ln(pᵢ/qᵢ)     qᵢ the share of bin i then, pᵢ now
//
// A PSI below 0.1 is no drift to speak of, one above 0.25 is an alarm. (Siddiqi:
// Credit Risk Scorecards, 2006.)
//
// The features are the numbers of a sample; or, where it has more than 256, such
// as an image, the mean and the standard deviation of its numbers.
type Reference struct {
	Shape    []int // of a sample
	Samples  int   // how many were seen
	Features []FeatureReference
}

// FeatureReference is how one feature was spread.
type FeatureReference struct {
	Name      string
	Mean, Std float64
	// Edges are the upper bounds of all bins but the last; a value is in the first
	// bin whose edge it does not exceed.
	Edges  []float64
	Counts []int // samples in each bin
}

const (
	maxFeatures   = 256
	referenceBins = 10
	maxBins       = referenceBins + 1 // and one for what is smaller than all
)

// NewReference describes the samples of ds.
func NewReference(ds Dataset) *Reference {
	if ds == nil || ds.Len() == 0 {
		valuePanic("NewReference", "there are no samples")
	}
	indices := make([]int, ds.Len())
	for i := range indices {
		indices[i] = i
	}
	r := &Reference{}
	var columns [][]float64
	for batch := range slices.Chunk(indices, evaluationBatch) {
		x, _ := ds.Batch(batch)
		if len(x.shape) < 2 || r.Shape != nil && !slices.Equal(r.Shape, x.shape[1:]) {
			shapePanic("NewReference", "a data set gives batches [N, …] of samples of one shape", x.shape)
		}
		if r.Shape == nil {
			r.Shape = slices.Clone(x.shape[1:])
			columns = make([][]float64, r.numFeatures())
		}
		data, width := x.Data(), size(r.Shape)
		for i := range batch {
			for j, v := range r.features(data[i*width : (i+1)*width]) {
				columns[j] = append(columns[j], v)
			}
		}
	}
	r.Samples = len(indices)
	for j, values := range columns {
		r.Features = append(r.Features, newFeatureReference(r.featureName(j), values))
	}
	return r
}

func newFeatureReference(name string, values []float64) FeatureReference {
	f := FeatureReference{Name: name}
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			valuePanic("NewReference", "%s is %v in a sample", name, v)
		}
		f.Mean += v / float64(len(values))
	}
	for _, v := range values {
		f.Std += (v - f.Mean) * (v - f.Mean) / float64(len(values))
	}
	f.Std = math.Sqrt(f.Std)
	slices.Sort(values)
	for i := 1; i < referenceBins; i++ {
		f.Edges = append(f.Edges, values[i*len(values)/referenceBins])
	}
	if f.Edges[0] == values[0] { // many equal ones: what is smaller gets a bin
		f.Edges = slices.Insert(f.Edges, 0, math.Nextafter(values[0], math.Inf(-1)))
	}
	f.Edges = slices.Compact(f.Edges)
	f.Counts = make([]int, len(f.Edges)+1)
	for _, v := range values {
		f.Counts[f.Bin(v)]++
	}
	return f
}

// Bin returns the bin that v falls into.
func (f *FeatureReference) Bin(v float64) int {
	i, _ := slices.BinarySearch(f.Edges, v)
	return i
}

// PSI compares the number of samples in each bin now with those then. Half a
// sample is added to every bin, so that an empty one is not infinitely strange.
func (f *FeatureReference) PSI(counts []int) float64 {
	if len(counts) != len(f.Counts) {
		valuePanic("PSI", "%d counts for the %d bins of %s", len(counts), len(f.Counts), f.Name)
	}
	then, now := shares(f.Counts), shares(counts)
	psi := 0.0
	for i, p := range now {
		psi += (p - then[i]) * math.Log(p/then[i])
	}
	return psi
}

func shares(counts []int) []float64 {
	total := 0.5 * float64(len(counts))
	for _, n := range counts {
		total += float64(n)
	}
	s := make([]float64, len(counts))
	for i, n := range counts {
		s[i] = (float64(n) + 0.5) / total
	}
	return s
}

// PSI returns the index of every feature for a batch of samples. It means little
// below a few hundred samples.
func (r *Reference) PSI(x *Tensor) []float64 {
	if len(x.shape) == 0 || !slices.Equal(x.shape[1:], r.Shape) {
		shapePanic("PSI", "a batch of samples of the shape of the reference is expected", x.shape, r.Shape)
	}
	counts := make([][]int, len(r.Features))
	for j, f := range r.Features {
		counts[j] = make([]int, len(f.Counts))
	}
	data, width := x.Data(), size(r.Shape)
	for i := range x.shape[0] {
		for j, bin := range r.Bins(data[i*width : (i+1)*width]) {
			counts[j][bin]++
		}
	}
	psi := make([]float64, len(r.Features))
	for j := range psi {
		psi[j] = r.Features[j].PSI(counts[j])
	}
	return psi
}

// Bins returns the bin of each feature of a sample.
func (r *Reference) Bins(sample []float64) []int {
	if len(sample) != size(r.Shape) {
		shapePanic("Bins", "the sample has another size than the reference", []int{len(sample)}, r.Shape)
	}
	bins := make([]int, len(r.Features))
	for j, v := range r.features(sample) {
		bins[j] = r.Features[j].Bin(v)
	}
	return bins
}

// features are the numbers of a sample that are watched.
func (r *Reference) features(sample []float64) []float64 {
	if len(sample) <= maxFeatures {
		return sample
	}
	var mean, variance float64
	for _, v := range sample {
		mean += v / float64(len(sample))
	}
	for _, v := range sample {
		variance += (v - mean) * (v - mean) / float64(len(sample))
	}
	return []float64{mean, math.Sqrt(variance)}
}

func (r *Reference) numFeatures() int {
	if n := size(r.Shape); n <= maxFeatures {
		return n
	}
	return 2
}

func (r *Reference) featureName(j int) string {
	if size(r.Shape) > maxFeatures {
		return []string{"mean", "std"}[j]
	}
	index := make([]int, len(r.Shape))
	for axis := len(r.Shape) - 1; axis >= 0; axis-- {
		index[axis] = j % r.Shape[axis]
		j /= r.Shape[axis]
	}
	return fmt.Sprint("x", index)
}

// check reports what is wrong with a reference that was read from a file.
func (r *Reference) check() error {
	if !sensible(r.Shape) || len(r.Features) != r.numFeatures() {
		return fmt.Errorf("%d features of samples of shape %v", len(r.Features), r.Shape)
	}
	for _, f := range r.Features {
		if len(f.Counts) != len(f.Edges)+1 || len(f.Counts) > maxBins || !slices.IsSorted(f.Edges) || slices.Min(f.Counts) < 0 {
			return fmt.Errorf("feature %q has bins %v with %v samples", f.Name, f.Edges, f.Counts)
		}
	}
	return nil
}

// SetReference remembers how the samples of ds are spread, for the model's file:
// gradus serve compares with it what it is asked. It returns the model.
func (m *Model) SetReference(ds Dataset) *Model {
	m.reference = NewReference(ds)
	m.inputShape = m.reference.Shape
	return m
}

// Reference returns what SetReference or the model's file said, or nil.
func (m *Model) Reference() *Reference { return m.reference }
