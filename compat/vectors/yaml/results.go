package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/BurntSushi/toml"
	"sigs.k8s.io/yaml"
	pretty "sigs.k8s.io/yaml/goyaml.v3"
)

// SimpleHead is what Helm reads manifests into: pkg/release/v1/util/manifest.go.
type SimpleHead struct {
	Version  string `json:"apiVersion"`
	Kind     string `json:"kind,omitempty"`
	Metadata *struct {
		Name        string            `json:"name"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata,omitempty"`
}

// outcome is a result's JSON, or `!` and the error's text.
func outcome(value any, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	data, err := json.Marshal(value)
	if err != nil {
		return "!" + err.Error()
	}
	return string(data)
}

// guard turns a panic into a result that starts with `?`.
func guard(run func() string) (result string) {
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint("?", r)
		}
	}()
	return run()
}

func written(data []byte, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	return string(data)
}

func writeYaml(value any) string {
	return guard(func() string { return written(yaml.Marshal(value)) })
}

func writePretty(value any) string {
	return guard(func() string {
		var out bytes.Buffer
		encoder := pretty.NewEncoder(&out)
		encoder.SetIndent(2)
		err := encoder.Encode(value)
		return written(out.Bytes(), err)
	})
}

func writeToml(value any) string {
	return guard(func() string {
		var out bytes.Buffer
		err := toml.NewEncoder(&out).Encode(value)
		return written(out.Bytes(), err)
	})
}

func yamlCase(input string) map[string]string {
	data := []byte(input)
	var value any
	err := yaml.Unmarshal(data, &value)
	fields := map[string]string{"any": outcome(value, err)}
	more := func(name, result string) {
		if result != fields["any"] {
			fields[name] = result
		}
	}
	var strict any
	strictErr := yaml.UnmarshalStrict(data, &strict)
	more("strict", outcome(strict, strictErr))
	asMap := map[string]any{}
	mapErr := yaml.Unmarshal(data, &asMap)
	more("map", outcome(asMap, mapErr))
	list := []any{}
	listErr := yaml.Unmarshal(data, &list)
	more("list", outcome(list, listErr))
	var head SimpleHead
	headErr := yaml.Unmarshal(data, &head)
	more("head", headOutcome(head, headErr))
	if err == nil {
		fields["yaml"] = writeYaml(value)
		more2 := writePretty(value)
		if more2 != fields["yaml"] {
			fields["pretty"] = more2
		}
	}
	return fields
}

// headOutcome has the fields in the order in which the test writes them.
func headOutcome(head SimpleHead, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	name, annotations := "", map[string]string{}
	if head.Metadata != nil {
		name = head.Metadata.Name
		if head.Metadata.Annotations != nil {
			annotations = head.Metadata.Annotations
		}
	}
	return outcome([]any{head.Version, head.Kind, name, annotations}, nil)
}

func stringCase(input string) map[string]string {
	nested := map[string]any{input: []any{input, map[string]any{"x": input}}}
	data, _ := json.Marshal(input)
	return map[string]string{
		"json":   string(data),
		"yaml":   writeYaml(input),
		"pretty": writePretty(input),
		"nested": writeYaml(nested),
		"deep":   writePretty(nested),
	}
}

func jsonCase(input string) map[string]string {
	data := []byte(input)
	var value any
	err := json.Unmarshal(data, &value)
	fields := map[string]string{"any": outcome(value, err)}
	var asMap map[string]any
	mapErr := json.Unmarshal(data, &asMap)
	fields["map"] = outcome(asMap, mapErr)
	var list []any
	listErr := json.Unmarshal(data, &list)
	fields["list"] = outcome(list, listErr)
	if err != nil {
		return fields
	}
	fields["yaml"] = writeYaml(value)
	fields["pretty"] = writePretty(value)
	indented, indentErr := json.MarshalIndent(value, "", "  ")
	fields["indented"] = written(indented, indentErr)
	var raw bytes.Buffer
	encoder := json.NewEncoder(&raw)
	encoder.SetEscapeHTML(false)
	fields["raw"] = written(raw.Bytes(), encoder.Encode(value))
	fields["raw"] = raw.String()
	fields["toml"] = writeToml(value)
	return fields
}

func tomlCase(input string) map[string]string {
	value := map[string]any{}
	err := toml.Unmarshal([]byte(input), &value)
	fields := map[string]string{"any": outcome(value, err)}
	if err == nil {
		fields["toml"] = writeToml(value)
	}
	return fields
}
