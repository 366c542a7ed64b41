package notebook_test

import (
	"fmt"

	"gradus/kernel/notebook"
)

// A notebook is made from cells and written as Jupyter would write it.
func ExampleNew() {
	nb := notebook.New(
		&notebook.Cell{ID: "title", Type: notebook.Markdown, Source: "# Forward"},
		&notebook.Cell{ID: "sum", Type: notebook.Code, Source: "x := 1\nx + 1"},
	)
	nb.Metadata = nil
	fmt.Printf("%s", nb.Bytes())
	// Output:
	// {
	//  "cells": [
	//   {
	//    "cell_type": "markdown",
	//    "id": "title",
	//    "metadata": {},
	//    "source": [
	//     "# Forward"
	//    ]
	//   },
	//   {
	//    "cell_type": "code",
	//    "execution_count": null,
	//    "id": "sum",
	//    "metadata": {},
	//    "outputs": [],
	//    "source": [
	//     "x := 1\n",
	//     "x + 1"
	//    ]
	//   }
	//  ],
	//  "metadata": {},
	//  "nbformat": 4,
	//  "nbformat_minor": 5
	// }
}
