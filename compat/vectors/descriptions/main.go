// Records the names and descriptions of the schemas in the OpenAPI documents of a running API server: what
// `kubectl explain` shows. KUBECONFIG names the server, see compat/peers/cluster; kubectl is the one of the path.
//
//	go run ./descriptions sandbox/src/main/resources/dev/slipway/sandbox/openapi/descriptions.txt.gz
//
// Lines, with fields apart by tabs, line feeds written as \n and backslashes as \\:
//
//	D  NAME DESCRIPTION             a definition; the first is number 0
//	K  API-VERSION KIND             a kind that the definition above is the form of
//	F  FIELD NUMBER DESCRIPTION ENUM   a field of it, the definition that it, its items or its values are of, or -, and
//	                                the values that it may have, apart by commas
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"sort"
	"strings"
)

type schema struct {
	Description string             `json:"description"`
	Ref         string             `json:"$ref"`
	AllOf       []*schema          `json:"allOf"`
	Items       *schema            `json:"items"`
	Enum        []any              `json:"enum"`
	Additional  json.RawMessage    `json:"additionalProperties"`
	Properties  map[string]*schema `json:"properties"`
	Kinds       []struct {
		Group, Version, Kind string
	} `json:"x-kubernetes-group-version-kind"`
}

func main() {
	definitions := map[string]*schema{}
	var index struct{ Paths map[string]any }
	get("/openapi/v3", &index)
	for path := range index.Paths {
		var document struct {
			Components struct {
				Schemas map[string]*schema `json:"schemas"`
			} `json:"components"`
		}
		get("/openapi/v3/"+path, &document)
		for name, definition := range document.Components.Schemas {
			if strings.HasPrefix(name, "io.k8s.") {
				definitions[name] = definition
			}
		}
	}
	names := sorted(definitions)
	numbers := map[string]int{}
	for number, name := range names {
		numbers[name] = number
	}
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	check(err)
	for _, name := range names {
		definition := definitions[name]
		fmt.Fprintf(zip, "D\t%s\t%s\n", name, line(definition.Description))
		for _, kind := range definition.Kinds {
			apiVersion := strings.TrimPrefix(kind.Group+"/"+kind.Version, "/")
			fmt.Fprintf(zip, "K\t%s\t%s\n", apiVersion, kind.Kind)
		}
		for _, field := range sorted(definition.Properties) {
			property := definition.Properties[field]
			number := "-"
			if ref := reference(property); ref != "" {
				number = fmt.Sprint(numbers[ref])
			}
			fmt.Fprintf(zip, "F\t%s\t%s\t%s\t%s\n", field, number, line(property.Description), enum(property))
		}
	}
	check(zip.Close())
	check(os.WriteFile(os.Args[1], out.Bytes(), 0o644))
	fmt.Fprintln(os.Stderr, len(names), "definitions,", out.Len(), "bytes")
}

func get(path string, into any) {
	answer, err := exec.Command("kubectl", "get", "--raw", path).Output()
	check(err)
	check(json.Unmarshal(answer, into))
}

func reference(s *schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return strings.TrimPrefix(s.Ref, "#/components/schemas/")
	case len(s.AllOf) > 0:
		return reference(s.AllOf[0])
	case s.Items != nil:
		return reference(s.Items)
	case len(s.Additional) > 0 && s.Additional[0] == '{':
		var values schema
		check(json.Unmarshal(s.Additional, &values))
		return reference(&values)
	}
	return ""
}

func enum(s *schema) string {
	var values []string
	for _, value := range s.Enum {
		values = append(values, fmt.Sprint(value))
	}
	return strings.Join(values, ",")
}

func line(text string) string {
	return strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\t", " ").Replace(text)
}

func sorted[V any](from map[string]V) []string {
	var names []string
	for name := range from {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
