// Records what Kubernetes' own Go code does with objects: selectors, quantities, the patches, and server-side
// apply with its owners.
//
//	go run . FOLDER
//
// One file of JSON lines for each: selectors.jsonl, quantities.jsonl, jsonpatch.jsonl, mergepatch.jsonl,
// strategic.jsonl, apply.jsonl, takeover.jsonl. Results that are errors stand under "error". All that is
// generated comes from fixed seeds.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

type record map[string]any

type recorder struct {
	name  string
	lines [][]byte
	seen  map[string]bool
}

func (r *recorder) add(f record) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(f))
	if r.seen[out.String()] {
		return
	}
	r.seen[out.String()] = true
	r.lines = append(r.lines, out.Bytes())
}

func main() {
	log.SetFlags(0)
	for name, run := range map[string]func(*recorder){
		"selectors":  selectors,
		"quantities": quantities,
		"jsonpatch":  jsonPatches,
		"mergepatch": mergePatches,
		"strategic":  strategic,
		"apply":      apply,
		"takeover":   takeOver,
	} {
		r := &recorder{name: name, seen: map[string]bool{}}
		run(r)
		file, err := os.Create(filepath.Join(os.Args[1], name+".jsonl.gz"))
		check(err)
		buffer := bufio.NewWriter(file)
		zip, err := gzip.NewWriterLevel(buffer, gzip.BestCompression)
		check(err)
		for _, line := range r.lines {
			_, err := zip.Write(line)
			check(err)
		}
		check(zip.Close())
		check(buffer.Flush())
		check(file.Close())
		fmt.Fprintln(os.Stderr, name, len(r.lines))
	}
}

func check(err error) {
	if err != nil {
		log.Panic(err)
	}
}

func raw(v any) json.RawMessage {
	out, err := json.Marshal(v)
	check(err)
	return out
}

// outcome puts a JSON result, or the error, into a case.
func outcome(f record, key string, result []byte, err error) {
	if err != nil {
		f[key+"Error"] = err.Error()
		return
	}
	f[key] = json.RawMessage(result)
}

// try runs what may panic in Go; such cases are left out.
func try(run func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	run()
	return true
}
