// Command helmcli records what the real helm prints. It reads cases from a JSON file, runs the helm
// binary on each in a folder of its own, and writes their outputs into the same file:
//
//	go run ./helmcli ~/.cache/slipway-compat/bin/helm-4.3.1 ../../chart/src/test/resources/vectors/lint.json
//
// The folder's path is replaced by $DIR, so that results do not depend on it.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// When a lock was made says nothing about helm.
var generated = regexp.MustCompile(`(?m)^generated: .*$`)

type testCase struct {
	Name string `json:"name"`
	// Files of the working folder.
	Files map[string]string `json:"files"`
	// Folders that have no files.
	Folders []string `json:"folders,omitempty"`
	// Before are commands to run first, whose output does not count.
	Before [][]string `json:"before,omitempty"`
	Args   []string   `json:"args"`
	// Show names files whose content is part of the result.
	Show   []string          `json:"show,omitempty"`
	Stdout string            `json:"stdout"`
	Stderr string            `json:"stderr"`
	Code   int               `json:"code"`
	Shown  map[string]string `json:"shown,omitempty"`
}

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: helmcli HELM FILE"))
	}
	helm, file := os.Args[1], os.Args[2]
	data, err := os.ReadFile(file)
	fail(err)
	var cases []*testCase
	fail(json.Unmarshal(data, &cases))
	for _, c := range cases {
		record(helm, c)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	fail(encoder.Encode(cases))
	fail(os.WriteFile(file, out.Bytes(), 0o644))
}

func record(helm string, c *testCase) {
	temp, err := os.MkdirTemp("", "helmcli")
	fail(err)
	defer os.RemoveAll(temp)
	dir, err := filepath.EvalSymlinks(temp)
	fail(err)
	for name, content := range c.Files {
		path := filepath.Join(dir, name)
		fail(os.MkdirAll(filepath.Dir(path), 0o755))
		fail(os.WriteFile(path, []byte(content), 0o644))
	}
	for _, name := range c.Folders {
		fail(os.MkdirAll(filepath.Join(dir, name), 0o755))
	}
	for _, args := range c.Before {
		if _, stderr, code := run(helm, dir, args); code != 0 {
			fail(fmt.Errorf("%s: %v: %s", c.Name, args, stderr))
		}
	}
	stdout, stderr, code := run(helm, dir, c.Args)
	c.Stdout = strings.ReplaceAll(stdout, dir, "$DIR")
	c.Stderr = strings.ReplaceAll(stderr, dir, "$DIR")
	c.Code = code
	c.Shown = nil
	for _, name := range c.Show {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			content = []byte("missing")
		}
		if c.Shown == nil {
			c.Shown = map[string]string{}
		}
		text := strings.ReplaceAll(string(content), dir, "$DIR")
		c.Shown[name] = generated.ReplaceAllString(text, "generated: $$TIME")
	}
}

func run(helm, dir string, args []string) (string, string, int) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(helm, args...)
	command.Dir = dir
	command.Stdout, command.Stderr = &stdout, &stderr
	command.Env = []string{"HOME=" + dir + "/home", "PATH=" + os.Getenv("PATH")}
	err := command.Run()
	if err != nil && command.ProcessState == nil {
		fail(err)
	}
	return stdout.String(), stderr.String(), command.ProcessState.ExitCode()
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
