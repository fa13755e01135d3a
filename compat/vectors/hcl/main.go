// Records what helmfile makes of environment values in HCL: the files of its own tests, and
// expressions one by one.
//
//	cd compat/vectors/hcl && go run . FOLDER-OF-HELMFILE >…/resources/vectors/hcl.jsonl
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.uber.org/zap"

	"github.com/helmfile/helmfile/pkg/filesystem"
	"github.com/helmfile/helmfile/pkg/hcllang"
)

type record struct {
	Files  []string `json:"files"`
	Output any      `json:"output,omitempty"`
	Error  string   `json:"error,omitempty"`
}

var suites = [][]string{
	{"values.1.hcl"}, {"cidr.hcl"}, {"override.1.hcl", "override.2.hcl"}, {"override.2.hcl", "override.1.hcl"},
	{"multi.1.hcl", "multi.2.hcl", "multi.3.hcl"}, {"dep.1.hcl", "dep.2.hcl"}, {"dep_base.hcl", "dep_override.hcl"},
	{"dep_chain_base.hcl", "dep_chain_override.hcl"},
}

var expressions = []string{
	`1`, `-1`, `1.5`, `1e3`, `0.1 + 0.2`, `1 + 2 * 3`, `(1 + 2) * 3`, `7 / 2`, `7 % 3`, `-7 % 3`, `1 / 3`, `1 / 0`, `"5" + 3`,
	`1 < 2`, `2 <= 2`, `1 == 1.0`, `1 == "1"`, `"a" == "a"`, `"a" != "b"`, `[1] == [1]`, `{a = 1} == {a = 1}`, `null == null`,
	`true && false`, `true || false`, `!true`, `!"true"`, `true ? "a" : "b"`, `false ? 1 : 2`, `1 ? 2 : 3`, `null ? 1 : 2`,
	`"a${1}b"`, `"${1}"`, `"${true}"`, `"${[1]}"`, `"x${[1]}"`, `"x${null}"`, `"$${a}"`, `"%%{a}"`, `"a\nb\t\"\\"`, `"\u00e9"`, `"\q"`,
	`"${1.50}x"`, `"${1e21}x"`, `"${0.1 + 0.2}x"`, `"%{if true}yes%{else}no%{endif}"`, `"%{if false}yes%{endif}"`,
	`"%{for x in ["a", "b"]}<${x}>%{endfor}"`, `"%{for i, x in ["a", "b"]}${i}=${x},%{endfor}"`, `"a ${~ "b" ~} c"`,
	"<<EOT\nline 1\n  line ${1 + 1}\nEOT\n", "<<-EOT\n    line 1\n      line 2\n    EOT\n", "<<EOT\n%{if true}\na\n%{endif}\nEOT\n",
	`[1, "a", true, null]`, `[]`, `{}`, `{a = 1, "b" = 2, (upper("c")) = 3}`, `{a: 1}`, "{\n a = 1\n b = 2\n}", "[\n 1,\n 2,\n]", `{"a b" = 1}`,
	`[1, 2, 3][1]`, `[1, 2][5]`, `[1, 2][-1]`, `{a = {b = 1}}.a.b`, `{a = 1}["a"]`, `{a = 1}.b`, `[{a = 1}, {a = 2}][*].a`,
	`[{a = 1}, {a = 2}].*.a`, `[[1, 2], [3]][*][0]`, `[1, 2].0`, `null[*]`, `"x"[*]`,
	`[for x in [1, 2, 3]: x * 2]`, `[for i, x in ["a", "b"]: "${i}${x}"]`, `[for x in [1, 2, 3]: x if x > 1]`,
	`{for k, v in {a = 1, b = 2}: upper(k) => v + 1}`, `{for x in ["a", "b", "a"]: x => x}`, `{for x in ["a", "b", "a"]: x => x...}`,
	`[for k, v in {b = 1, a = 2}: k]`, `[for x in "abc": x]`, `nope`, `nope.x`, `hv`, `hv.nope`, `local.nope`, `hv.other`, `nofunc(1)`,
	`abs(-1)`, `ceil(1.2)`, `floor(-1.2)`, `int(1.9)`, `int(-1.9)`, `signum(-3)`, `max(1, 3, 2)`, `min(1, 3, 2)`, `max()`, `log(8, 2)`, `pow(2, 10)`,
	`parseint("ff", 16)`, `parseint("x", 10)`, `chomp("a\n\n")`, `lower("AB")`, `upper("ab")`, `title("hello world")`, `trimspace("  a ")`,
	`trim("xxaxx", "x")`, `trimprefix("foobar", "foo")`, `trimsuffix("foobar", "bar")`, `strrev("abc")`, `strlen("zażółć")`,
	`substr("hello", 1, 3)`, `substr("hello", -3, 2)`, `substr("hello", 1, -1)`, `indent(2, "a\nb")`, `join(",", ["a", "b"])`, `join(",", [1, true])`,
	`join(",", ["a"], ["b"])`, `split(",", "a,b,,c")`, `split("", "abc")`, `split(",", "")`, `format("%s-%d", "a", 1)`, `format("%05.2f|%5s|%-5s|%x", 3.14159, "a", "b", 255)`,
	`format("%v %v %v", 1, "a", true)`, `format("%#v", {a = [1]})`, `format("%q", "a\"b")`, `format("%d", 1.5)`, `format("%s")`, `format("a", 1)`, `format("100%%")`,
	`formatlist("%s=%s", ["a", "b"], ["1", "2"])`, `formatlist("x-%s", ["a", "b"])`, `regex("[a-z]+", "123abc456")`, `regex("(\\d)(\\w)", "1a")`,
	`regex("(?P<n>\\d+)", "a12")`, `regex("x", "a")`, `regexall("[a-z]", "a1b2")`, `coalesce(null, "a", "b")`, `coalesce(null, 1)`, `coalescelist([], [1])`,
	`compact(["a", "", "b", null])`, `concat([1], [2, 3])`, `contains(["a", "b"], "a")`, `contains([1], 2)`, `distinct([1, 2, 1])`, `distinct(["b", "a", "b"])`,
	`element(["a", "b"], 3)`, `element([], 0)`, `chunklist([1, 2, 3], 2)`, `flatten([[1, [2]], 3])`, `range(3)`, `range(1, 4)`, `range(1, 10, 3)`, `range(3, 0)`, `range(0)`,
	`reverselist([1, 2, 3])`, `slice([1, 2, 3], 1, 2)`, `slice([1], 0, 5)`, `sort(["b", "a"])`, `setintersection(["a", "b"], ["b", "c"])`, `setunion(["b"], ["a", "b"])`,
	`setsubtract(["a", "b"], ["b"])`, `setproduct(["a", "b"], ["x", "y"])`, `keys({b = 1, a = 2})`, `values({b = 1, a = 2})`, `length([1, 2])`, `length({a = 1})`, `length("abc")`,
	`lookup({a = 1}, "a", 0)`, `lookup({a = 1}, "b", 0)`, `merge({a = 1, b = 2}, {b = 3})`, `merge({a = {x = 1}}, {a = {y = 2}})`, `merge(null, {a = 1})`, `zipmap(["a", "b"], [1, 2])`,
	`jsonencode({a = [1, "b", null], c = "<x>"})`, `jsondecode("{\"a\": [1, 2.5, null]}")`, `jsondecode("{")`, `yamldecode("a: 1\nb: [x, yes]")`, `yamlencode({a = 1, b = ["x", {c = true}], d = {}, e = "x\ny"})`,
	`csvdecode("a,b\n1,2\n3,\"4,5\"")`, `formatdate("YYYY-MM-DD'T'hh:mm:ssZ", "2024-05-06T07:08:09Z")`, `formatdate("EEE, DD MMM YY H AA", "2024-05-06T17:08:09+02:00")`,
	`timeadd("2024-05-06T07:08:09Z", "1h30m")`, `timeadd("2024-05-06T07:08:09Z", "-10s")`, `timeadd("x", "1h")`,
	`try(hv.gone, "fallback")`, `try({a = 1}.b, "fallback")`, `try({a = 1}.a, "fallback")`, `can({a = 1}.b)`, `can({a = 1}.a)`, `try()`,
	`cidrhost("10.0.0.0/8", 2)`, `cidrhost("fd00::/64", 5)`, `cidrhost("10.0.0.0/30", 9)`, `cidrnetmask("172.16.0.0/12")`, `cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)`,
	`cidrsubnet("10.0.0.0/8", 2, 9)`, `cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)`, `cidrhost("x", 1)`, `max([1, 5, 3]...)`, `upper("a", "b")`, `upper()`, `[1, 2`, `"abc`, `{a = 1 b = 2}`, `1 +`, `a b`, `/* c */ 1 # d`,
	`upper(local.l)`, `"${local.l}-${hv.other}"`, `hv.deep.a[0].b`, `hv.v`,
}

func render(names []string, texts []string) record {
	folder, err := os.MkdirTemp("", "hcl")
	check(err)
	defer os.RemoveAll(folder)
	loader := hcllang.NewHCLLoader(filesystem.DefaultFileSystem(), zap.NewNop().Sugar())
	for i, text := range texts {
		path := filepath.Join(folder, names[i])
		check(os.WriteFile(path, []byte(text), 0o600))
		loader.AddFile(path)
	}
	output, err := safely(loader)
	if err != nil {
		return record{Files: texts, Error: strings.ReplaceAll(err.Error(), folder+"/", "")}
	}
	return record{Files: texts, Output: output}
}

func safely(loader *hcllang.HCLLoader) (output map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return loader.HCLRender()
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, names := range suites {
		var texts []string
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(os.Args[1], "pkg/hcllang/testdata", name))
			check(err)
			texts = append(texts, string(text))
		}
		check(encoder.Encode(render(names, texts)))
	}
	for _, expression := range expressions {
		text := "locals {\n  l = \"local\"\n}\nvalues {\n  other = \"o\"\n  deep = {a = [{b = 1}]}\n  v = " + expression + "\n}\n"
		check(encoder.Encode(render([]string{"a.hcl"}, []string{text})))
	}
	for _, text := range []string{
		"", "values {}\n", "values {\n a = hv.b\n b = hv.a\n}\n", "locals {}\nlocals {}\nvalues {\n a = 1\n}\n", "other {}\n", "a = 1\n",
		"values {\n a = 1\n a = 2\n}\n", "values {\n a = 1\n}\nvalues {\n a = 2\n b = 3\n}\n", "values \"x\" {\n}\n", "values {\n a {}\n}\n",
		"values {\n a = 1 b = 2\n}\n", "values { a = 1 }\n", "values {\n", "values {\n a = local.x\n}\nlocals {\n x = local.y\n y = 2\n}\n",
		"locals {\n x = hv.a\n}\nvalues {\n a = 1\n}\n", "locals {\n x = upper(\"a\")\n}\nvalues {\n a = [for i in [1]: local.x]\n}\n",
	} {
		check(encoder.Encode(render([]string{"a.hcl"}, []string{text})))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
