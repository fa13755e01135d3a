package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/managedfields"
	"k8s.io/apimachinery/pkg/util/managedfields/managedfieldstest"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/client-go/util/csaupgrade"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/structured-merge-diff/v6/fieldpath"
)

// converter knows Kubernetes' own kinds and the custom one.
func converter() managedfields.TypeConverter {
	models := map[string]*spec.Schema{}
	files, err := filepath.Glob(filepath.Join(moduleDir("k8s.io/kubernetes@v1.37.2"), "api/openapi-spec/v3/*.json"))
	check(err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		var document struct {
			Components struct {
				Schemas map[string]*spec.Schema `json:"schemas"`
			} `json:"components"`
		}
		check(json.Unmarshal(text, &document))
		for name, model := range document.Components.Schemas {
			models[name] = model
		}
	}
	var custom map[string]any
	check(json.Unmarshal([]byte(customSchema), &custom))
	properties := custom["properties"].(map[string]any)
	properties["apiVersion"] = map[string]any{"type": "string"}
	properties["kind"] = map[string]any{"type": "string"}
	properties["metadata"] = map[string]any{"$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}
	custom["x-kubernetes-group-version-kind"] = []any{map[string]any{"group": "example.com", "version": "v1", "kind": "Widget"}}
	var model spec.Schema
	check(json.Unmarshal(raw(custom), &model))
	models["com.example.v1.Widget"] = &model
	out, err := managedfields.NewTypeConverter(models, false)
	check(err)
	return out
}

// live gives the object with its owners in a fixed order and without the times, which are always others.
func live(manager tracker) any {
	var out map[string]any
	check(json.Unmarshal(raw(manager.Live()), &out))
	metadata, _ := out["metadata"].(map[string]any)
	if entries, ok := metadata["managedFields"].([]any); ok {
		key := func(i int) string {
			entry := entries[i].(map[string]any)
			text := func(name string) string { value, _ := entry[name].(string); return value }
			return text("operation") + " " + text("manager") + " " + text("apiVersion") + " " + text("subresource")
		}
		sort.SliceStable(entries, func(i, j int) bool { return key(i) < key(j) })
		for _, entry := range entries {
			if entry.(map[string]any)["time"] != nil {
				entry.(map[string]any)["time"] = "T"
			}
		}
	}
	return out
}

// tracker is what keeps a live object and its owners.
type tracker interface {
	Live() runtime.Object
	Apply(obj runtime.Object, manager string, force bool) error
	Update(obj runtime.Object, manager string) error
}

// ignoring is a tracker for writes that do not change some of the fields.
type ignoring struct {
	manager *managedfields.FieldManager
	live    runtime.Object
}

func newIgnoring(types managedfields.TypeConverter, gvk schema.GroupVersionKind, subresource string, names []string) *ignoring {
	set := fieldpath.NewSet()
	for _, name := range names {
		set.Insert(fieldpath.MakePathOrDie(name))
	}
	manager, err := managedfields.NewDefaultFieldManager(types, same{}, same{}, same{}, gvk, gvk.GroupVersion(), subresource,
		fieldpath.NewExcludeFilterSetMap(map[fieldpath.APIVersion]*fieldpath.Set{fieldpath.APIVersion(gvk.GroupVersion().String()): set}))
	check(err)
	live, _ := same{}.New(gvk)
	return &ignoring{manager, live}
}

func (i *ignoring) Live() runtime.Object { return i.live.DeepCopyObject() }

func (i *ignoring) Apply(obj runtime.Object, manager string, force bool) error {
	out, err := i.manager.Apply(i.live, obj, manager, force)
	if err == nil {
		i.live = out
	}
	return err
}

func (i *ignoring) Update(obj runtime.Object, manager string) error {
	out, err := i.manager.Update(i.live, obj, manager)
	if err == nil {
		i.live = out
	}
	return err
}

// same is what converts, sets defaults and creates, where there is one version and there are no defaults.
type same struct{}

func (same) Convert(in, out, context any) error { return errors.New("not used") }

func (same) ConvertToVersion(in runtime.Object, _ runtime.GroupVersioner) (runtime.Object, error) {
	return in, nil
}

func (same) ConvertFieldLabel(_ schema.GroupVersionKind, _, _ string) (string, string, error) {
	return "", "", errors.New("not used")
}

func (same) Default(runtime.Object) {}

func (same) New(gvk schema.GroupVersionKind) (runtime.Object, error) {
	out := &unstructured.Unstructured{}
	out.SetGroupVersionKind(gvk)
	return out, nil
}

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// clientSide records what kubectl makes of objects that it applied client-side before.
func clientSide(r *recorder, m *maker, types managedfields.TypeConverter) {
	gvk := schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}
	for range 60 {
		manager := managedfieldstest.NewTestFieldManager(types, gvk)
		var steps []any
		first := m.deployment()
		text := string(raw(first))
		annotations, _ := first["metadata"].(map[string]any)["annotations"].(map[string]any)
		if annotations == nil {
			annotations = map[string]any{}
		}
		annotations[lastApplied] = text
		first["metadata"].(map[string]any)["annotations"] = annotations
		do := func(kind, name string, force bool, sent map[string]any) {
			f := record{"do": kind, "manager": name, "force": force, "sent": json.RawMessage(raw(sent))}
			var err error
			if kind == "apply" {
				err = manager.Apply(unstructuredOf(sent), name, force)
			} else {
				err = manager.Update(unstructuredOf(sent), name)
			}
			steps = append(steps, result(f, manager, err))
		}
		do("update", "kubectl-client-side-apply", false, first)
		if m.maybe() {
			var changed map[string]any
			check(json.Unmarshal(raw(first), &changed))
			changed["spec"].(map[string]any)["replicas"] = int64(7)
			do("update", "scaler", false, changed)
		}
		do("apply", "kubectl", false, m.deployment())
		do("apply", "kubectl", m.maybe(), m.deployment())
		r.add(record{"apiVersion": "apps/v1", "kind": "Deployment", "steps": steps})
	}
}

// manyUpdaters records how the oldest of many owners are joined.
func manyUpdaters(r *recorder, m *maker, types managedfields.TypeConverter) {
	for range 12 {
		// All within one second: the order of the owners depends on the times, which are in seconds.
		time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second)))
		manager := newIgnoring(types, schema.GroupVersionKind{Version: "v1", Kind: "ConfigMap"}, "", nil)
		var steps []any
		data := map[string]any{}
		for i := range 13 {
			data[fmt.Sprint("k", m.rng.Intn(16))] = fmt.Sprint(i)
			sent := map[string]any{"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "web", "namespace": "default"}, "data": data}
			name := fmt.Sprint("m", m.rng.Intn(20))
			f := record{"do": "update", "manager": name, "sent": json.RawMessage(raw(sent))}
			err := manager.Update(unstructuredOf(sent), name)
			steps = append(steps, result(f, manager, err))
		}
		r.add(record{"apiVersion": "v1", "kind": "ConfigMap", "steps": steps})
	}
}

func unstructuredOf(value any) *unstructured.Unstructured {
	out := &unstructured.Unstructured{}
	check(out.UnmarshalJSON(raw(value)))
	return out
}

func apply(r *recorder) {
	types := converter()
	rng := rand.New(rand.NewSource(6))
	m := &maker{rng: rng, partly: true}
	r.add(record{"schema": json.RawMessage(strings.ReplaceAll(customSchema, "\n", ""))})
	for _, kind := range []struct {
		gvk   schema.GroupVersionKind
		make  func() map[string]any
		count int
	}{
		{schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}, m.deployment, 150},
		{schema.GroupVersionKind{Version: "v1", Kind: "Service"}, m.service, 90},
		{schema.GroupVersionKind{Version: "v1", Kind: "ConfigMap"}, m.configMap, 60},
		{schema.GroupVersionKind{Group: "policy", Version: "v1", Kind: "PodDisruptionBudget"}, m.budget, 30},
		{schema.GroupVersionKind{Group: "example.com", Version: "v1", Kind: "Widget"}, m.custom, 120},
	} {
		for range kind.count {
			subresource := ""
			if rng.Intn(15) == 0 {
				subresource = "status"
			}
			manager := managedfieldstest.NewTestFieldManagerSubresource(types, kind.gvk, subresource)
			var steps []any
			for range 2 + rng.Intn(4) {
				steps = append(steps, step(rng, m, manager, kind.make))
			}
			r.add(record{"apiVersion": kind.gvk.GroupVersion().String(), "kind": kind.gvk.Kind, "subresource": subresource, "steps": steps})
		}
	}
	clientSide(r, m, types)
	manyUpdaters(r, m, types)
	ignored(r, m, types)
}

func ignored(r *recorder, m *maker, types managedfields.TypeConverter) {
	gvk := schema.GroupVersionKind{Group: "example.com", Version: "v1", Kind: "Widget"}
	for range 60 {
		subresource, names := "", []string{"status"}
		if m.maybe() {
			subresource, names = "status", []string{"spec", "metadata"}
		}
		manager := newIgnoring(types, gvk, subresource, names)
		var steps []any
		for range 2 + m.rng.Intn(3) {
			steps = append(steps, step(m.rng, m, manager, func() map[string]any {
				out := m.custom()
				if m.maybe() {
					out["status"] = map[string]any{"phase": m.pick("a", "b")}
				}
				return out
			}))
		}
		r.add(record{"apiVersion": "example.com/v1", "kind": "Widget", "subresource": subresource, "ignored": names, "steps": steps})
	}
}

func step(rng *rand.Rand, m *maker, manager tracker, make func() map[string]any) any {
	sent := make()
	// Wrong and empty things now and then.
	switch rng.Intn(40) {
	case 0:
		sent["nonsense"] = "x"
	case 1:
		sent["metadata"].(map[string]any)["labels"] = map[string]any{"app": int64(1)}
	case 2:
		sent["metadata"].(map[string]any)["labels"] = nil
	case 3:
		sent["metadata"].(map[string]any)["annotations"] = map[string]any{}
	}
	f := record{"manager": m.pick("helm", "kubectl", "other", "")}
	var err error
	if rng.Intn(3) != 0 {
		f["do"], f["force"] = "apply", rng.Intn(3) == 0
		f["sent"] = json.RawMessage(raw(sent))
		err = manager.Apply(unstructuredOf(sent), f["manager"].(string), f["force"].(bool))
	} else {
		f["do"] = "update"
		if rng.Intn(3) != 0 {
			// Mostly the live object with something changed in it.
			var base map[string]any
			check(json.Unmarshal(raw(manager.Live()), &base))
			if metadata, ok := base["metadata"].(map[string]any); ok {
				delete(metadata, "managedFields")
			}
			for key, value := range sent {
				if rng.Intn(2) == 0 {
					base[key] = value
				}
			}
			sent = base
		}
		f["sent"] = json.RawMessage(raw(sent))
		err = manager.Update(unstructuredOf(sent), f["manager"].(string))
	}
	return result(f, manager, err)
}

// result puts what came of a step into it.
func result(f record, manager tracker, err error) any {
	var status *apierrors.StatusError
	switch {
	case errors.As(err, &status) && status.ErrStatus.Reason == metav1.StatusReasonConflict:
		conflicts := []string{}
		for _, cause := range status.ErrStatus.Details.Causes {
			conflicts = append(conflicts, cause.Message+": "+cause.Field)
		}
		sort.Strings(conflicts)
		f["conflicts"] = conflicts
		if len(conflicts) == 1 {
			f["message"] = status.ErrStatus.Message
		}
	case err != nil:
		f["error"] = err.Error()
	}
	f["live"] = live(manager)
	return f
}

func takeOver(r *recorder) {
	types := converter()
	rng := rand.New(rand.NewSource(7))
	m := &maker{rng: rng, partly: true}
	for range 120 {
		manager := managedfieldstest.NewTestFieldManager(types, schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"})
		for range 1 + rng.Intn(4) {
			object := unstructuredOf(m.deployment())
			name := m.pick("helm", "kubectl-client-side-apply", "other", "before-first-apply")
			if rng.Intn(3) == 0 {
				_ = manager.Apply(object, m.pick("helm", "slipway"), true)
			} else {
				_ = manager.Update(object, name)
			}
		}
		object := manager.Live().(*unstructured.Unstructured)
		object.SetResourceVersion("5")
		entries := object.GetManagedFields()
		for i := range entries {
			entries[i].Time = &metav1.Time{Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
		}
		object.SetManagedFields(entries)
		before := object.DeepCopy()
		target := m.pick("helm", "slipway")
		// Names are taken one by one, in an order that Go's sets do not have: so one at a time.
		name := m.pick("helm", "kubectl-client-side-apply", "before-first-apply")
		f := record{"object": raw(before), "from": name, "to": target}
		patch, err := csaupgrade.UpgradeManagedFieldsPatch(object, sets.New(name), target)
		check(err)
		if patch != nil {
			f["patch"] = json.RawMessage(patch)
		}
		r.add(f)
	}
}
