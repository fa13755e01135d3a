// Command semver records how the real Masterminds/semver reads and compares versions and constraints,
// for the release of it that the module file names. From the module's folder:
//
//	(go run ./semver V3_5; go run -modfile=semver/v3_4.mod ./semver V3_4;
//	 go run -modfile=semver/v3_3.mod ./semver V3_3) | gzip -n -9 > semver.jsonl.gz
package main

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/Masterminds/semver/v3"
)

var rules = os.Args[1]
var out = bufio.NewWriter(os.Stdout)

type line map[string]interface{}

func record(l line) {
	l["rules"] = rules
	b, err := json.Marshal(l)
	check(err)
	out.Write(b)
	out.WriteByte('\n')
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	defer out.Flush()
	literals := fromItsTests()
	for _, text := range append(literals, versions...) {
		recordVersion(text)
	}
	parsed := []*semver.Version{}
	names := []string{}
	for _, text := range versions {
		if v, err := semver.NewVersion(text); err == nil {
			parsed = append(parsed, v)
			names = append(names, text)
		}
	}
	record(line{"versions": names})
	for _, v := range parsed {
		order := []int{}
		for _, w := range parsed {
			order = append(order, v.Compare(w))
		}
		record(line{"version": v.Original(), "order": order})
	}
	for _, text := range append(literals, constraints...) {
		recordConstraint(text, parsed)
	}
}

func recordVersion(text string) {
	l := line{"text": text}
	if v, err := semver.NewVersion(text); err != nil {
		l["error"] = err.Error()
	} else {
		l["lenient"] = describe(v)
		// The largest number cannot be incremented: 3.5 panics.
		if v.Major() != 1<<64-1 {
			next := []string{}
			for _, n := range []semver.Version{v.IncPatch(), v.IncMinor(), v.IncMajor()} {
				next = append(next, n.Original())
			}
			l["next"] = next
		}
	}
	if v, err := semver.StrictNewVersion(text); err != nil {
		l["strictError"] = err.Error()
	} else {
		l["strict"] = describe(v)
	}
	record(l)
}

func describe(v *semver.Version) []string {
	return []string{strconv.FormatUint(v.Major(), 10), strconv.FormatUint(v.Minor(), 10), strconv.FormatUint(v.Patch(), 10), v.Prerelease(), v.Metadata(), v.Original(), v.String()}
}

func recordConstraint(text string, parsed []*semver.Version) {
	l := line{"constraint": text}
	if c, err := semver.NewConstraint(text); err != nil {
		l["error"] = err.Error()
	} else {
		l["string"] = c.String()
		checks := ""
		errors := []string{}
		for _, v := range parsed {
			if c.Check(v) {
				checks += "1"
			} else {
				checks += "0"
			}
			_, errs := c.Validate(v)
			texts := []string{}
			for _, e := range errs {
				texts = append(texts, e.Error())
			}
			errors = append(errors, strings.Join(texts, "\n"))
		}
		l["checks"] = checks
		l["validate"] = errors
	}
	record(l)
}

// fromItsTests gives all texts that stand in the library's own tests and look like versions or
// constraints.
func fromItsTests() []string {
	dir, err := exec.Command("go", "list", "-modfile="+modFile(), "-m", "-f", "{{.Dir}}", "github.com/Masterminds/semver/v3").Output()
	check(err)
	found := map[string]bool{}
	for _, name := range []string{"constraints_test.go", "version_test.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), name), nil, 0)
		check(err)
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, err := strconv.Unquote(literal.Value)
				check(err)
				if len(text) < 600 && (strings.ContainsAny(text, "0123456789*") || len(text) < 4) && !strings.Contains(text, "%") {
					found[text] = true
				}
			}
			return true
		})
	}
	all := []string{}
	for text := range found {
		all = append(all, text)
	}
	sort.Strings(all)
	return all
}

func modFile() string {
	switch rules {
	case "V3_3":
		return "semver/v3_3.mod"
	case "V3_4":
		return "semver/v3_4.mod"
	}
	return "go.mod"
}
