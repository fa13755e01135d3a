package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	str "strings"
)

// moduleDir is where a module of the module cache lies.
func moduleDir(path string) string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path).Output()
	if err != nil {
		log.Fatal(err)
	}
	return str.TrimSpace(string(out))
}

// literals are the string literals of a Go file.
func literals(path string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		log.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil && len(text) < 2000 {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}

var tags = []string{"!!str", "!!int", "!!float", "!!bool", "!!null", "!!binary", "!!timestamp", "!!merge", "!x", "!"}

func scalarTexts() []string {
	var texts []string
	for i, s := range scalars {
		texts = append(texts, s, "a: "+s, "- "+s, "["+s+"]", "{a: "+s+"}", s+": x")
		texts = append(texts, "kind: "+s, "metadata:\n  annotations:\n    a: "+s)
		texts = append(texts, "a: "+tags[i%len(tags)]+" "+s, "a: "+tags[(i*3+1)%len(tags)]+" \""+str.ReplaceAll(s, "\"", "")+"\"")
	}
	return texts
}

func strings() []string {
	r := rand.New(rand.NewSource(11))
	texts := append([]string{}, scalars...)
	texts = append(texts, literals(filepath.Join(moduleDir("go.yaml.in/yaml/v2"), "encode_test.go"))...)
	for range 900 {
		texts = append(texts, words(r))
	}
	for range 100 {
		b := make([]byte, r.Intn(40))
		for i := range b {
			b[i] = "ab :\n\xff\xc3\xa9\x80"[r.Intn(9)]
		}
		texts = append(texts, string(b))
	}
	return texts
}

func words(r *rand.Rand) string {
	var out str.Builder
	for range r.Intn(10) {
		out.WriteString(fragments[r.Intn(len(fragments))])
	}
	return out.String()
}

func documentTexts() []string {
	r := rand.New(rand.NewSource(7))
	texts := literals(filepath.Join(moduleDir("go.yaml.in/yaml/v2"), "decode_test.go"))
	texts = append(texts, literals(filepath.Join(moduleDir("sigs.k8s.io/yaml"), "yaml_test.go"))...)
	texts = append(texts, manifests...)
	for range 1200 {
		var soup str.Builder
		for range 1 + r.Intn(13) {
			soup.WriteString(atoms[r.Intn(len(atoms))])
		}
		texts = append(texts, soup.String())
	}
	for range 900 {
		texts = append(texts, document(r))
	}
	for range 900 {
		texts = append(texts, withFaults(r, document(r)))
	}
	return texts
}

func document(r *rand.Rand) string {
	var out str.Builder
	for range 1 + r.Intn(3) {
		out.WriteString(pick(r, "a", "b", "kind", "metadata", "x") + ":" + block(r, 0, 1))
	}
	return out.String()
}

func pick(r *rand.Rand, from ...string) string { return from[r.Intn(len(from))] }

func scalar(r *rand.Rand) string {
	s := words(r)
	if r.Intn(10) < 7 {
		s = scalars[r.Intn(len(scalars))]
	}
	switch r.Intn(5) {
	case 0:
		return "'" + str.ReplaceAll(s, "'", "''") + "'"
	case 1:
		return `"` + str.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return s
}

func block(r *rand.Rand, indent, depth int) string {
	kind := r.Intn(7)
	if depth > 3 {
		kind = r.Intn(3)
	}
	var out str.Builder
	pad := func(n int) string { return str.Repeat(" ", n) }
	switch kind {
	case 0, 1, 2:
		return " " + scalar(r) + pick(r, "", "", "", " # c", "  ") + "\n"
	case 3:
		out.WriteString(pick(r, " |", " >", " |-", " >-", " |+", " >+", " |2", " |1-") + pick(r, "", "", " # c") + "\n")
		for range r.Intn(6) {
			out.WriteString(pad(indent+[]int{2, 2, 2, 2, 3, 1}[r.Intn(6)]) + pick(r, "text", "  more", "", "# no", "- x", "a: b", "\tt", "end ") + "\n")
		}
		return out.String()
	case 4:
		out.WriteString("\n")
		at := indent + []int{0, 2}[r.Intn(2)]
		for range 1 + r.Intn(3) {
			out.WriteString(pad(at) + pick(r, "- ", "-") + str.TrimLeft(block(r, indent+4, depth+1), " "))
		}
		return out.String()
	case 5:
		return " " + flow(r, 0) + "\n"
	}
	out.WriteString("\n")
	for range 1 + r.Intn(3) {
		key := pick(r, "a", "b", "c", "kind", "apiVersion", "metadata", "name", "annotations", `"q"`, "'s'", "1", "1.5", "true", "<<", "? x", "x y", "&an k", "!!str k2")
		out.WriteString(pad(indent+2) + key + ":" + block(r, indent+2, depth+1))
	}
	return out.String()
}

func flow(r *rand.Rand, depth int) string {
	kind := r.Intn(5)
	if depth > 3 {
		kind = r.Intn(2)
	}
	if kind < 2 {
		return pick(r, "a", "1", `"x"`, "'y'", "a b", "true", "~", "", "*an", "&an v", "x: y", "? k : v", "a:b", `"j":1`, ".5", "- z", "a\n  b", "#c")
	}
	open, end := "[", "]"
	if kind == 4 {
		open, end = "{", "}"
	}
	var items []string
	for range r.Intn(4) {
		key := ""
		if open == "{" {
			key = pick(r, "k: ", `"k":`, "'k': ", "k : ", "? ", "k")
		}
		items = append(items, key+flow(r, depth+1))
	}
	return open + pick(r, "", " ", "\n ") + str.Join(items, pick(r, ", ", ",", ",\n  ")) + pick(r, "", "", ",", " ") + end
}

// chartTexts are parts of the YAML files of Helm's own tests with faults in them.
func chartTexts() []string {
	r := rand.New(rand.NewSource(5))
	root := moduleDir("helm.sh/helm/v4")
	var files []string
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && (str.HasSuffix(path, ".yaml") || str.HasSuffix(path, ".golden")) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	sort.Strings(files)
	var texts []string
	for range 2400 {
		data, err := os.ReadFile(files[r.Intn(len(files))])
		if err != nil {
			log.Fatal(err)
		}
		lines := str.Split(string(data), "\n")
		if len(lines) > 14 {
			from := r.Intn(len(lines) - 12)
			lines = lines[from : from+5+r.Intn(9)]
		}
		text := str.Join(lines, "\n")
		if len(text) > 600 {
			text = text[:600]
		}
		if r.Intn(8) == 0 {
			text = str.ReplaceAll(text, "\n", "\r\n")
		}
		texts = append(texts, withFaults(r, text))
	}
	return texts
}

func withFaults(r *rand.Rand, text string) string {
	b := []byte(text)
	for range []int{0, 1, 1, 1, 2, 3}[r.Intn(6)] {
		if len(b) == 0 {
			break
		}
		i := r.Intn(len(b))
		switch r.Intn(8) {
		case 0:
			b = append(b[:i:i], b[min(len(b), i+1+r.Intn(4)):]...)
		case 1:
			b = append(append(b[:i:i], atoms[r.Intn(len(atoms))]...), b[i:]...)
		case 2:
			b[i] = " \n\t:-#\"'{}[],&*!|>%@?\\ab01"[r.Intn(26)]
		case 3:
			b[i] = byte(r.Intn(256))
		case 4, 5:
			lines := str.Split(string(b), "\n")
			n := r.Intn(len(lines))
			lines[n] = pick(r, " ", "  ", "    ", "\t", "- ", "# ") + lines[n]
			b = []byte(str.Join(lines, "\n"))
		case 6:
			lines := str.Split(string(b), "\n")
			n, m := r.Intn(len(lines)), r.Intn(len(lines))
			lines[n], lines[m] = lines[m], lines[n]
			b = []byte(str.Join(lines, "\n"))
		case 7:
			b = b[:i]
		}
	}
	return string(b)
}

func jsonTexts() []string {
	r := rand.New(rand.NewSource(3))
	var texts []string
	for range 500 {
		var soup str.Builder
		for range 1 + r.Intn(11) {
			soup.WriteString(jsonAtoms[r.Intn(len(jsonAtoms))])
		}
		texts = append(texts, soup.String())
	}
	for range 500 {
		text := jsonValue(r, 0)
		texts = append(texts, text, withFaults(r, text))
	}
	return texts
}

func jsonValue(r *rand.Rand, depth int) string {
	kind := r.Intn(8)
	if depth > 3 {
		kind = r.Intn(4)
	}
	quoted := func(s string) string {
		data, _ := json.Marshal(s)
		return string(data)
	}
	var items []string
	switch kind {
	case 0:
		return pick(r, "1", "0", "-0", "1.5", "1e21", "1e20", "123456789012", "1e-7", "1E400", "0.1", "12345678901234567890", "-1e3")
	case 1, 2:
		return quoted(scalars[r.Intn(len(scalars))])
	case 3:
		return pick(r, "true", "false", "null")
	case 4, 5:
		for range r.Intn(5) {
			key := pick(r, "a", "b", "key1", "key10", "key2", "A", "_x", "HTTP_PROXY", "HTTPS_PROXY", "1", "2", "10", "a.b", "a-b", "é", "Z9", "z09", "z9", scalars[r.Intn(len(scalars))])
			items = append(items, quoted(key)+":"+jsonValue(r, depth+1))
		}
		return "{" + str.Join(items, ",") + "}"
	}
	for range r.Intn(5) {
		items = append(items, jsonValue(r, depth+1))
	}
	return "[" + str.Join(items, ", ") + "]"
}

func tomlTexts() []string {
	r := rand.New(rand.NewSource(2))
	texts := literals(filepath.Join(moduleDir("github.com/BurntSushi/toml"), "decode_test.go"))
	for range 600 {
		var soup str.Builder
		for range 1 + r.Intn(9) {
			soup.WriteString(tomlAtoms[r.Intn(len(tomlAtoms))])
		}
		texts = append(texts, soup.String())
	}
	for range 600 {
		var lines str.Builder
		for range 1 + r.Intn(7) {
			if r.Intn(10) < 7 {
				lines.WriteString(pick(r, "a", "b", "c", "d.e", `"k"`, "t.u.v") + " = " + tomlValues[r.Intn(len(tomlValues))] + "\n")
			} else {
				lines.WriteString(pick(r, "[t]\n", "[t.u]\n", "[[x]]\n", "[[x.y]]\n", "[d]\n", "# c\n", "\n"))
			}
		}
		texts = append(texts, lines.String(), withFaults(r, lines.String()))
	}
	return texts
}
