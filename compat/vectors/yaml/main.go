// Command yaml records what the real Go libraries make of YAML, JSON and TOML texts, for the tests of the Java module
// yaml: sigs.k8s.io/yaml with go-yaml v2, go-yaml v3's encoder, encoding/json and BurntSushi/toml.
//
//	go run ./yaml ROOT
//
// Inputs are the string literals of go-yaml's own tests, tables of scalars in many places, generated documents, and
// chart files of Helm's tests with faults put into them. A case whose result depends on the order of a Go map is left out.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"unicode/utf8"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: yaml ROOT")
	}
	dir := filepath.Join(os.Args[1], "yaml", "src", "test", "resources", "vectors")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	record(filepath.Join(dir, "scalars.jsonl"), scalarTexts(), yamlCase)
	record(filepath.Join(dir, "documents.jsonl"), documentTexts(), yamlCase)
	record(filepath.Join(dir, "charts.jsonl"), chartTexts(), yamlCase)
	record(filepath.Join(dir, "strings.jsonl"), strings(), stringCase)
	record(filepath.Join(dir, "json.jsonl"), jsonTexts(), jsonCase)
	record(filepath.Join(dir, "toml.jsonl"), tomlTexts(), tomlCase)
}

// record writes one JSON object for each input: the input as `in`, or as `base64` where it is not UTF-8, and the results.
func record(path string, inputs []string, result func(string) map[string]string) {
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	seen := map[string]bool{}
	count := 0
	for _, input := range inputs {
		if seen[input] {
			continue
		}
		seen[input] = true
		fields := stable(input, result)
		if fields == nil {
			continue
		}
		if utf8.ValidString(input) {
			fields["in"] = input
		} else {
			fields["base64"] = base64.StdEncoding.EncodeToString([]byte(input))
		}
		line, err := json.Marshal(fields)
		if err != nil {
			log.Fatal(err)
		}
		out.Write(line)
		out.WriteByte('\n')
		count++
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d cases\n", filepath.Base(path), count)
}

// stable gives the result, or nil if it is not the same each time.
func stable(input string, result func(string) map[string]string) map[string]string {
	first := result(input)
	for range 4 {
		again := result(input)
		if len(again) != len(first) {
			return nil
		}
		for key, value := range first {
			if again[key] != value {
				return nil
			}
		}
	}
	return first
}
