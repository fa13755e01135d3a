// Records what the real helmfile makes of small desired states: what it prints, which releases it takes in which order, or
// its error. It is helmfile's own command line (its package cmd) called in one process; a script that notes how it is called stands for helm.
//
//	./build 0 OUTPUT0 && ./build 1 OUTPUT1
//	OUTPUT0 first FILE...  |  OUTPUT1 second     the states of those files with what both say
//	OUTPUT0 first needs  |  OUTPUT1 second       made-up graphs of releases, the same ones at each call
//	OUTPUT0 selectors  |  OUTPUT1 selectors      selectors and labels; what both print must be the same
//
// A file of states: `=== NAME`, `$ ARGUMENTS` for each command, `env: NAME=VALUE`, then `-- PATH --` and the text of each file.
// The commands template, sync, diff and destroy are recorded as the releases that helm is called for.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"

	"github.com/helmfile/helmfile/cmd"
	"github.com/helmfile/helmfile/pkg/config"
)

// result is what helmfile makes of a command. Where it is left to chance, errors has all that came up.
type result struct {
	Out    string   `json:"out,omitempty"`
	Calls  []string `json:"calls,omitempty"`
	Errors []string `json:"errors,omitempty"`
	Code   int      `json:"code,omitempty"`
}

type run struct {
	Args []string `json:"args"`
	V0   *result  `json:"v0,omitempty"`
	// Missing where it is the same.
	V1 *result `json:"v1,omitempty"`
}

type desired struct {
	Name  string            `json:"name"`
	Env   map[string]string `json:"env,omitempty"`
	Files map[string]string `json:"files"`
	Runs  []run             `json:"runs"`
}

const helm = `#!/bin/sh
words=$*
[ "$1" = --kube-context ] && shift 2
case "$1" in
  version) echo v3.19.5+g1e2c3d4 ;;
  plugin) printf 'NAME\tVERSION\tDESCRIPTION\ndiff\t3.12.0\tPreview\n' ;;
  list) printf 'NAME\ninstalled\n' ;;
  *) echo "$words" >>"$RECORD_CALLS" ;;
esac
`

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// read takes a file of states apart.
func read(path string) []desired {
	text, err := os.ReadFile(path)
	check(err)
	var states []desired
	var now *desired
	name := ""
	if strings.HasSuffix(path, ".txtar") {
		states = append(states, desired{Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), Files: map[string]string{}})
		now = &states[0]
	}
	for _, line := range strings.SplitAfter(string(text), "\n") {
		plain := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(plain, "=== "):
			states = append(states, desired{Name: plain[4:], Files: map[string]string{}})
			now, name = &states[len(states)-1], ""
		case now == nil:
		case strings.HasPrefix(plain, "-- ") && strings.HasSuffix(plain, " --"):
			name = strings.TrimSuffix(strings.TrimPrefix(plain, "-- "), " --")
			now.Files[name] = ""
		case name == "" && strings.HasPrefix(plain, "$ "):
			now.Runs = append(now.Runs, run{Args: words(plain[2:])})
		case name == "" && strings.HasPrefix(plain, "env: "):
			key, value, _ := strings.Cut(plain[5:], "=")
			if now.Env == nil {
				now.Env = map[string]string{}
			}
			now.Env[key] = value
		case name != "" && name != "end":
			now.Files[name] += line
		}
	}
	if strings.HasSuffix(path, ".txtar") {
		reduce(&states[0])
	}
	return states
}

// reduce leaves of a case of compat/helmfile-cases what can be asked here: what is printed without a chart, a program or a
// variable that helmfile reads when it starts.
func reduce(one *desired) {
	var kept []run
	for _, each := range one.Runs {
		words := strings.Join(each.Args, " ") + " "
		if strings.Contains(words, "list ") || strings.Contains(words, "build ") && !strings.Contains(words, "--") || strings.Contains(words, "show-dag ") {
			kept = append(kept, each)
		}
	}
	one.Runs = kept
	for key := range one.Env {
		if strings.HasPrefix(key, "HELMFILE_") {
			one.Runs = nil
		}
	}
	for _, text := range one.Files {
		if strings.Contains(text, "exec ") || strings.Contains(text, "command:") {
			one.Runs = nil
		}
	}
	for _, chart := range []string{"app", "other"} {
		one.Files["charts/"+chart+"/Chart.yaml"] = "{apiVersion: v2, name: " + chart + ", version: 1.0.0}\n"
	}
}

// words splits at blanks but within single quotes.
func words(line string) []string {
	var all []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			all = append(all, part)
		} else {
			all = append(all, strings.Fields(part)...)
		}
	}
	return all
}

// play runs one command line in a folder that has the state's files.
func play(one desired, arguments []string, home string) result {
	folder, err := os.MkdirTemp("", "state")
	check(err)
	defer os.RemoveAll(folder)
	for name, text := range one.Files {
		file := filepath.Join(folder, name)
		check(os.MkdirAll(filepath.Dir(file), 0o755))
		check(os.WriteFile(file, []byte(text), 0o644))
	}
	for key, value := range one.Env {
		check(os.Setenv(key, value))
		defer os.Unsetenv(key)
	}
	calls := filepath.Join(home, "calls")
	check(os.WriteFile(calls, nil, 0o644))
	check(os.Chdir(folder))
	printed, err := os.Create(filepath.Join(home, "printed"))
	check(err)
	defer printed.Close()
	stdout := os.Stdout
	os.Stdout = printed
	err = execute(arguments)
	os.Stdout = stdout
	hidden := func(text string) string { return strings.ReplaceAll(text, folder, "/work") }
	var made result
	if err != nil {
		made.Errors, made.Code = []string{hidden(err.Error())}, 1
		if coded, is := err.(interface{ ExitCode() int }); is {
			made.Code = coded.ExitCode()
		}
		if made.Code == 0 {
			made.Errors = nil
		}
	}
	noted, err := os.ReadFile(calls)
	check(err)
	for _, line := range strings.Split(strings.TrimSpace(string(noted)), "\n") {
		if call := shown(strings.Fields(line)); call != "" {
			made.Calls = append(made.Calls, call)
		}
	}
	if made.Calls == nil && made.Errors == nil {
		text, err := os.ReadFile(filepath.Join(home, "printed"))
		check(err)
		made.Out = hidden(string(text))
	}
	return made
}

func execute(arguments []string) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	root, err := cmd.NewRootCmd(&config.GlobalOptions{LogOutput: io.Discard})
	if err != nil {
		return err
	}
	root.SetArgs(arguments)
	return root.Execute()
}

// shown is a call of helm as `+IDENTITY` for an installation or rendering, `-IDENTITY` for a removal.
func shown(call []string) string {
	if len(call) == 0 {
		return ""
	}
	sign, name, namespace, context := "", "", "", ""
	for len(call) > 2 && call[0] == "--kube-context" {
		context, call = call[1], call[2:]
	}
	switch call[0] {
	case "template", "upgrade":
		sign = "+"
	case "uninstall", "delete":
		sign = "-"
	case "diff":
		sign, call = "+", call[1:]
	default:
		return ""
	}
	for i := 1; i < len(call); i++ {
		switch {
		case call[i] == "--namespace" && i+1 < len(call):
			namespace = call[i+1]
			i++
		case call[i] == "--kube-context" && i+1 < len(call):
			context = call[i+1]
			i++
		case strings.HasPrefix(call[i], "--kube-context="):
			context = call[i][len("--kube-context="):]
		case name == "" && !strings.HasPrefix(call[i], "-"):
			name = call[i]
		}
	}
	switch {
	case context != "":
		return sign + context + "/" + namespace + "/" + name
	case namespace != "":
		return sign + namespace + "/" + name
	}
	return sign + name
}

// record plays it several times, so that what is left to chance shows.
func record(one desired, arguments []string, home string) *result {
	first := play(one, arguments, home)
	// Its library for graphs breaks where a need is stated twice.
	if len(first.Errors) > 0 && strings.Contains(first.Errors[0], "panic: invalid state") {
		return nil
	}
	times := 1
	if first.Errors != nil {
		times = 7
	}
	for range times {
		again := play(one, arguments, home)
		if reflect.DeepEqual(first, again) {
			continue
		}
		if first.Code == 0 || again.Code == 0 || first.Errors == nil || again.Errors == nil {
			fmt.Fprintf(os.Stderr, "%s %v is left to chance: %v %v\n", one.Name, arguments, first, again)
			return nil
		}
		for _, text := range again.Errors {
			at := sort.SearchStrings(first.Errors, text)
			if at == len(first.Errors) || first.Errors[at] != text {
				first.Errors = append(first.Errors, text)
				sort.Strings(first.Errors)
			}
		}
	}
	return &first
}

func main() {
	home, err := os.MkdirTemp("", "record")
	check(err)
	defer os.RemoveAll(home)
	check(os.WriteFile(filepath.Join(home, "helm"), []byte(helm), 0o755))
	for key, value := range map[string]string{
		"PATH": home + ":/usr/bin:/bin", "HOME": home, "RECORD_CALLS": filepath.Join(home, "calls"), "NO_COLOR": "1", "TZ": "UTC",
		"HELMFILE_UPGRADE_NOTICE_DISABLED": "true", "KUBECONFIG": filepath.Join(home, "none"),
	} {
		check(os.Setenv(key, value))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	write := func(one desired) {
		var kept []run
		for _, each := range one.Runs {
			if each.V0 != nil {
				kept = append(kept, each)
			}
		}
		if one.Runs = kept; kept != nil {
			check(encoder.Encode(one))
		}
	}
	switch os.Args[1] {
	case "selectors":
		selectors(encoder)
	case "first":
		var states []desired
		for _, path := range os.Args[2:] {
			if path == "needs" {
				states = append(states, graphs()...)
			} else {
				states = append(states, read(path)...)
			}
		}
		for _, one := range states {
			for i := range one.Runs {
				one.Runs[i].V0 = record(one, one.Runs[i].Args, home)
			}
			write(one)
		}
	case "second":
		lines := bufio.NewScanner(os.Stdin)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var one desired
			check(json.Unmarshal(bytes.TrimSpace(lines.Bytes()), &one))
			for i := range one.Runs {
				each := &one.Runs[i]
				each.V1 = record(one, each.Args, home)
				if each.V1 == nil {
					each.V0 = nil
				} else if reflect.DeepEqual(each.V0, each.V1) {
					each.V1 = nil
				}
			}
			write(one)
		}
		check(lines.Err())
	}
}
