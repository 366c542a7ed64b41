package ssa

import "go/types"

// An ability is a method that compiled code looks for in a value of any type.
type ability uint32

const (
	canError ability = 1 << iota
	canString
	canGoString
	canFormat
	canScan
	canUnwrap
	canUnwrapAll
	canIs
	canAs
	canTimeout
	canMIMEBundle
	canMIMEMetadata
	canIsZero
	canMarshalJSON
	canUnmarshalJSON
	canMarshalText
	canUnmarshalText
	canAppendText
	canMarshalBinary
	canUnmarshalBinary
	canGobEncode
	canGobDecode
	canMarshalXML
	canUnmarshalXML
	canMarshalXMLAttr
	canUnmarshalXMLAttr
	canLogValue
	canColorModel
	canBounds
	canAt
)

// abilities names the methods with their types.
var abilities = []struct {
	bit       ability
	method    string
	signature string
}{
	{canError, "Error", "() string"},
	{canString, "String", "() string"},
	{canGoString, "GoString", "() string"},
	{canFormat, "Format", "(fmt.State, int32)"},
	{canScan, "Scan", "(fmt.ScanState, int32) error"},
	{canUnwrap, "Unwrap", "() error"},
	{canUnwrapAll, "Unwrap", "() []error"},
	{canIs, "Is", "(error) bool"},
	{canAs, "As", "(interface {}) bool"},
	{canTimeout, "Timeout", "() bool"},
	{canMIMEBundle, "MIMEBundle", "() map[string]interface {}"},
	{canMIMEMetadata, "MIMEMetadata", "() map[string]interface {}"},
	{canIsZero, "IsZero", "() bool"},
	{canMarshalJSON, "MarshalJSON", "() ([]uint8, error)"},
	{canUnmarshalJSON, "UnmarshalJSON", "([]uint8) error"},
	{canMarshalText, "MarshalText", "() ([]uint8, error)"},
	{canUnmarshalText, "UnmarshalText", "([]uint8) error"},
	{canAppendText, "AppendText", "([]uint8) ([]uint8, error)"},
	{canMarshalBinary, "MarshalBinary", "() ([]uint8, error)"},
	{canUnmarshalBinary, "UnmarshalBinary", "([]uint8) error"},
	{canGobEncode, "GobEncode", "() ([]uint8, error)"},
	{canGobDecode, "GobDecode", "([]uint8) error"},
	{canMarshalXML, "MarshalXML", "(*xml.Encoder, xml.StartElement) error"},
	{canUnmarshalXML, "UnmarshalXML", "(*xml.Decoder, xml.StartElement) error"},
	{canMarshalXMLAttr, "MarshalXMLAttr", "(xml.Name) (xml.Attr, error)"},
	{canUnmarshalXMLAttr, "UnmarshalXMLAttr", "(xml.Attr) error"},
	{canLogValue, "LogValue", "() slog.Value"},
	{canColorModel, "ColorModel", "() color.Model"},
	{canBounds, "Bounds", "() image.Rectangle"},
	{canAt, "At", "(int, int) color.Color"},
}

// known are the abilities of a type after so many units: a later cell may add
// methods.
type known struct {
	units     int64
	abilities ability
}

// can reports whether values of the type, which are not variables, have one of
// the methods.
func (t *typ) can(a ability) bool {
	units := t.eng.units.Load()
	k := t.abilities.Load()
	if k == nil || k.units != units {
		t.eng.mu.RLock()
		k = &known{units, abilitiesOf(t.t)}
		t.eng.mu.RUnlock()
		t.abilities.Store(k)
	}
	return k.abilities&a != 0
}

func (b boxed) can(a ability) bool { return b.typ.can(a) }

// abilitiesOf looks the methods up in the method set of t.
func abilitiesOf(t types.Type) (out ability) {
	for _, a := range abilities {
		obj, _, _ := types.LookupFieldOrMethod(t, false, nil, a.method)
		if m, ok := obj.(*types.Func); ok && (namer{}).signature(m.Signature()) == a.signature {
			out |= a.bit
		}
	}
	return out
}
