"""Executes notebooks through nbclient, each on a kernel of its own, and writes
them with their outputs to another folder: execute.py KERNEL TO NOTEBOOK..."""

import pathlib
import sys

import nbclient
import nbformat

kernel, to = sys.argv[1], pathlib.Path(sys.argv[2])
for path in map(pathlib.Path, sys.argv[3:]):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    nbclient.NotebookClient(notebook, timeout=120, kernel_name=kernel).execute()
    nbformat.validate(notebook)
    nbformat.write(notebook, to / path.name)
