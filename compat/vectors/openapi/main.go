// Records the schemas of Kubernetes' own kinds, as its OpenAPI documents have them, in a compact form:
// one gzipped text for all minor versions, in which each schema stands once.
//
//	go run ./openapi object/src/main/resources/dev/slipway/object/schema/schemas.txt.gz
//
// Lines, with fields apart by tabs:
//
//	N  NAME                 a definition's name; the first is number 0
//	T  API-VERSION KIND BODY  a definition; the first is number 0; version and kind may be empty
//	V  MINOR  N=T …          what a version has other than the one before it; N= for what it lacks
//
// A body is `=TYPE`, or fields `name:TYPE` or, when required, `name!:TYPE`, apart by blanks; `~` before it
// says that the whole is replaced at once (map-type atomic). A TYPE is s (string), i and l (integers of 32
// and 64 bits), n (number), b (boolean), B (bytes in base64), o (any object), r (an object that is replaced
// at once with all that is in it), * (anything), q (a quantity), x (an integer or a string), t (a time),
// [TYPE (a list), {TYPE (a map), &N (the definition of a name). After a field's type may stand
//
//	;S          a list that is a set
//	;M=KEY,KEY  a list whose items are told apart by these fields; other lists are replaced at once
//	;A ;G       a map that is, or is not, replaced at once, whatever its definition says
//	;P=LETTERS  how a strategic patch treats it: m (merge), r (replace), k (retain keys)
//	;K=KEY      the field by which a strategic patch tells items apart
//	;D=JSON     the default of a field that tells a list's items apart
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

var versions = []string{
	"v1.23.17", "v1.24.17", "v1.25.16", "v1.26.15", "v1.27.16", "v1.28.15", "v1.29.6", "v1.30.14", "v1.31.14",
	"v1.32.13", "v1.33.13", "v1.34.4", "v1.35.4", "v1.36.3", "v1.37.2",
}

type gvk struct {
	Group   string `json:"group"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
}

type schema struct {
	Type       string             `json:"type"`
	Format     string             `json:"format"`
	Ref        string             `json:"$ref"`
	Items      *schema            `json:"items"`
	Additional json.RawMessage    `json:"additionalProperties"`
	Properties map[string]*schema `json:"properties"`
	Required   []string           `json:"required"`
	Kinds      []gvk              `json:"x-kubernetes-group-version-kind"`
	ListType   string             `json:"x-kubernetes-list-type"`
	ListKeys   []string           `json:"x-kubernetes-list-map-keys"`
	MapType    string             `json:"x-kubernetes-map-type"`
	Strategy   string             `json:"x-kubernetes-patch-strategy"`
	MergeKey   string             `json:"x-kubernetes-patch-merge-key"`
	Default    json.RawMessage    `json:"default"`
}

type table struct {
	names   map[string]int
	bodies  map[string]int
	current map[int]int
	lines   []string
}

func main() {
	t := &table{names: map[string]int{}, bodies: map[string]int{}, current: map[int]int{}}
	for _, version := range versions {
		t.add(version, load(version))
	}
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	check(err)
	_, err = zip.Write([]byte(strings.Join(t.lines, "\n") + "\n"))
	check(err)
	check(zip.Close())
	check(os.WriteFile(os.Args[1], out.Bytes(), 0o644))
	fmt.Fprintln(os.Stderr, len(t.names), "names,", len(t.bodies), "schemas,", out.Len(), "bytes")
}

func load(version string) map[string]*schema {
	answer, err := exec.Command("go", "mod", "download", "-json", "k8s.io/kubernetes@"+version).Output()
	check(err)
	var module struct{ Dir string }
	check(json.Unmarshal(answer, &module))
	text, err := os.ReadFile(filepath.Join(module.Dir, "api/openapi-spec/swagger.json"))
	check(err)
	var document struct {
		Definitions map[string]*schema `json:"definitions"`
	}
	check(json.Unmarshal(text, &document))
	addDefaults(document.Definitions, filepath.Join(module.Dir, "api/openapi-spec/v3"))
	return document.Definitions
}

// addDefaults takes the defaults of fields that tell items apart from the documents of OpenAPI 3: those of
// OpenAPI 2 have none.
func addDefaults(definitions map[string]*schema, folder string) {
	keys := map[string]map[string]bool{}
	for _, definition := range definitions {
		for _, field := range definition.Properties {
			if field.Items == nil {
				continue
			}
			item := strings.TrimPrefix(field.Items.Ref, "#/definitions/")
			for _, key := range listKeys(field) {
				if keys[item] == nil {
					keys[item] = map[string]bool{}
				}
				keys[item][key] = true
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	check(err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		var document struct {
			Components struct {
				Schemas map[string]*schema `json:"schemas"`
			} `json:"components"`
		}
		check(json.Unmarshal(text, &document))
		for name, definition := range document.Components.Schemas {
			for key := range keys[name] {
				if field := definition.Properties[key]; field != nil && definitions[name] != nil {
					definitions[name].Properties[key].Default = field.Default
				}
			}
		}
	}
}

// listKeys gives the fields that tell a list's items apart, as k8s.io/kube-openapi/pkg/schemaconv has it.
func listKeys(s *schema) []string {
	switch {
	case s.ListType == "map":
		return s.ListKeys
	case s.ListType == "" && (s.Strategy == "merge" || s.Strategy == "merge,retainKeys") && s.MergeKey != "":
		return []string{s.MergeKey}
	}
	return nil
}

func traits(s *schema) string {
	out := ""
	if s.Type == "array" {
		keys := listKeys(s)
		switch {
		case len(keys) > 0:
			out += ";M=" + strings.Join(keys, ",")
		case s.ListType == "set" || s.ListType == "" && strings.HasPrefix(s.Strategy, "merge"):
			out += ";S"
		}
	}
	switch s.MapType {
	case "atomic":
		out += ";A"
	case "granular":
		out += ";G"
	}
	if s.Strategy != "" {
		out += ";P="
		for _, strategy := range strings.Split(s.Strategy, ",") {
			out += map[string]string{"merge": "m", "replace": "r", "retainKeys": "k"}[strategy]
		}
	}
	if s.MergeKey != "" {
		out += ";K=" + s.MergeKey
	}
	if len(s.Default) > 0 {
		out += ";D=" + string(s.Default)
	}
	return out
}

func (t *table) add(version string, definitions map[string]*schema) {
	names := make([]string, 0, len(definitions))
	for name := range definitions {
		names = append(names, name)
	}
	sort.Strings(names)
	next := map[int]int{}
	for _, name := range names {
		next[t.name(name)] = t.body(name, definitions[name])
	}
	var changes []string
	for number := range len(t.names) {
		id, is := next[number]
		before, was := t.current[number]
		switch {
		case is && (!was || id != before):
			changes = append(changes, fmt.Sprintf("%d=%d", number, id))
		case was && !is:
			changes = append(changes, fmt.Sprintf("%d=", number))
		}
	}
	t.current = next
	t.lines = append(t.lines, "V\t"+strings.Split(version, ".")[1]+"\t"+strings.Join(changes, " "))
}

func (t *table) name(name string) int {
	number, ok := t.names[name]
	if !ok {
		number = len(t.names)
		t.names[name] = number
		t.lines = append(t.lines, "N\t"+name)
	}
	return number
}

func (t *table) body(name string, s *schema) int {
	version, kind := "", ""
	if len(s.Kinds) == 1 {
		version, kind = s.Kinds[0].Version, s.Kinds[0].Kind
		if group := s.Kinds[0].Group; group != "" {
			version = group + "/" + version
		}
	}
	line := "T\t" + version + "\t" + kind + "\t" + t.definition(name, s)
	id, ok := t.bodies[line]
	if !ok {
		id = len(t.bodies)
		t.bodies[line] = id
		t.lines = append(t.lines, line)
	}
	return id
}

func (t *table) definition(name string, s *schema) string {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "Quantity":
		return "=q"
	case "IntOrString":
		return "=x"
	case "Time", "MicroTime":
		return "=t"
	case "RawExtension":
		return "=r"
	case "FieldsV1", "Patch":
		return "=o"
	}
	atomic := ""
	if s.MapType == "atomic" {
		atomic = "~"
	}
	if len(s.Properties) == 0 {
		if s.Type == "object" && s.Additional == nil && strings.HasPrefix(name, "io.k8s.api.") {
			return atomic
		}
		return atomic + "=" + t.kind(s)
	}
	required := map[string]bool{}
	for _, field := range s.Required {
		required[field] = true
	}
	names := make([]string, 0, len(s.Properties))
	for field := range s.Properties {
		names = append(names, field)
	}
	sort.Strings(names)
	var fields []string
	for _, field := range names {
		mark := ""
		if required[field] {
			mark = "!"
		}
		fields = append(fields, field+mark+":"+t.kind(s.Properties[field])+traits(s.Properties[field]))
	}
	return atomic + strings.Join(fields, " ")
}

func (t *table) kind(s *schema) string {
	switch {
	case s.Ref != "":
		return fmt.Sprintf("&%d", t.name(strings.TrimPrefix(s.Ref, "#/definitions/")))
	case s.Type == "array":
		return "[" + t.kind(s.Items)
	case s.Type == "object":
		var values schema
		if s.Additional == nil || json.Unmarshal(s.Additional, &values) != nil {
			return "o"
		}
		return "{" + t.kind(&values)
	case s.Type == "integer":
		if s.Format == "int64" {
			return "l"
		}
		return "i"
	case s.Type == "number":
		return "n"
	case s.Type == "boolean":
		return "b"
	case s.Type == "string" && s.Format == "byte":
		return "B"
	case s.Type == "string":
		return "s"
	}
	return "*"
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
