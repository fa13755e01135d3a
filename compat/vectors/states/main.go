// Records what the real helmfile, 0.171 and 1.8, builds of the cases of compat/helmfile-cases, or the first line of its error.
// An error that stands empty in the file already stays so: Slipway says the same in other words.
//
//	cd compat/vectors && go run ./states BIN ../helmfile-cases FILE
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

type record struct {
	Name  string            `json:"name"`
	Rules string            `json:"rules"`
	Args  []string          `json:"args"`
	Files map[string]string `json:"files"`
	Out   *string           `json:"out,omitempty"`
	Error *string           `json:"error,omitempty"`
}

func (r record) key() string { return r.Name + " " + r.Rules + " " + strings.Join(r.Args, " ") }

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// read takes a case apart: its commands, the variables it needs, its files.
func read(path string) (commands [][]string, variables []string, files map[string]string) {
	text, err := os.ReadFile(path)
	check(err)
	files = map[string]string{}
	name := ""
	for _, line := range strings.SplitAfter(string(text), "\n") {
		plain := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(plain, "-- ") && strings.HasSuffix(plain, " --"):
			name = strings.TrimSuffix(strings.TrimPrefix(plain, "-- "), " --")
			if name != "end" {
				files[name] = ""
			}
		case name == "" && strings.HasPrefix(plain, "$ "):
			commands = append(commands, strings.Fields(plain[2:]))
		case name == "" && strings.HasPrefix(plain, "env: "):
			variables = append(variables, plain[5:])
		case name != "" && name != "end":
			files[name] += line
		}
	}
	return commands, variables, files
}

// build is the command without `build`, or nil if it is another one.
func build(command []string) []string {
	arguments, found := []string{}, false
	for _, word := range command {
		if word == "build" && !found {
			found = true
		} else {
			arguments = append(arguments, word)
		}
	}
	if !found {
		return nil
	}
	return arguments
}

func run(program, folder string, variables, arguments []string) (string, error) {
	command := exec.Command(program, append(arguments, "build")...)
	command.Dir = folder
	command.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=/root", "TZ=UTC", "NO_COLOR=1", "HELMFILE_UPGRADE_NOTICE_DISABLED=true",
	}, variables...)
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	if err := command.Run(); err != nil {
		for _, line := range strings.Split(problems.String(), "\n") {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "Building ") {
				return "", fmt.Errorf("%s", strings.TrimPrefix(line, "err: "))
			}
		}
		return "", err
	}
	return out.String(), nil
}

func main() {
	bin, cases, target := os.Args[1], os.Args[2], os.Args[3]
	emptied := map[string]bool{}
	if old, err := os.ReadFile(target); err == nil {
		for _, line := range strings.Split(strings.TrimSpace(string(old)), "\n") {
			var one record
			check(json.Unmarshal([]byte(line), &one))
			emptied[one.key()] = one.Error != nil && *one.Error == ""
		}
	}
	paths, err := filepath.Glob(filepath.Join(cases, "*.txtar"))
	check(err)
	sort.Strings(paths)
	var all bytes.Buffer
	encoder := json.NewEncoder(&all)
	encoder.SetEscapeHTML(false)
	for _, path := range paths {
		commands, variables, files := read(path)
		for _, version := range [][2]string{{"V0", "0.171.0"}, {"V1", "1.8.0"}} {
			for _, command := range commands {
				arguments := build(command)
				if arguments == nil {
					continue
				}
				one := record{Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), Rules: version[0], Args: arguments, Files: files}
				folder, err := os.MkdirTemp("", "state")
				check(err)
				for name, text := range files {
					file := filepath.Join(folder, name)
					check(os.MkdirAll(filepath.Dir(file), 0o755))
					check(os.WriteFile(file, []byte(text), 0o644))
				}
				out, problem := run(filepath.Join(bin, "helmfile-"+version[1]), folder, variables, arguments)
				check(os.RemoveAll(folder))
				if problem == nil {
					out = strings.ReplaceAll(out, folder, "/work")
					one.Out = &out
				} else {
					text := strings.ReplaceAll(problem.Error(), folder, "/work")
					if emptied[one.key()] {
						text = ""
					}
					one.Error = &text
				}
				check(encoder.Encode(one))
			}
		}
	}
	check(os.WriteFile(target, all.Bytes(), 0o644))
}
