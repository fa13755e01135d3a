package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// Calls of these give something else each time, or depend on the machine.
var unstable = []string{
	"rand", "uuid", "gen", "shuffle", "bcrypt", "htpasswd", "now", "ago", "getHostByName", "env", "expandenv",
	"encryptAES", "derivePassword", "buildCustomCert", ".Time",
}

func isUnstable(text string) bool {
	for _, name := range unstable {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// fromSprigsTests runs every template that stands in sprig's own tests.
func fromSprigsTests(record func(string, interface{})) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/Masterminds/sprig/v3").Output()
	check(err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "*_test.go"))
	check(err)
	sort.Strings(files)
	data := map[string]interface{}{
		"top": map[string]interface{}{"NotEmpty": []interface{}{"a"}}, "dict": map[string]interface{}{"foo": "bar"},
		"Foo": "foo", "foo": "bar", "list": []interface{}{"a", "b"}, "src": map[string]interface{}{"a": 1, "b": 2},
		"dst": map[string]interface{}{"a": "one", "c": 3}, "src1": map[string]interface{}{"a": 1}, "src2": map[string]interface{}{"d": 4},
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		check(err)
		ast.Inspect(parsed, func(node ast.Node) bool {
			literal, ok := node.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			check(err)
			if strings.Contains(text, "{{") && !isUnstable(text) {
				record(text, nil)
				if strings.Contains(text, ".") {
					record(text, data)
				}
			}
			return true
		})
	}
}
