package nn

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"math"
)

// How the heat map of a tensor is drawn.
const (
	pictureCells = 17  // elements from which there is a picture beside the numbers
	pictureSize  = 180 // pixels of the longer side of one plane, at most
	pictureCell  = 24  // pixels of a cell, at most
	picturePlane = 8   // planes side by side, at most
)

// MIMEBundle makes a notebook show the numbers as String prints them and, for a
// tensor of two axes or more that is not tiny, a heat map below: blue for negative,
// red for positive numbers, white for 0, as strong as the largest of them. Of more
// axes it shows the first planes: matrices along the last two, or the images of a
// batch [N, H, W, C].
func (t *Tensor) MIMEBundle() map[string]any {
	bundle := map[string]any{"text/plain": t.String()}
	img := t.heatMap()
	if img == nil {
		return bundle
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return bundle
	}
	bundle["text/html"] = fmt.Sprintf(
		`<pre style="margin:0;padding:0">%s</pre><div style="color:gray">shape %v, %v</div><img alt="heat map" style="image-rendering:pixelated" src="data:image/png;base64,%s">`,
		html.EscapeString(t.String()), t.shape, t.DType(), base64.StdEncoding.EncodeToString(b.Bytes()))
	return bundle
}

// heatMap draws the first planes of t, nil if it has none worth a picture.
func (t *Tensor) heatMap() image.Image {
	shape := t.shape
	channels := 1
	if n := len(shape); n >= 3 && shape[n-1] <= 4 && shape[n-2] > 4 { // channels last
		channels, shape = shape[n-1], shape[:n-1]
	}
	n := len(shape)
	if n < 2 || t.Len() < pictureCells || shape[n-1] < 2 && shape[n-2] < 2 {
		return nil
	}
	rows, cols := shape[n-2], shape[n-1]
	planes := min(size(shape[:n-2]), picturePlane)
	largest := 0.0
	for i := range planes * rows * cols * channels {
		if v := math.Abs(t.data.At(i)); v > largest && !math.IsInf(v, 0) {
			largest = v
		}
	}
	cell := max(1, min(pictureCell, pictureSize/max(rows, cols)))
	step := max(1, (max(rows, cols)+pictureSize-1)/pictureSize) // elements in a pixel of a large one
	width, height := (cols+step-1)/step*cell, (rows+step-1)/step*cell
	const gap = 4
	img := image.NewNRGBA(image.Rect(0, 0, planes*(width+gap)-gap, height))
	for p := range planes {
		for y := range height {
			for x := range width {
				at := ((p*rows+y/cell*step)*cols + x/cell*step) * channels
				img.SetNRGBA(p*(width+gap)+x, y, heat(t.data.At(at)/largest))
			}
		}
	}
	return img
}

// heat is the colour of a number from -1 to 1.
func heat(v float64) color.NRGBA {
	if math.IsNaN(v) {
		return color.NRGBA{128, 128, 128, 255}
	}
	v = max(-1, min(1, v))
	end := [3]float64{178, 24, 43} // red
	if v < 0 {
		end = [3]float64{33, 102, 172} // blue
	}
	mix := func(i int) uint8 { return uint8(247 + (end[i]-247)*math.Abs(v)) }
	return color.NRGBA{mix(0), mix(1), mix(2), 255}
}
