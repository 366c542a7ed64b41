package lab

import (
	"encoding/json"
	"os"
)

// environ is the environment in which Gradus's own JupyterLab runs: its
// configuration, settings and kernelspecs are apart from those of any other
// Jupyter that the learner has. Kernels inherit it; [Theme] reads from it.
func (d Data) environ(token string) []string {
	return environ(map[string]string{
		"GRADUS_DATA":               string(d), // kernels keep the learner's progress in it
		"JUPYTER_CONFIG_DIR":        d.join("jupyter", "config"),
		"JUPYTER_DATA_DIR":          d.join("jupyter", "data"),
		"JUPYTER_RUNTIME_DIR":       d.join("jupyter", "runtime"),
		"JUPYTERLAB_SETTINGS_DIR":   d.join("jupyter", "settings"),
		"JUPYTERLAB_WORKSPACES_DIR": d.join("jupyter", "workspaces"),
		"IPYTHONDIR":                d.join("jupyter", "ipython"),
		"JUPYTER_CONFIG_PATH":       "",
		"JUPYTER_PATH":              "",
		"JUPYTERLAB_DIR":            "",
		"JUPYTER_TOKEN":             token, // not on the command line, which others on the machine can read
		"JUPYTER_TOKEN_FILE":        "",
		"PYTHONHOME":                "",
		"PYTHONPATH":                "",
		"PYTHONNOUSERSITE":          "1",
	})
}

// configure writes JupyterLab's configuration. The launcher offers gradus's
// kernels and no other, and no news pop-up comes up.
func (d Data) configure() error {
	for _, name := range []string{"config", "data", "runtime", "settings", "workspaces"} {
		if err := os.MkdirAll(d.join("jupyter", name), 0o700); err != nil {
			return err
		}
	}
	var allowed []string
	for _, k := range Kernels {
		allowed = append(allowed, k.Name)
	}
	config := map[string]any{
		"KernelSpecManager": map[string]any{"allowed_kernelspecs": allowed, "ensure_native_kernel": false},
		"LabApp": map[string]any{
			"news_url":                nil,
			"check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
		},
	}
	if err := writeJSON(d.join("jupyter", "config", "jupyter_lab_config.json"), config); err != nil {
		return err
	}
	defaults := map[string]any{
		"@jupyterlab/apputils-extension:notification": map[string]any{"fetchNews": "false", "checkForUpdates": false},
	}
	return writeJSON(d.join("jupyter", "config", "labconfig", "default_setting_overrides.json"), defaults)
}

func writeJSON(path string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(path, append(data, '\n'), 0o644)
}
