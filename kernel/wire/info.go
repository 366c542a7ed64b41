package wire

import (
	"runtime"
	"strings"
)

// KernelInfoRequest asks what kernel this is ("Kernel info").
type KernelInfoRequest struct{}

// MsgType is "kernel_info_request".
func (KernelInfoRequest) MsgType() string { return "kernel_info_request" }

// KernelInfoReply introduces the kernel ("Kernel info").
type KernelInfoReply struct {
	Status                Status       `json:"status"`
	ProtocolVersion       string       `json:"protocol_version"`
	Implementation        string       `json:"implementation"`
	ImplementationVersion string       `json:"implementation_version"`
	LanguageInfo          LanguageInfo `json:"language_info"`
	Banner                string       `json:"banner"`
	Debugger              bool         `json:"debugger"`
	HelpLinks             []HelpLink   `json:"help_links"`
}

// MsgType is "kernel_info_reply".
func (KernelInfoReply) MsgType() string { return "kernel_info_reply" }

// LanguageInfo tells a front end how to treat the code ("Kernel info").
type LanguageInfo struct {
	Name           string `json:"name"`
	Version        string `json:"version"`
	MIMEType       string `json:"mimetype"`
	FileExtension  string `json:"file_extension"`
	PygmentsLexer  string `json:"pygments_lexer"`
	CodeMirrorMode string `json:"codemirror_mode"`
}

// Go is the language of this kernel. Its version is that of the language
// (1.26), not of the toolchain (1.26.8): front ends write it into notebooks, and
// a notebook that is only opened should not change.
func Go() LanguageInfo {
	version := strings.TrimPrefix(runtime.Version(), "go")
	if parts := strings.SplitN(version, ".", 3); len(parts) == 3 {
		version = parts[0] + "." + parts[1]
	}
	return LanguageInfo{
		Name: "go", Version: version, MIMEType: "text/x-go", FileExtension: ".go", PygmentsLexer: "go", CodeMirrorMode: "go",
	}
}

// HelpLink is an entry of a front end's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}
