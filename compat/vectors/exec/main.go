// Records what the real text/template makes of templates: its own tests' tables, and generated cases.
//
//	go run ./exec ROOT
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

//go:embed encode.go
var encodeSource string

//go:embed template_tables.go.txt
var templateTables string

//go:embed parse_tables.go.txt
var parseTables string

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: exec ROOT")
		os.Exit(64)
	}
	out := filepath.Join(os.Args[1], "gotemplate", "src", "test", "resources", "vectors", "exec")
	if err := os.MkdirAll(out, 0o755); err != nil {
		panic(err)
	}
	recordGoTables(out)
	recordGenerated(out)
}

// recordGoTables runs the packages' own test binaries with a file of ours laid over them.
func recordGoTables(out string) {
	temporary, err := os.MkdirTemp("", "vectors")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(temporary)
	library := filepath.Join(runtime.GOROOT(), "src", "text", "template")
	replace := map[string]string{}
	lay := func(target, source string) {
		file := filepath.Join(temporary, fmt.Sprint(len(replace), ".go"))
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			panic(err)
		}
		replace[target] = file
	}
	lay(filepath.Join(library, "zz_encode_test.go"), strings.Replace(encodeSource, "package main", "package template", 1))
	lay(filepath.Join(library, "zz_record_test.go"), templateTables)
	lay(filepath.Join(library, "parse", "zz_encode_test.go"), strings.Replace(encodeSource, "package main", "package parse", 1))
	lay(filepath.Join(library, "parse", "zz_record_test.go"), parseTables)
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		panic(err)
	}
	file := filepath.Join(temporary, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		panic(err)
	}
	command := exec.Command("go", "test", "-overlay", file, "-count=1", "-run", "^TestRecordVectors$", "text/template", "text/template/parse")
	command.Env = append(os.Environ(), "VECTORS_OUT="+out)
	command.Stdout = os.Stdout
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		panic(err)
	}
}
