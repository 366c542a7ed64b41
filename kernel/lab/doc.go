// Package lab gives the learner a JupyterLab that knows Go: it makes a Python
// environment of its own with a pinned JupyterLab, installs the kernelspec,
// copies the lessons, starts the server and opens the browser.
//
// In the order in which [Start] uses them:
//
//	data.go         the data folder and what lies where in it
//	python.go       find a Python that JupyterLab runs on
//	environment.go  make the environment, notice a half-made one and mend it
//	binary.go       a copy of the gradus binary that stays where it is
//	kernelspec.go   the kernelspec: write, find, remove
//	settings.go     JupyterLab's own configuration, apart from any other Jupyter
//	lessons.go      the learner's folder: copy lessons, never overwrite work
//	server.go       start JupyterLab, wait until it answers, stop it
//	browser.go      open a page
//	theme.go        whether the learner's JupyterLab is light or dark
package lab
