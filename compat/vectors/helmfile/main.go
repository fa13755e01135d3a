// Records what helmfile's template functions print or say, from the real code: pkg/tmpl of the version that the module file
// pins. Each row is rendered in a folder with the same few files.
//
//	cd compat/vectors/helmfile && ./build go.mod OUTPUT && OUTPUT V1 >…/resources/vectors/functions.jsonl
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/helmfile/helmfile/pkg/filesystem"
	"github.com/helmfile/helmfile/pkg/tmpl"
)

type record struct {
	Rules    string `json:"rules"`
	Template string `json:"template"`
	Output   string `json:"output"`
	Error    string `json:"error,omitempty"`
}

func main() {
	folder, err := os.MkdirTemp("", "functions")
	check(err)
	defer os.RemoveAll(folder)
	for name, text := range files {
		path := filepath.Join(folder, name)
		check(os.MkdirAll(filepath.Dir(path), 0o755))
		check(os.WriteFile(path, []byte(text), 0o644))
	}
	check(os.Setenv("SET", "a value"))
	check(os.Setenv("EMPTY", ""))
	check(os.Unsetenv("UNSET"))
	check(os.Chdir(folder))
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, template := range templates {
		renderer := tmpl.NewFileRenderer(filesystem.DefaultFileSystem(), folder, data())
		output, err := renderer.RenderTemplateContentToString([]byte(template))
		one := record{Rules: os.Args[1], Template: template, Output: output}
		if err != nil {
			one.Output, one.Error = "", strings.ReplaceAll(err.Error(), folder, "/work")
		}
		check(encoder.Encode(one))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
