package data

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/png"
)

// What a notebook shows of images.
const (
	sheetSamples = 24
	pictureSide  = 48 // pixels that a picture is at least wide, if need be by larger ones
)

// MIMEBundle makes a notebook show, for images, what String tells and some of them,
// taken at equal distances from the whole, see [Data.Sheet].
func (d *Data) MIMEBundle() map[string]any {
	bundle := map[string]any{"text/plain": d.String()}
	shape := d.X.Shape()
	if len(shape) != 4 || shape[3] != 1 && shape[3] != 3 || d.Len() == 0 {
		return bundle
	}
	sheet := d.sample(sheetSamples).Sheet(sheetSamples)
	var b bytes.Buffer
	if err := png.Encode(&b, sheet); err != nil {
		return bundle
	}
	bundle["image/png"] = b.Bytes()
	bundle["text/html"] = fmt.Sprintf(
		`<div>%s</div><img alt="samples" width="%d" style="image-rendering:pixelated" src="data:image/png;base64,%s">`,
		html.EscapeString(d.String()), shown(sheet, shape[2]), base64.StdEncoding.EncodeToString(b.Bytes()))
	return bundle
}

// sample is n samples at equal distances, or all if there are fewer.
func (d *Data) sample(n int) *Data {
	n = min(n, d.Len())
	indices := make([]int, n)
	for i := range indices {
		indices[i] = i * d.Len() / n
	}
	return d.Take(indices)
}

// shown is how wide a sheet is shown whose pictures are so many pixels wide.
func shown(sheet image.Image, width int) int {
	return sheet.Bounds().Dx() * max(1, pictureSide/max(width, 1))
}
