package data

import (
	"bytes"
	"image/png"
)

// sheetSamples is how many samples a notebook shows.
const sheetSamples = 24

// MIMEBundle makes a notebook show, for images, what String tells and the first of
// them, see [Data.Sheet].
func (d *Data) MIMEBundle() map[string]any {
	bundle := map[string]any{"text/plain": d.String()}
	if shape := d.X.Shape(); len(shape) != 4 || shape[3] != 1 && shape[3] != 3 || d.Len() == 0 {
		return bundle
	}
	var b bytes.Buffer
	if err := png.Encode(&b, d.Sheet(sheetSamples)); err == nil {
		bundle["image/png"] = b.Bytes()
	}
	return bundle
}
