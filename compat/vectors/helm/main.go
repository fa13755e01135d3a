// Command helm records what the real Helm makes of small charts, templates, values
// and arguments, in each version that Slipway follows. The questions stand beside
// it (traps, snippets, coalesce), in Helm's own test tables, and in seeded generators;
// compat/peers builds the renderers that answer them.
//
//	go run ./helm RENDERERS TARGET
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

// question is what compat/peers/batch calls a case.
type question struct {
	ID          string            `json:"id"`
	Kind        string            `json:"kind"`
	Files       map[string]string `json:"files,omitempty"`
	base        map[string]string
	Values      []string `json:"values,omitempty"`
	Op          string   `json:"op,omitempty"`
	Args        []string `json:"args,omitempty"`
	Name        string   `json:"name,omitempty"`
	Namespace   string   `json:"namespace,omitempty"`
	KubeVersion string   `json:"kubeVersion,omitempty"`
	IsUpgrade   bool     `json:"isUpgrade,omitempty"`
	IncludeCRDs bool     `json:"includeCrds,omitempty"`
}

type peer struct{ label, version string }

var peers = []peer{{"4", "4.3.1"}, {"3.19", "3.19.5"}, {"3.17", "3.17.4"}}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: helm RENDERERS TARGET")
		os.Exit(2)
	}
	r := recorder{renderers: os.Args[1], target: os.Args[2]}
	for _, set := range []struct {
		name string
		make func() ([]question, error)
	}{
		{"traps", traps},
		{"snippets", snippets},
		{"coalesce", coalescing},
		{"set", settings},
		{"ignore", ignoring},
	} {
		questions, err := set.make()
		if err == nil {
			err = r.record(set.name, questions)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "helm: %s: %v\n", set.name, err)
			os.Exit(1)
		}
		fmt.Printf("%s: %d cases\n", set.name, len(questions))
	}
}

type recorder struct{ renderers, target string }

func (r recorder) record(name string, questions []question) error {
	folder, err := os.MkdirTemp("", "vectors")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	in := filepath.Join(folder, "in")
	if err := writeLines(in, questions); err != nil {
		return err
	}
	answers := map[string][]json.RawMessage{}
	varies := make([]bool, len(questions))
	for _, p := range peers {
		for range runs {
			again, err := r.answers(p, in, filepath.Join(folder, p.label))
			if err != nil {
				return err
			}
			if first, known := answers[p.label]; known {
				for i := range again {
					varies[i] = varies[i] || !bytes.Equal(first[i], again[i])
				}
			} else {
				answers[p.label] = again
			}
		}
	}
	return write(filepath.Join(r.target, name+".json"), questions, answers, varies)
}

// runs is how often each question is asked: what Go's random order of maps shows in makes no vector.
const runs = 4

func (r recorder) answers(p peer, in, out string) ([]json.RawMessage, error) {
	cmd := exec.Command(filepath.Join(r.renderers, "render-"+p.version), "cases", in, out)
	cmd.Env = append(os.Environ(), "TZ=UTC")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	return readAnswers(out)
}

func writeLines(path string, questions []question) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	for _, q := range questions {
		if err := enc.Encode(q); err != nil {
			return err
		}
	}
	return nil
}

// readAnswers returns each answer without its name.
func readAnswers(path string) ([]json.RawMessage, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []json.RawMessage
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(in.Bytes(), &fields); err != nil {
			return nil, err
		}
		if text, failed := fields["error"]; failed {
			all = append(all, json.RawMessage(`{"error":`+string(text)+`}`))
		} else {
			all = append(all, json.RawMessage(`{"value":`+string(fields["value"])+`}`))
		}
	}
	return all, in.Err()
}

// write makes {"base": files that every case has, "cases": [a line for each]}; what
// all versions answer stands once, under "all".
func write(path string, questions []question, answers map[string][]json.RawMessage, varies []bool) error {
	var b bytes.Buffer
	base, err := json.Marshal(questions[0].base)
	if err != nil {
		return err
	}
	fmt.Fprintf(&b, "{\"base\": %s,\n\"cases\": [\n", base)
	separator := ""
	for i, q := range questions {
		if varies[i] {
			continue
		}
		b.WriteString(separator)
		separator = ",\n"
		own := map[string]string{}
		for path, text := range q.Files {
			if _, shared := q.base[path]; !shared {
				own[path] = text
			}
		}
		q.Files = own
		var line bytes.Buffer
		enc := json.NewEncoder(&line)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(q); err != nil {
			return err
		}
		b.WriteString(strings.TrimSuffix(strings.TrimSpace(line.String()), "}"))
		b.WriteString(`,"expect":{`)
		first := answers[peers[0].label][i]
		same := true
		for _, p := range peers {
			same = same && bytes.Equal(first, answers[p.label][i])
		}
		if same {
			b.WriteString(`"all":` + string(first))
		} else {
			for n, p := range peers {
				if n > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, "%q:%s", p.label, answers[p.label][i])
			}
		}
		b.WriteString("}}")
	}
	b.WriteString("\n]}\n")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// archive reads the files of a text with "-- path --" lines; what stands before
// the first is a comment.
func archive(text string) map[string]string {
	files := map[string]string{}
	name := ""
	var body strings.Builder
	for _, line := range strings.SplitAfter(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "-- ") && strings.HasSuffix(trimmed, " --") {
			if name != "" {
				files[name] = body.String()
			}
			name = strings.TrimSuffix(strings.TrimPrefix(trimmed, "-- "), " --")
			body.Reset()
			continue
		}
		body.WriteString(line)
	}
	if name != "" {
		files[name] = body.String()
	}
	return files
}

// charts reads a folder of archives, each a chart with the user's values.
func charts(folder, kind string) ([]question, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var all []question
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		q := question{ID: strings.TrimSuffix(filepath.Base(path), ".txtar"), Kind: kind, Files: archive(string(data))}
		for _, name := range []string{"user-values.yaml", "user-values-2.yaml"} {
			if text, ok := q.Files[name]; ok {
				q.Values = append(q.Values, text)
				delete(q.Files, name)
			}
		}
		for _, flag := range strings.Split(q.Files["flags"], "\n") {
			name, value, _ := strings.Cut(flag, ": ")
			switch name {
			case "kubeVersion":
				q.KubeVersion = value
			case "kind":
				q.Kind = value
			case "includeCrds":
				q.IncludeCRDs = true
			}
		}
		delete(q.Files, "flags")
		all = append(all, q)
	}
	return all, nil
}

func traps() ([]question, error) { return charts("traps", "render") }

// snippets are single templates in one chart.
func snippets() ([]question, error) {
	base := map[string]string{
		"Chart.yaml": "apiVersion: v2\nname: snippet\nversion: 1.2.3\nappVersion: \"4.5\"\ndescription: A chart for snippets\ntype: application\n" +
			"keywords: [a, b]\nannotations: {x: y}\nmaintainers: [{name: Ann, email: ann@example.org}]\nsources: [\"https://example.org/a?b&c\"]\n",
		"x.txt": "one\ntwo\n",
	}
	for name, path := range map[string]string{"values.yaml": "snippets/values.yaml", "templates/_helpers.tpl": "snippets/_helpers.tpl"} {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		base[name] = string(data)
	}
	data, err := os.ReadFile("snippets/snippets.txt")
	if err != nil {
		return nil, err
	}
	var all []question
	for _, block := range strings.Split("\n"+string(data), "\n== ")[1:] {
		id, text, _ := strings.Cut(block, "\n")
		q := question{ID: id, Kind: "render", base: base, Files: map[string]string{"templates/t.yaml": text}}
		for name, content := range base {
			q.Files[name] = content
		}
		all = append(all, q)
	}
	return all, nil
}
