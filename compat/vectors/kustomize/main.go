// Records what Kustomize builds of small kustomizations, with patches and transformers of all built-in kinds: those that
// the Java code takes over. Also what go-yaml makes of objects that get a namespace, as chartify has it do.
//
//	cd compat/vectors/kustomize && go run . >…/resources/vectors/kustomize.jsonl
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type record struct {
	Name      string            `json:"name"`
	Files     map[string]string `json:"files,omitempty"`
	Text      string            `json:"text,omitempty"`
	Namespace string            `json:"namespace,omitempty"`
	Output    string            `json:"output,omitempty"`
	Failed    bool              `json:"failed,omitempty"`
	Error     string            `json:"error,omitempty"`
}

func build(files map[string]string) (string, error) {
	fs := filesys.MakeFsInMemory()
	for name, text := range files {
		if err := fs.WriteFile("/work/"+name, []byte(text)); err != nil {
			return "", err
		}
	}
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified
	options.PluginConfig.HelmConfig.Enabled = false
	objects, err := krusty.MakeKustomizer(options).Run(fs, "/work")
	if err != nil {
		return "", err
	}
	text, err := objects.AsYaml()
	return string(text), err
}

// namespaced states a namespace in each document that has metadata without one, keeping comments and styles.
func namespaced(text, namespace string) (string, error) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	out := &bytes.Buffer{}
	encoder := yaml.NewEncoder(out)
	encoder.SetIndent(2)
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); err == io.EOF {
			return out.String(), nil
		} else if err != nil {
			return "", err
		}
		state(document.Content[0], namespace)
		if err := encoder.Encode(&document); err != nil {
			return "", err
		}
	}
}

func state(object *yaml.Node, namespace string) {
	if object.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i < len(object.Content); i += 2 {
		if object.Content[i].Value != "metadata" {
			continue
		}
		metadata := object.Content[i+1]
		for j := 0; j < len(metadata.Content); j += 2 {
			if metadata.Content[j].Value == "namespace" {
				return
			}
		}
		metadata.Content = append(metadata.Content,
			&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "namespace"},
			&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: namespace})
		return
	}
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, one := range kustomizations() {
		output, err := build(one.Files)
		one.Output = output
		if err != nil {
			one.Failed, one.Error = true, err.Error()
		}
		if err := encoder.Encode(one); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	for i, text := range documents {
		for _, namespace := range []string{"space", "n", "123"} {
			output, err := namespaced(text, namespace)
			one := record{Name: fmt.Sprintf("namespaced %d", i), Text: text, Namespace: namespace, Output: output}
			if err != nil {
				one.Failed, one.Error = true, err.Error()
			}
			if err := encoder.Encode(one); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
}
