package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/mergepatch"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/yaml"
)

// The type of the cases in Kubernetes' own tests, as a schema.
const itemSchema = `{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"},"other":{"type":"string"},
"mergingList":{"type":"array","x-kubernetes-patch-strategy":"merge","x-kubernetes-patch-merge-key":"name","items":DEEPER},
"nonMergingList":{"type":"array","items":DEEPER},
"mergingIntList":{"type":"array","x-kubernetes-patch-strategy":"merge","items":{"type":"integer"}},
"nonMergingIntList":{"type":"array","items":{"type":"integer"}},
"mergeItemPtr":DEEPER,
"simpleMap":{"type":"object","additionalProperties":{"type":"string"}},
"replacingItem":{"type":"object","x-kubernetes-patch-strategy":"replace","x-kubernetes-preserve-unknown-fields":true},
"retainKeysMap":{"type":"object","x-kubernetes-patch-strategy":"retainKeys","properties":{"name":{"type":"string"},"value":{"type":"string"},
"other":{"type":"string"},"simpleMap":{"type":"object","additionalProperties":{"type":"string"}},
"mergingIntList":{"type":"array","x-kubernetes-patch-strategy":"merge","items":{"type":"integer"}},
"mergingList":{"type":"array","x-kubernetes-patch-strategy":"merge","x-kubernetes-patch-merge-key":"name","items":DEEPER},
"nonMergingList":{"type":"array","items":DEEPER}}},
"retainKeysMergingList":{"type":"array","x-kubernetes-patch-strategy":"merge,retainKeys","x-kubernetes-patch-merge-key":"name","items":DEEPER}}}`

func nestedItemSchema(depth int) string {
	inner := `{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"},"other":{"type":"string"}}}`
	if depth > 0 {
		inner = nestedItemSchema(depth - 1)
	}
	return strings.ReplaceAll(strings.ReplaceAll(itemSchema, "\n", ""), "DEEPER", inner)
}

func moduleDir(module string) string {
	answer, err := exec.Command("go", "mod", "download", "-json", module).Output()
	check(err)
	var found struct{ Dir string }
	check(json.Unmarshal(answer, &found))
	return found.Dir
}

func strategic(r *recorder) {
	schema := nestedItemSchema(2)
	var parsed spec.Schema
	check(json.Unmarshal([]byte(schema), &parsed))
	meta := strategicpatch.PatchMetaFromOpenAPIV3{SchemaList: map[string]*spec.Schema{}, Schema: &parsed}
	r.add(record{"schema": json.RawMessage(schema)})
	for _, each := range tableCases() {
		patchCase(r, record{}, meta, each)
	}
	rng := rand.New(rand.NewSource(5))
	m := &maker{rng: rng}
	for _, kind := range []struct {
		apiVersion, name string
		data             any
		make             func() map[string]any
		count            int
	}{
		{"apps/v1", "Deployment", appsv1.Deployment{}, m.deployment, 260},
		{"v1", "Service", corev1.Service{}, m.service, 120},
		{"v1", "ConfigMap", corev1.ConfigMap{}, m.configMap, 40},
		{"policy/v1", "PodDisruptionBudget", policyv1.PodDisruptionBudget{}, m.budget, 40},
	} {
		meta, err := strategicpatch.NewPatchMetaFromStruct(kind.data)
		check(err)
		for range kind.count {
			patchCase(r, record{"apiVersion": kind.apiVersion, "kind": kind.name}, meta, map[string]any{
				"original": kind.make(), "modified": kind.make(), "current": kind.make(),
			})
		}
	}
}

// patchCase records what becomes of the states of an object, and of a patch if there is one.
func patchCase(r *recorder, f record, meta strategicpatch.LookupPatchMeta, states map[string]any) {
	get := func(key string) []byte {
		if states[key] == nil {
			return []byte("{}")
		}
		return raw(states[key])
	}
	original, modified, current := get("original"), get("modified"), get("current")
	f["original"], f["modified"], f["current"] = json.RawMessage(original), json.RawMessage(modified), json.RawMessage(current)
	if !try(func() {
		patch, err := strategicpatch.CreateTwoWayMergePatchUsingLookupPatchMeta(original, modified, meta)
		outcome(f, "twoWay", patch, err)
		if err == nil {
			result, err := strategicpatch.StrategicMergePatchUsingLookupPatchMeta(original, patch, meta)
			outcome(f, "twoWayOnOriginal", result, err)
			result, err = strategicpatch.StrategicMergePatchUsingLookupPatchMeta(current, patch, meta)
			outcome(f, "twoWayOnCurrent", result, err)
		}
		patch, err = strategicpatch.CreateThreeWayMergePatch(original, modified, current, meta, true)
		outcome(f, "threeWay", patch, err)
		if err == nil {
			result, err := strategicpatch.StrategicMergePatchUsingLookupPatchMeta(current, patch, meta)
			outcome(f, "threeWayOnCurrent", result, err)
		}
		_, err = strategicpatch.CreateThreeWayMergePatch(original, modified, current, meta, false)
		f["conflict"] = mergepatch.IsConflict(err)
		if states["twoway"] != nil {
			f["patch"] = states["twoway"]
			result, err := strategicpatch.StrategicMergePatchUsingLookupPatchMeta(original, raw(states["twoway"]), meta)
			outcome(f, "patched", result, err)
		}
	}) {
		return
	}
	r.add(f)
}

// tableCases gives the data of Kubernetes' own tests: the YAML texts that stand in them.
func tableCases() []map[string]any {
	file := filepath.Join(moduleDir("k8s.io/apimachinery@v0.37.1"), "pkg/util/strategicpatch/patch_test.go")
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	check(err)
	var cases []map[string]any
	ast.Inspect(tree, func(node ast.Node) bool {
		switch typed := node.(type) {
		case *ast.CompositeLit:
			found := map[string]any{}
			for _, element := range typed.Elts {
				pair, ok := element.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				name, ok := pair.Key.(*ast.Ident)
				if text, isText := bytesText(pair.Value); ok && isText {
					if value := yamlMap(text); value != nil {
						found[strings.ToLower(name.Name)] = value
					}
				}
			}
			if found["original"] != nil || found["modified"] != nil {
				cases = append(cases, found)
			}
		case *ast.ValueSpec:
			if len(typed.Values) == 1 {
				if text, ok := bytesText(typed.Values[0]); ok && strings.Contains(text, "testCases:") {
					list, _ := yamlMap(text)["testCases"].([]any)
					for _, each := range list {
						found := map[string]any{}
						for key, value := range each.(map[string]any) {
							if value, ok := value.(map[string]any); ok {
								found[strings.ToLower(key)] = value
							}
						}
						if found["original"] != nil || found["modified"] != nil {
							cases = append(cases, found)
						}
					}
				}
			}
		}
		return true
	})
	return cases
}

func yamlMap(text string) map[string]any {
	var out map[string]any
	if yaml.Unmarshal([]byte(text), &out) != nil {
		return nil
	}
	return out
}

func bytesText(node ast.Expr) (string, bool) {
	call, ok := node.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return "", false
	}
	literal, ok := call.Args[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}
