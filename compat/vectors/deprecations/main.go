// Command deprecations lists the deprecated API versions that client-go knows: what helm lint warns of.
// It is a module of its own, since nothing else here needs Kubernetes' packages.
//
//	go run . > ../../../chart/src/main/resources/dev/slipway/chart/lint/deprecations.txt
//
// Each line: API version, kind, major and minor version of the deprecation, the warning.
package main

import (
	"fmt"
	"sort"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/endpoints/deprecation"
	"k8s.io/client-go/kubernetes/scheme"
)

type deprecated interface {
	APILifecycleDeprecated() (major, minor int)
}

func main() {
	all := runtime.NewScheme()
	if err := scheme.AddToScheme(all); err != nil {
		panic(err)
	}
	var lines []string
	for gvk := range all.AllKnownTypes() {
		object, err := all.New(gvk)
		if err != nil {
			panic(err)
		}
		object.GetObjectKind().SetGroupVersionKind(gvk)
		since, ok := object.(deprecated)
		if !ok {
			continue
		}
		major, minor := since.APILifecycleDeprecated()
		if major == 0 && minor == 0 {
			continue
		}
		apiVersion, kind := gvk.ToAPIVersionAndKind()
		lines = append(lines, fmt.Sprintf("%s\t%s\t%d\t%d\t%s",
			apiVersion, kind, major, minor, deprecation.WarningMessage(object)))
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Println(line)
	}
}
