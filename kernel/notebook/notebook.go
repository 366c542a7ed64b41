package notebook

import (
	"slices"

	"gradus/kernel/wire"
)

// A Notebook is what an .ipynb file holds.
type Notebook struct {
	Metadata map[string]any
	Minor    int // of the format 4; at least 5 once read
	Cells    []*Cell
	Extra    map[string]any // fields that this package does not know
}

// The types of cells.
const (
	Code     = "code"
	Markdown = "markdown"
	Raw      = "raw"
)

// A Cell is one cell of a notebook.
type Cell struct {
	ID          string
	Type        string // Code, Markdown or Raw
	Source      string
	Metadata    map[string]any
	Attachments map[string]map[string]any // file name → MIME bundle; nil when there are none
	Extra       map[string]any

	// Of code cells:
	ExecutionCount int // 0 when it has not run
	Outputs        []*Output
}

// The types of outputs.
const (
	Stream        = "stream"
	DisplayData   = "display_data"
	ExecuteResult = "execute_result"
	ErrorOutput   = "error"
)

// An Output is one thing below a code cell. Which fields count depends on its
// type.
type Output struct {
	Type string

	Name, Text string // Stream: "stdout" or "stderr", and what was written

	Data           map[string]any // DisplayData, ExecuteResult: a MIME bundle
	Metadata       map[string]any
	ExecutionCount int // ExecuteResult

	ErrName, ErrValue string // ErrorOutput
	Traceback         []string

	Extra map[string]any
}

// New returns a notebook of these cells for the gradus kernel.
func New(cells ...*Cell) *Notebook {
	return &Notebook{
		Minor: 5,
		Cells: cells,
		Metadata: map[string]any{
			"kernelspec":    map[string]any{"display_name": "Go (Gradus)", "language": "go", "name": "gradus"},
			"language_info": languageInfo(),
		},
	}
}

// languageInfo is what a front end would put there when it opens the notebook.
func languageInfo() map[string]any {
	l := wire.Go()
	return map[string]any{
		"name": l.Name, "version": l.Version, "mimetype": l.MIMEType, "file_extension": l.FileExtension,
		"pygments_lexer": l.PygmentsLexer, "codemirror_mode": l.CodeMirrorMode,
	}
}

// HasTag reports whether the cell has a tag, such as "raises-exception".
func (c *Cell) HasTag(tag string) bool {
	tags, _ := c.Metadata["tags"].([]any)
	return slices.Contains(tags, any(tag))
}
