// Records what Go writes for an empty object of each built-in kind: new objects are compared with it
// to tell which fields their first manager owns.
//
//	go run . > sandbox/src/main/resources/dev/slipway/sandbox/rule/empty.txt
//
// Lines: API-VERSION KIND JSON, without kinds for which the JSON says nothing.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"reflect"
	"sort"
	"strings"

	extensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
)

func main() {
	if err := extensions.AddToScheme(scheme.Scheme); err != nil {
		log.Fatal(err)
	}
	var lines []string
	for gvk, t := range scheme.Scheme.AllKnownTypes() {
		if gvk.Version == runtime.APIVersionInternal || strings.HasSuffix(gvk.Kind, "List") ||
			strings.Contains(gvk.Version, "alpha") || strings.Contains(gvk.Version, "beta") ||
			strings.HasSuffix(gvk.Kind, "Options") || gvk.Kind == "WatchEvent" {
			continue
		}
		text, err := json.Marshal(reflect.New(t).Interface())
		if err != nil {
			log.Fatal(err)
		}
		var tree map[string]any
		if err := json.Unmarshal(text, &tree); err != nil {
			log.Fatal(err)
		}
		if _, ok := tree["metadata"]; !ok {
			continue
		}
		delete(tree, "metadata")
		if len(tree) == 0 {
			continue
		}
		if text, err = json.Marshal(tree); err != nil {
			log.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", gvk.GroupVersion(), gvk.Kind, text))
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Println(line)
	}
}
