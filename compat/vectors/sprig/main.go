// Command sprig records what the real sprig makes of templates. Each line of its output is one case:
// {"t": template, "d": data, "o": output} or, if the template fails, "e" in place of "o"; what is not
// UTF-8 stands in base64, in "ob" or "eb".
// Usage: go run ./sprig | gzip -n -9 > sprig.jsonl.gz
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"

	"github.com/Masterminds/sprig/v3"
)

type testCase struct {
	Template string      `json:"t"`
	Data     interface{} `json:"d,omitempty"`
	Output   *string     `json:"o,omitempty"`
	Error    *string     `json:"e,omitempty"`
	Output64 []byte      `json:"ob,omitempty"`
	Error64  []byte      `json:"eb,omitempty"`
}

// The local zone of all cases; the test uses the same.
const zone = "Europe/Berlin"

func main() {
	berlin, err := time.LoadLocation(zone)
	check(err)
	time.Local = berlin
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	seen := map[string]bool{}
	record := func(text string, data interface{}) {
		c := testCase{Template: text, Data: normal(data)}
		if !run(&c) {
			return
		}
		line := encode(c)
		if !seen[line] {
			seen[line] = true
			out.WriteString(line + "\n")
		}
	}
	fromSprigsTests(record)
	written(record)
	generated(record)
}

func encode(c testCase) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	check(e.Encode(c))
	return strings.TrimSpace(b.String())
}

// run executes a case; false if two runs differ, so that there is nothing to compare with, or if
// the text does not parse.
func run(c *testCase) bool {
	first, firstErr, ok := execute(c)
	second, secondErr, _ := execute(c)
	if !ok || first != second || firstErr != secondErr || strings.Contains(first+firstErr, "0xc0") {
		return false
	}
	valid := utf8.ValidString(first + firstErr)
	switch {
	case firstErr != "" && valid:
		c.Error = &firstErr
	case firstErr != "":
		c.Error64 = []byte(firstErr)
	case valid:
		c.Output = &first
	default:
		c.Output64 = []byte(first)
	}
	return true
}

func execute(c *testCase) (string, string, bool) {
	t, err := template.New("t").Funcs(sprig.TxtFuncMap()).Parse(c.Template)
	if err != nil {
		return "", "", false
	}
	var b strings.Builder
	if err = t.Execute(&b, build(c.Data)); err != nil {
		return "", err.Error(), true
	}
	return b.String(), "", true
}
