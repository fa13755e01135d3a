package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"text/template"
)

// The data of the generated cases; the Java test reads it from the first line.
var values = map[string]any{
	"s": "héllo", "empty": "", "i": 7, "i64": int64(9), "i32": int32(-5), "u8": uint8(200), "u": uint(3),
	"f": 2.5, "big": 1e21, "mil": 3.1536e+07, "f32": float32(0.1), "b": true, "no": false, "zero": 0, "nil": nil,
	"list":  []any{1, "two", 3.0, nil, true, map[string]any{"a": 1}, []any{"x"}},
	"elist": []any{}, "strs": []string{"a", "b", "c"}, "ints": []int{3, 1, 2},
	"m":  map[string]any{"a": 1, "b": map[string]any{"c": "deep", "n": nil}, "Z": "upper", "k10": 10, "k2": 2},
	"em": map[string]any{}, "ms": map[string]string{"k": "v", "j": "w"}, "mi": map[string]int{"one": 1},
	"bytes": []byte("hi\xff"), "nm": map[string]any(nil), "maps": []map[string]any{{"a": "p"}, {"b": "q"}},
	"raw": "a\xffb", "html": "<a href=\"x\">&'</a>", "name": "name", "lines": "one\ntwo\n",
}

func functions(t *template.Template) template.FuncMap {
	return template.FuncMap{
		"str":     func(s string) string { return "<" + s + ">" },
		"num":     func(i int) int { return i + 1 },
		"flt":     func(f float64) float64 { return f / 2 },
		"pass":    func(v any) any { return v },
		"list":    func(v ...any) []any { return v },
		"dict":    func(m map[string]any) int { return len(m) },
		"strs":    func(s ...string) string { return strings.Join(s, "+") },
		"two":     func(a string, b int) string { return fmt.Sprint(a, b) },
		"mixed":   func(a int, rest ...string) string { return fmt.Sprint(a, len(rest)) },
		"fail":    func(s string) (string, error) { return "", errors.New(s) },
		"boom":    func() string { panic("boom!") },
		"nothing": func() any { return nil },
		"nomap":   func() map[string]any { return nil },
		"i64":     func(i int64) int64 { return i },
		"u8":      func(u uint8) uint8 { return u },
		"yes":     func(b bool) bool { return b },
		"include": func(name string, data any) (string, error) {
			var b strings.Builder
			err := t.ExecuteTemplate(&b, name, data)
			return b.String(), err
		},
	}
}

type generator struct {
	*rand.Rand
	vars  []string
	loops int
	depth int
}

func (g *generator) pick(choices ...string) string { return choices[g.IntN(len(choices))] }

func (g *generator) field() string {
	return g.pick(".s", ".empty", ".i", ".i64", ".i32", ".u8", ".u", ".f", ".big", ".mil", ".f32", ".b", ".no", ".zero", ".nil", ".list", ".elist",
		".strs", ".ints", ".m", ".em", ".ms", ".mi", ".bytes", ".nm", ".maps", ".raw", ".html", ".name", ".lines", ".missing", ".m.a", ".m.b", ".m.b.c",
		".m.b.n", ".m.b.n.x", ".m.x", ".m.x.y", ".ms.k", ".ms.x", ".ms.x.y", ".mi.one", ".mi.two", ".s.x", ".list.x", ".nil.x", ".missing.x", ".nm.x",
		".", "$", "$.s", "$.m.b.c", "$.i", "$.missing.y")
}

func (g *generator) constant() string {
	return g.pick("1", "0", "-3", "2.5", "1e3", "0x1F", "0b11", "0o17", "'a'", "'\\n'", `"text"`, "`raw`", `"k"`, `"a"`, "true", "false", "nil", "1_000",
		`"é"`, "0x1p4", "9223372036854775807", "9223372036854775808", "'x'", `"%v|"`, `"%d %s"`, `"%5.2f"`, `"%q"`, `"%T"`)
}

func (g *generator) operand() string {
	if g.depth > 3 {
		return g.field()
	}
	switch g.IntN(12) {
	case 0, 1, 2, 3:
		return g.field()
	case 4, 5, 6:
		return g.constant()
	case 7:
		if len(g.vars) > 0 {
			v := g.vars[g.IntN(len(g.vars))]
			if g.IntN(4) == 0 {
				v += g.pick(".a", ".x", ".b.c")
			}
			return v
		}
		return g.field()
	case 8, 9, 10:
		g.depth++
		defer func() { g.depth-- }()
		inner := "(" + g.pipeline() + ")"
		if g.IntN(5) == 0 {
			inner += g.pick(".a", ".b.c", ".x")
		}
		return inner
	default:
		return g.pick("nothing", "nomap", "boom", "nothing.x", "nomap.x")
	}
}

func (g *generator) call() string {
	name := g.pick("len", "index", "index", "slice", "print", "println", "printf", "html", "js", "urlquery", "eq", "eq", "ne", "lt", "le", "gt", "ge",
		"and", "or", "not", "call", "str", "num", "flt", "pass", "list", "dict", "strs", "two", "mixed", "fail", "i64", "u8", "yes", "include")
	counts := map[string]int{"len": 1, "index": 2, "slice": 2, "not": 1, "str": 1, "num": 1, "flt": 1, "pass": 1, "dict": 1, "two": 2, "fail": 1,
		"i64": 1, "u8": 1, "yes": 1, "include": 2}
	n, ok := counts[name]
	if !ok {
		n = 1 + g.IntN(3)
	}
	switch g.IntN(12) {
	case 0:
		n++
	case 1:
		n--
	}
	parts := []string{name}
	for i := 0; i < n; i++ {
		switch {
		case name == "include" && i == 0 && g.IntN(8) > 0:
			parts = append(parts, g.pick(`"a"`, `"b"`, `"rec"`, `"none"`))
		case name == "printf" && i == 0 && g.IntN(4) > 0:
			parts = append(parts, g.pick(`"%v"`, `"%d-%s"`, `"%q"`, `"%5v|"`, `"%x"`, `"%T"`, `"%%"`, `"%.3s"`))
		case name == "fail" && g.IntN(3) > 0:
			parts = append(parts, `"no luck"`)
		case (name == "index" || name == "slice") && i > 0 && g.IntN(4) > 0:
			parts = append(parts, g.pick("0", "1", "2", "9", "-1", `"a"`, `"k"`, ".i", ".u"))
		default:
			parts = append(parts, g.operand())
		}
	}
	return strings.Join(parts, " ")
}

func (g *generator) command() string {
	switch g.IntN(5) {
	case 0, 1, 2:
		return g.call()
	case 3:
		return g.field()
	}
	return g.operand()
}

func (g *generator) pipeline() string {
	pipe := g.command()
	for g.IntN(4) == 0 {
		pipe += " | " + g.pick("len", "str", "print", "printf \"%v\"", "num", "not", "pass", "index", "html", "and .b", "or .no", "eq 1", "eq \"a\"",
			"list", "strs \"z\"", "two \"q\"", "two", "mixed 1", "dict", ".s", ".m.x", "nothing", "println", "js", "call", "yes", "flt")
	}
	return pipe
}

func (g *generator) body() string {
	if g.depth > 3 {
		return "t"
	}
	g.depth++
	defer func() { g.depth-- }()
	mark := len(g.vars)
	var b strings.Builder
	for range 1 + g.IntN(3) {
		b.WriteString(g.statement())
	}
	g.vars = g.vars[:mark]
	return b.String()
}

func (g *generator) open() string  { return g.pick("{{", "{{", "{{", "{{- ") }
func (g *generator) close() string { return g.pick("}}", "}}", "}}", " -}}") }

func (g *generator) statement() string {
	l, r := g.open(), g.close()
	switch g.IntN(16) {
	case 0, 1:
		return g.pick(" text ", "\n", "é\n  ", "\tx", "- ")
	case 2, 3, 4, 5, 6:
		return l + g.pipeline() + r
	case 7:
		v := "$" + g.pick("x", "y", "z")
		s := l + v + " := " + g.pipeline() + r
		g.vars = append(g.vars, v)
		return s
	case 8:
		if len(g.vars) > 0 {
			return l + g.vars[g.IntN(len(g.vars))] + " = " + g.pipeline() + r
		}
		return l + "/* comment */" + r
	case 9, 10:
		s := l + "if " + g.pipeline() + r + g.body()
		if g.IntN(3) == 0 {
			s += "{{else if " + g.pipeline() + "}}" + g.body()
		}
		if g.IntN(2) == 0 {
			s += "{{else}}" + g.body()
		}
		return s + "{{end}}"
	case 11:
		s := l + "with " + g.pick("", "$w := ") + g.pipeline() + r + g.body()
		if g.IntN(2) == 0 {
			s += "{{else}}" + g.body()
		}
		return s + "{{end}}"
	case 12, 13:
		return g.loop(l, r)
	case 14:
		return l + "template " + g.pick(`"a"`, `"b"`, `"a"`, `"none"`) + " " + g.pick("", ".", ".m", g.pipeline()) + r
	}
	if g.loops > 0 {
		return l + g.pick("break", "continue") + r
	}
	return "{{.s}}"
}

func (g *generator) loop(l, r string) string {
	over := g.pick(".list", ".strs", ".ints", ".m", ".ms", ".mi", ".elist", ".em", ".nm", ".i", ".u8 | print | len", ".bytes", ".maps", "3", ".nil", ".s", ".f",
		".m.b", g.pipeline())
	// A range over such a number would not end.
	over = strings.ReplaceAll(over, "9223372036854775807", "3")
	mark := len(g.vars)
	s := l + "range "
	switch g.IntN(4) {
	case 0:
		s += "$e := "
		g.vars = append(g.vars, "$e")
	case 1:
		s += "$k, $e := "
		g.vars = append(g.vars, "$k", "$e")
	case 2:
		if mark > 0 {
			s += g.vars[g.IntN(mark)] + " = "
		}
	}
	g.loops++
	s += over + r + g.body()
	g.loops--
	if g.IntN(3) == 0 {
		s += "{{else}}" + g.body()
	}
	g.vars = g.vars[:mark]
	return s + "{{end}}"
}

const definitions = `{{define "a"}}[{{.}}]{{end}}{{define "b"}}{{.a}}{{template "a" .b}}{{end}}{{define "rec"}}{{with .b}}({{include "rec" .}}){{else}}{{.x.y}}{{end}}{{end}}`

func recordGenerated(out string) {
	r := newRecorder(filepath.Join(out, "generated.jsonl"))
	r.add(map[string]any{"data": encode(values), "definitions": definitions})
	g := &generator{Rand: rand.New(rand.NewPCG(20261124, 7))}
	for i := 0; i < 6000; i++ {
		g.vars, g.loops, g.depth = nil, 0, 0
		var b strings.Builder
		for range 1 + g.IntN(2) {
			b.WriteString(g.statement())
		}
		source := b.String()
		if g.IntN(12) == 0 {
			source = g.mutate(source)
		}
		option := g.pick("default", "zero", "error")
		root := template.New("root").Option("missingkey=" + option)
		root.Funcs(functions(root))
		if _, err := root.New("defs").Parse(definitions); err != nil {
			panic(err)
		}
		object := map[string]any{"text": text(source), "missingkey": option}
		_, err := root.New("t.yaml").Parse(source)
		if err == nil {
			var buffer strings.Builder
			err = root.ExecuteTemplate(&buffer, "t.yaml", values)
			if err == nil {
				object["out"] = text(buffer.String())
			}
		}
		if err != nil {
			object["err"] = text(err.Error())
			levels := []any{}
			last := ""
			for e := err; e != nil; e = errors.Unwrap(e) {
				if e.Error() != last {
					last = e.Error()
					levels = append(levels, text(last))
				}
			}
			if len(levels) > 1 {
				object["levels"] = levels
			}
		}
		r.add(object)
	}
	r.close()
}

// mutate breaks a template in one place, mostly so that it does not parse.
func (g *generator) mutate(s string) string {
	if s == "" {
		return "{{"
	}
	i := g.IntN(len(s))
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	switch g.IntN(4) {
	case 0:
		return s[:i]
	case 1:
		return s[:i] + g.pick("{{", "}}", "(", ")", "|", "\"", "`", "'", ".", "$", ":=", ",", "{{end}}", "{{else}}", "\n", "é", "\\", "0x", "-") + s[i:]
	case 2:
		j := i + 1
		for j < len(s) && s[j]&0xC0 == 0x80 {
			j++
		}
		return s[:i] + s[j:]
	}
	return strings.Replace(s, "{{", "{{\n ", 1)
}
