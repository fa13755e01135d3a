package main

import (
	"encoding/json"
	"fmt"
	"math/rand"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	"k8s.io/apimachinery/pkg/util/jsonmergepatch"
)

var documents = []string{
	`{"a":1,"b":{"c":[1,2,3],"d":"x","e":null},"f~g":{"h/i":true},"l":[{"n":"p"},{"n":"q"}]}`,
	`{"spec":{"replicas":3,"containers":[{"name":"a","image":"b"},{"name":"c","env":[{"name":"x","value":"y"}]}]}}`,
	`{}`,
	`{"":"empty","0":{"1":[[1],[2]]}}`,
}

func jsonPatches(r *recorder) {
	rng := rand.New(rand.NewSource(3))
	paths := []string{
		"", "/", "/a", "/b", "/b/c", "/b/c/0", "/b/c/1", "/b/c/2", "/b/c/3", "/b/c/4", "/b/c/-", "/b/c/-1", "/b/c/-3", "/b/c/-4", "/b/c/x", "/b/d",
		"/b/d/z", "/b/e", "/b/e/y", "/f~0g", "/f~0g/h~1i", "/f~1g", "/l/0/n", "/l/1", "/l/2/n", "/nope", "/nope/x", "a", "/0/1/0/0", "/0/1/1",
		"/spec/replicas", "/spec/containers/0/image", "/spec/containers/1/env/0", "/spec/containers/-", "/spec/containers/0",
	}
	values := []any{1, "x", nil, true, map[string]any{"k": "v"}, []any{1, 2, 3}, 1.5, map[string]any{}, []any{}, 3}
	kinds := []string{"add", "remove", "replace", "move", "copy", "test", "test", "jump"}
	for range 2500 {
		document := documents[rng.Intn(len(documents))]
		var operations []any
		for range 1 + rng.Intn(3) {
			operation := map[string]any{"op": kinds[rng.Intn(len(kinds))]}
			if rng.Intn(25) != 0 {
				operation["path"] = paths[rng.Intn(len(paths))]
			}
			kind := operation["op"]
			if kind == "move" || kind == "copy" {
				operation["from"] = paths[rng.Intn(len(paths))]
			} else if kind != "remove" && rng.Intn(20) != 0 {
				operation["value"] = values[rng.Intn(len(values))]
			}
			if rng.Intn(40) == 0 {
				delete(operation, "op")
			}
			operations = append(operations, operation)
		}
		f := record{"document": json.RawMessage(document), "patch": raw(operations)}
		if try(func() {
			patch, err := jsonpatch.DecodePatch(raw(operations))
			check(err)
			result, err := patch.Apply([]byte(document))
			outcome(f, "result", result, err)
		}) {
			r.add(f)
		}
	}
}

// tree makes a value of few keys, so that two of them often have something in common.
func tree(rng *rand.Rand, depth int) any {
	switch n := rng.Intn(10); {
	case n < 5 && depth > 0:
		out := map[string]any{}
		for range rng.Intn(5) {
			out[string("abcde"[rng.Intn(5)])] = tree(rng, depth-1)
		}
		return out
	case n < 6 && depth > 0:
		out := []any{}
		for range rng.Intn(4) {
			out = append(out, tree(rng, depth-1))
		}
		return out
	case n == 6:
		return nil
	case n == 7:
		return rng.Intn(3)
	case n == 8:
		return rng.Intn(2) == 0
	}
	return fmt.Sprint("t", rng.Intn(3))
}

func object(rng *rand.Rand) map[string]any {
	for {
		if out, ok := tree(rng, 4).(map[string]any); ok {
			return out
		}
	}
}

func mergePatches(r *recorder) {
	rng := rand.New(rand.NewSource(4))
	for range 900 {
		a, b, c := object(rng), object(rng), object(rng)
		f := record{"original": a, "modified": b, "current": c}
		result, err := jsonpatch.MergePatch(raw(a), raw(b))
		outcome(f, "applied", result, err)
		result, err = jsonpatch.MergeMergePatches(raw(a), raw(b))
		outcome(f, "joined", result, err)
		result, err = jsonpatch.CreateMergePatch(raw(a), raw(b))
		outcome(f, "created", result, err)
		result, err = jsonmergepatch.CreateThreeWayJSONMergePatch(raw(a), raw(b), raw(c))
		if err != nil {
			f["conflict"] = true
		} else {
			f["threeWay"] = json.RawMessage(result)
		}
		r.add(f)
	}
}
