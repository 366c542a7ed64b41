package wire

// Positions in code count unicode code points, in every message.

// CompleteRequest asks what may stand at the cursor ("Completion").
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"`
}

// MsgType is "complete_request".
func (CompleteRequest) MsgType() string { return "complete_request" }

// CompleteReply lists the matches, each of which replaces the code from
// CursorStart to CursorEnd ("Completion").
type CompleteReply struct {
	Status      Status           `json:"status"`
	Matches     []string         `json:"matches"`
	CursorStart int              `json:"cursor_start"`
	CursorEnd   int              `json:"cursor_end"`
	Metadata    CompleteMetadata `json:"metadata"`
}

// MsgType is "complete_reply".
func (CompleteReply) MsgType() string { return "complete_reply" }

// CompleteMetadata describes the matches. Front ends show the kind as an icon
// and the signature beside the text.
type CompleteMetadata struct {
	Types []CompletionType `json:"_jupyter_types_experimental,omitempty"`
}

// CompletionType describes one match.
type CompletionType struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Type      string `json:"type"`
	Signature string `json:"signature"`
}

// InspectRequest asks about the name at the cursor ("Introspection").
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"`
	DetailLevel int    `json:"detail_level"` // 0: documentation; 1: source as well
}

// MsgType is "inspect_request".
func (InspectRequest) MsgType() string { return "inspect_request" }

// InspectReply documents the name; Data is empty when it is not Found
// ("Introspection").
type InspectReply struct {
	Status Status `json:"status"`
	Found  bool   `json:"found"`
	Bundle
}

// MsgType is "inspect_reply".
func (InspectReply) MsgType() string { return "inspect_reply" }

// IsCompleteRequest asks whether the code would run as it stands ("Code
// completeness").
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// MsgType is "is_complete_request".
func (IsCompleteRequest) MsgType() string { return "is_complete_request" }

// IsCompleteReply says "complete", "incomplete", "invalid" or "unknown"
// ("Code completeness").
type IsCompleteReply struct {
	Status Status `json:"status"`
	Indent string `json:"indent"` // of the next line, when incomplete
}

// MsgType is "is_complete_reply".
func (IsCompleteReply) MsgType() string { return "is_complete_reply" }
