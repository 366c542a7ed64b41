package display

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"reflect"
	"strings"
)

// MIMEBundler is what a value implements to choose its own representations:
// keys are MIME types, values are string, []byte (encoded as base64) or what
// encoding/json marshals.
type MIMEBundler interface{ MIMEBundle() map[string]any }

// MIMEMetadataer adds metadata per MIME type, such as the width and height in
// CSS pixels of an image/png.
type MIMEMetadataer interface{ MIMEMetadata() map[string]any }

// Of returns v's representations: those of its MIMEBundle method, a PNG for an
// [image.Image], the text of an error or [fmt.Stringer], the rows of a gonum
// matrix, or else v as Go syntax. There is always a text/plain. A method that panics is reported in
// the text instead of ending the cell.
func Of(v any) Bundle {
	switch v := v.(type) {
	case MIMEBundler:
		if !isNilPointer(v) {
			return ofBundler(v)
		}
	case fmt.Stringer: // image.Rectangle is an image too
	case image.Image:
		if b, ok := ofImage(v); ok {
			return b
		}
	}
	return Text(PlainText(v))
}

// Text returns a bundle that holds s as text/plain.
func Text(s string) Bundle {
	return Bundle{Data: map[string]any{"text/plain": s}, Metadata: map[string]any{}}
}

// isNilPointer tells a pointer that points nowhere, whose methods had better
// not be called.
func isNilPointer(v any) bool {
	rv := reflect.ValueOf(v)
	return rv.Kind() == reflect.Pointer && rv.IsNil()
}

// PlainText returns v as one would print it: by its Error or String method, as
// rows of numbers, or as Go syntax.
func PlainText(v any) (s string) {
	if isNilPointer(v) {
		return "nil"
	}
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprintf("%T (its text method panicked: %v)", v, r)
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case matrix:
		return matrixText(v)
	}
	return GoSyntax(v)
}

func ofBundler(v MIMEBundler) (b Bundle) {
	defer func() {
		if r := recover(); r != nil {
			b = Text(fmt.Sprintf("%T (its MIMEBundle panicked: %v)", v, r))
		}
	}()
	b = Bundle{Data: map[string]any{}, Metadata: map[string]any{}}
	for mime, data := range v.MIMEBundle() {
		b.Data[mime] = encode(mime, data)
	}
	if m, ok := v.(MIMEMetadataer); ok {
		b.Metadata = m.MIMEMetadata()
	}
	if _, ok := b.Data["text/plain"]; !ok {
		b.Data["text/plain"] = typeNameOf(v)
	}
	return b
}

// encode makes binary data a base64 string; SVG and text given as bytes are
// text already.
func encode(mime string, data any) any {
	raw, ok := data.([]byte)
	switch {
	case !ok:
		return data
	case strings.HasPrefix(mime, "text/"), strings.Contains(mime, "xml"):
		return string(raw)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

func ofImage(img image.Image) (b Bundle, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	size := img.Bounds()
	if size.Empty() {
		return Bundle{}, false
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		return Bundle{}, false
	}
	b = Text(fmt.Sprintf("%s %d×%d", typeNameOf(img), size.Dx(), size.Dy()))
	b.Data["image/png"] = encode("image/png", buf.Bytes())
	return b, true
}

// typeNameOf is the name of v's type, which a value of an interpreted type
// tells by a method TypeName.
func typeNameOf(v any) string {
	if n, ok := v.(interface{ TypeName() string }); ok {
		return n.TypeName()
	}
	return fmt.Sprintf("%T", v)
}
