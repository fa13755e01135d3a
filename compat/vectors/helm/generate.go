package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// coalescing has charts whose dependencies have switches, and generated trees of
// values with nulls and with tables where the other side has none.
func coalescing() ([]question, error) {
	all, err := charts("coalesce", "process")
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewSource(7))
	for i := range 60 {
		q := question{ID: fmt.Sprintf("generated %d", i), Kind: "coalesce", Files: map[string]string{}}
		chart := func(prefix, name string, children ...string) {
			q.Files[prefix+"Chart.yaml"] = "apiVersion: v2\nname: " + name + "\nversion: 1.0.0\n"
			q.Files[prefix+"values.yaml"] = block(tree(random, 3, children))
		}
		chart("", "top", "sub", "other")
		chart("charts/sub/", "sub", "leaf")
		chart("charts/sub/charts/leaf/", "leaf")
		chart("charts/other/", "other")
		for range 1 + random.Intn(2) {
			q.Values = append(q.Values, block(tree(random, 4, []string{"sub", "other"})))
		}
		all = append(all, q)
	}
	return all, nil
}

// tree is a flow mapping with few keys, so that two trees often meet.
func tree(random *rand.Rand, depth int, children []string) map[string]string {
	keys := []string{"a", "b", "c", "d", "global"}
	keys = append(keys, children...)
	m := map[string]string{}
	for _, key := range keys {
		table := random.Intn(3) > 0 && (key == "global" || len(key) > 1)
		switch {
		case random.Intn(3) == 0:
		case table:
			m[key] = flow(tree(random, depth-1, []string{"leaf"}))
		default:
			m[key] = leaf(random, depth)
		}
	}
	return m
}

func leaf(random *rand.Rand, depth int) string {
	switch random.Intn(8) {
	case 0, 1:
		return "null"
	case 2:
		return strconv.Itoa(random.Intn(9))
	case 3:
		return "text"
	case 4:
		return "[1, {x: null}]"
	case 5:
		return "{}"
	case 6:
		return "false"
	}
	if depth <= 0 {
		return `""`
	}
	return flow(tree(random, depth-2, nil))
}

func sorted(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func flow(m map[string]string) string {
	var parts []string
	for _, k := range sorted(m) {
		parts = append(parts, k+": "+m[k])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func block(m map[string]string) string {
	var b strings.Builder
	for _, k := range sorted(m) {
		b.WriteString(k + ": " + m[k] + "\n")
	}
	return b.String()
}

var operations = []string{"set", "set-string", "set-json", "set-literal", "set-file"}

// settings has the arguments of Helm's own tables and generated ones.
func settings() ([]question, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "helm.sh/helm/v4").Output()
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(strings.TrimSpace(string(out)), "pkg", "strvals")
	var arguments []string
	for _, file := range []string{"parser_test.go", "literal_parser_test.go"} {
		found, err := tableStrings(filepath.Join(folder, file))
		if err != nil {
			return nil, err
		}
		arguments = append(arguments, found...)
	}
	arguments = append(arguments, generated()...)
	var all []question
	seen := map[string]bool{}
	for _, argument := range arguments {
		if seen[argument] || len(argument) > 400 {
			continue
		}
		seen[argument] = true
		for _, op := range operations {
			all = append(all, question{ID: op + " " + argument, Kind: "set", Op: op, Args: []string{argument}})
			if op == "set" || op == "set-json" {
				all = append(all, question{
					ID: op + " over values " + argument, Kind: "set", Op: op, Args: []string{argument},
					Values: []string{"a: 1\nb: {c: [1, {d: 2}]}\nlist: [x, null, {name: n}]\nname: {first: 1}\nouter: {inner: v}\n"},
				})
			}
		}
	}
	return all, nil
}

// tableStrings are the inputs of a test's tables: its fields called str or input.
func tableStrings(path string) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return nil, err
	}
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, named := pair.Key.(*ast.Ident)
		text, literal := pair.Value.(*ast.BasicLit)
		if named && literal && text.Kind == token.STRING && (key.Name == "str" || key.Name == "input") {
			if value, err := strconv.Unquote(text.Value); err == nil {
				all = append(all, value)
			}
		}
		return true
	})
	return all, nil
}

// generated puts the grammar's tokens together at random.
func generated() []string {
	random := rand.New(rand.NewSource(11))
	tokens := []string{
		"a", "b", "name", "list", "outer", "=", "=", "=", ".", ".", ",", "[0]", "[1]", "[", "]", "{", "}", "{x,y}", "null", "true",
		"1", "-1", "0", "007", "1.5", "1e3", "\\,", "\\.", "\\", "é", " ", "\"q\"", "[2].k", "[-1]", "[70000]", "{}", "[]", `{"j":[1,2.5,null]}`, `"s"`, "9999999999999999999",
	}
	var all []string
	for range 260 {
		var b strings.Builder
		for range 2 + random.Intn(8) {
			b.WriteString(tokens[random.Intn(len(tokens))])
		}
		all = append(all, b.String())
	}
	return all
}

// ignoring asks of each set of rules which of the paths it ignores.
func ignoring() ([]question, error) {
	paths := []string{
		"Chart.yaml", "a.txt", "b.bak", "dir/", "dir/a.txt", "dir/b.bak", "dir/sub/", "dir/sub/a.txt", "templates/", "templates/a.yaml",
		"templates/.hidden", "templates/..", "templates/sub/.hidden", ".git/", ".git/config", ".DS_Store", "cargo/", "cargo/a.txt", "cargo", "mast/", "mast/a",
		"helm.txt", "mast/helm.txt", "rudder.txt", "tiller.txt", "a b", "[x]", "café", "x.y.z", "deep/er/est/file.go",
	}
	rules := []string{
		"", "# only a comment\n", "a.txt", "*.txt", "*.bak\n*.go", "dir", "dir/", "/dir", "dir/*", "dir/a.txt", "/a.txt", "/dir/a.txt", "*", "*/", "**", "**/a.txt",
		"dir/**", "!a.txt", "*.txt\n!a.txt", "!*.txt", "cargo/", "cargo", "mast/*", "?.txt", "[ab].txt", "[^a].txt", "[a-c].*", "[", "\\[x\\]", "a b", "  a.txt  ", "a.txt #x",
		".git", ".git/", ".*", "x.*.z", "er", "est/", "deep/er", "/deep", "caf?", "!dir/\n*", "helm.txt\n!mast/helm.txt", "\xef\xbb\xbfa.txt", "a.txt\r\nb.bak\r\n", "/", "//", "!", "..", "./a.txt",
	}
	var all []question
	for _, rule := range rules {
		all = append(all, question{ID: rule, Kind: "ignore", Files: map[string]string{".helmignore": rule}, Args: paths})
	}
	return all, nil
}
