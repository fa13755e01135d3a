package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
)

// Case is one small question for Helm's code, whose answer becomes a test vector.
type Case struct {
	ID string `json:"id"`
	// Kind is template (the text that helm template prints), render (what the
	// engine makes of each template), coalesce, set, ignore or process (values
	// after dependencies were processed).
	Kind string `json:"kind"`
	// Files is a chart, or for ignore what the .helmignore file is called ("rules").
	Files  map[string]string `json:"files,omitempty"`
	Values []string          `json:"values,omitempty"`
	// Data is what a render case's templates see as .Values.vars, any JSON.
	Op          string   `json:"op,omitempty"`
	Args        []string `json:"args,omitempty"`
	Name        string   `json:"name,omitempty"`
	Namespace   string   `json:"namespace,omitempty"`
	KubeVersion string   `json:"kubeVersion,omitempty"`
	APIVersions []string `json:"apiVersions,omitempty"`
	IsUpgrade   bool     `json:"isUpgrade,omitempty"`
	IncludeCRDs bool     `json:"includeCrds,omitempty"`
}

// Answer is what came of a case: an error, or a value (canonical JSON text).
type Answer struct {
	ID    string          `json:"id"`
	Error string          `json:"error,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
}

// Answerer answers cases.
type Answerer interface {
	Answer(Case) (any, error)
}

func cases(a Answerer, in, out string) error {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close()
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	defer w.Close()
	buffered := bufio.NewWriter(w)
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var c Case
		if err := json.Unmarshal(scanner.Bytes(), &c); err != nil {
			return err
		}
		answer := answer(a, c)
		line := Canonical(map[string]any{"id": answer.ID})
		if answer.Error != "" {
			line = Canonical(map[string]any{"id": answer.ID, "error": answer.Error})
		} else {
			line = line[:len(line)-1] + `,"value":` + string(answer.Value) + "}"
		}
		if _, err := fmt.Fprintln(buffered, line); err != nil {
			return err
		}
	}
	if err := scanner.Err(); err != nil {
		return err
	}
	return buffered.Flush()
}

func answer(a Answerer, c Case) (res Answer) {
	res.ID = c.ID
	defer func() {
		if p := recover(); p != nil {
			res.Error = fmt.Sprintf("panic: %v", p)
		}
	}()
	value, err := a.Answer(c)
	if err != nil {
		res.Error = err.Error()
		return res
	}
	res.Value = json.RawMessage(Canonical(value))
	return res
}

// Canonical is JSON in which a float64 always has a point or an exponent and
// an integer never does, so that a test can tell the two apart.
func Canonical(v any) string {
	var b bytes.Buffer
	write(&b, v)
	return b.String()
}

func write(b *bytes.Buffer, v any) {
	switch x := v.(type) {
	case float64:
		text := strconv.FormatFloat(x, 'g', -1, 64)
		if !bytes.ContainsAny([]byte(text), ".eIN") {
			text += ".0"
		}
		b.WriteString(text)
	case []any:
		b.WriteByte('[')
		for i, e := range x {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, e)
		}
		b.WriteByte(']')
	case map[string]any:
		writeMap(b, x)
	case map[string]string:
		m := make(map[string]any, len(x))
		for k, e := range x {
			m[k] = e
		}
		writeMap(b, m)
	default:
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(x); err != nil {
			panic(err)
		}
		b.Truncate(b.Len() - 1)
	}
}

func writeMap(b *bytes.Buffer, m map[string]any) {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	b.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		write(b, k)
		b.WriteByte(':')
		write(b, m[k])
	}
	b.WriteByte('}')
}
