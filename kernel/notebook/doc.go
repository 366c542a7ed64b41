// Package notebook reads and writes Jupyter notebooks (nbformat 4.5) and runs
// them without Jupyter.
//
//	notebook.go  the types: Notebook, Cell, Output
//	read.go      JSON → types; what is unknown is kept
//	write.go     types → JSON, byte for byte as Jupyter writes it
//	json.go      the layout of that JSON
//	record.go    a kernel's messages → a cell's outputs
//	run.go       run the cells of a notebook on a kernel, up to the first that fails
package notebook
