// Records how kstatus judges objects (github.com/fluxcd/cli-utils, which Helm 4 waits with), and how
// Helm's older ready check does. The objects of kstatus' own tables are taken out of its test file;
// others are put together from fields with chosen values, by a fixed seed.
//
//	kstatus TEST_FILE >vectors.jsonl
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"math/rand"
	"os"
	"strconv"
	"strings"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"helm.sh/helm/v4/pkg/kube"
	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/cli-runtime/pkg/resource"
	"k8s.io/client-go/kubernetes/fake"
	"sigs.k8s.io/yaml"
)

type line struct {
	Suite   string         `json:"suite"`
	Object  map[string]any `json:"object"`
	Related []any          `json:"related,omitempty"`
	Status  string         `json:"status,omitempty"`
	Reason  string         `json:"reason,omitempty"`
	Message string         `json:"message,omitempty"`
	Ready   *bool          `json:"ready,omitempty"`
	Error   string         `json:"error,omitempty"`
}

var out = json.NewEncoder(os.Stdout)

func emit(l line) {
	if err := out.Encode(l); err != nil {
		log.Fatal(err)
	}
}

func judge(object map[string]any) {
	u := &unstructured.Unstructured{Object: object}
	l := line{Suite: "kstatus", Object: object}
	result, err := status.Compute(u)
	if err != nil {
		l.Error = err.Error()
	} else {
		l.Status = string(result.Status)
		l.Message = result.Message
		if len(result.Conditions) > 0 {
			l.Reason = result.Conditions[0].Reason
		}
	}
	emit(l)
}

func tables(file string) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		log.Fatal(err)
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		literal, ok := node.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil || !strings.Contains(text, "kind:") {
			return true
		}
		for _, created := range []string{"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"} {
			if strings.Contains(text, "%s") {
				record(strings.ReplaceAll(text, "%s", created))
			} else {
				record(text)
				break
			}
		}
		return true
	})
}

func record(text string) {
	object, err := read(text)
	if err != nil {
		log.Fatal(err)
	}
	judge(object)
}

func read(text string) (map[string]any, error) {
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	return u.Object, nil
}

// A field and the values it may have; nil leaves it out.
type field struct {
	path   string
	values []any
}

func numbers(path string, values ...int64) field {
	f := field{path: path, values: []any{nil}}
	for _, v := range values {
		f.values = append(f.values, v)
	}
	return f
}

func condition(kind, state, reason string) map[string]any {
	return map[string]any{
		"type": kind, "status": state, "reason": reason, "message": "message of " + kind,
	}
}

func conditions(kinds map[string][]string) func(*rand.Rand) []any {
	names := make([]string, 0)
	for _, name := range []string{
		"Progressing", "Available", "ReplicaFailure", "Ready", "PodScheduled", "Complete", "Failed",
		"NamesAccepted", "Established", "Reconciling", "Stalled", "SuccessCriteriaMet",
	} {
		if _, ok := kinds[name]; ok {
			names = append(names, name)
		}
	}
	return func(r *rand.Rand) []any {
		list := []any{}
		for _, name := range names {
			if r.Intn(3) == 0 {
				continue
			}
			reasons := kinds[name]
			list = append(list, condition(
				name, []string{"True", "False", "Unknown"}[r.Intn(3)], reasons[r.Intn(len(reasons))]))
		}
		return list
	}
}

type shape struct {
	version, kind string
	fields        []field
	conditions    func(*rand.Rand) []any
}

var small = []int64{0, 1, 2, 3}

var shapes = []shape{
	{"apps/v1", "Deployment", []field{
		numbers("spec.replicas", small...), numbers("spec.progressDeadlineSeconds", 600, 2147483647),
		numbers("status.replicas", small...), numbers("status.updatedReplicas", small...),
		numbers("status.readyReplicas", small...), numbers("status.availableReplicas", small...),
	}, conditions(map[string][]string{
		"Progressing": {"NewReplicaSetAvailable", "ProgressDeadlineExceeded", "ReplicaSetUpdated"},
		"Available":   {"MinimumReplicasAvailable"}, "ReplicaFailure": {"FailedCreate"}})},
	{"apps/v1", "StatefulSet", []field{
		numbers("spec.replicas", small...), numbers("status.replicas", small...),
		numbers("status.readyReplicas", small...), numbers("status.currentReplicas", small...),
		numbers("status.updatedReplicas", small...),
		numbers("spec.updateStrategy.rollingUpdate.partition", 0, 1, 2),
		{"spec.updateStrategy.type", []any{nil, "RollingUpdate", "RollingUpdate", "OnDelete"}},
		{"status.currentRevision", []any{nil, "a", "a"}}, {"status.updateRevision", []any{nil, "a", "a", "b"}},
	}, nil},
	{"apps/v1", "DaemonSet", []field{
		numbers("status.desiredNumberScheduled", small...), numbers("status.currentNumberScheduled", small...),
		numbers("status.updatedNumberScheduled", small...), numbers("status.numberAvailable", small...),
		numbers("status.numberReady", small...),
	}, nil},
	{"apps/v1", "ReplicaSet", []field{
		numbers("spec.replicas", small...), numbers("status.replicas", small...),
		numbers("status.readyReplicas", small...), numbers("status.availableReplicas", small...),
		numbers("status.fullyLabeledReplicas", small...),
	}, conditions(map[string][]string{"ReplicaFailure": {"FailedCreate"}})},
	{"v1", "Pod", []field{
		{"status.phase", []any{nil, "Pending", "Running", "Running", "Succeeded", "Failed", "Odd"}},
		{"metadata.creationTimestamp", []any{nil, "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"}},
		{"status.containerStatuses", []any{
			nil, []any{},
			[]any{map[string]any{"name": "a", "state": map[string]any{"waiting": map[string]any{"reason": "CrashLoopBackOff"}}}},
			[]any{
				map[string]any{"name": "a", "state": map[string]any{"running": map[string]any{}}},
				map[string]any{"name": "b", "state": map[string]any{"waiting": map[string]any{"reason": "CrashLoopBackOff"}}},
				map[string]any{"name": "c", "state": map[string]any{"waiting": map[string]any{"reason": "CrashLoopBackOff"}}},
			},
			[]any{map[string]any{"name": "a", "state": map[string]any{"waiting": map[string]any{"reason": "ErrImagePull"}}}},
		}},
	}, conditions(map[string][]string{"Ready": {"ContainersNotReady"}, "PodScheduled": {"Unschedulable", "Other"}})},
	{"batch/v1", "Job", []field{
		numbers("spec.parallelism", 1, 2), numbers("spec.completions", 1, 3), numbers("status.succeeded", small...),
		numbers("status.active", small...), numbers("status.failed", small...),
		{"status.startTime", []any{nil, "2020-01-01T00:00:00Z"}},
	}, conditions(map[string][]string{"Complete": {"CompletionsReached"}, "Failed": {"BackoffLimitExceeded", "DeadlineExceeded"}})},
	{"batch/v1", "CronJob", nil, nil},
	{"v1", "PersistentVolumeClaim", []field{{"status.phase", []any{nil, "Pending", "Bound", "Lost"}}}, nil},
	{"v1", "Service", []field{
		{"spec.type", []any{nil, "ClusterIP", "LoadBalancer", "LoadBalancer", "NodePort", "ExternalName"}},
		{"spec.clusterIP", []any{nil, "", "10.0.0.1", "None"}},
	}, nil},
	{"policy/v1", "PodDisruptionBudget", nil, nil},
	{"v1", "ConfigMap", nil, nil},
	{"v1", "Secret", nil, nil},
	{"v1", "Namespace", []field{{"status.phase", []any{nil, "Active", "Terminating"}}}, nil},
	{"apiextensions.k8s.io/v1", "CustomResourceDefinition", nil, conditions(map[string][]string{
		"NamesAccepted": {"NoConflicts", "MultipleNamesNotAllowed"}, "Established": {"Installing", "InitialNamesAccepted"}})},
	{"example.org/v1", "Widget", nil, conditions(map[string][]string{
		"Ready": {"", "Working"}, "Reconciling": {"Progressing"}, "Stalled": {"Broken"}})},
	{"networking.k8s.io/v1", "Ingress", nil, conditions(map[string][]string{"Ready": {"x"}})},
}

func set(object map[string]any, path string, value any) {
	if value != nil {
		if err := unstructured.SetNestedField(object, value, strings.Split(path, ".")...); err != nil {
			log.Fatal(err)
		}
	}
}

func generate(r *rand.Rand, s shape) map[string]any {
	object := map[string]any{
		"apiVersion": s.version, "kind": s.kind,
		"metadata": map[string]any{"name": "test", "namespace": "qual"},
	}
	// Mostly of one mind, so that more than the first check is reached.
	favourite := int64(1 + r.Intn(3))
	for _, f := range s.fields {
		value := f.values[r.Intn(len(f.values))]
		if n, ok := value.(int64); ok && n <= 3 && r.Intn(4) > 0 {
			value = favourite
		}
		set(object, f.path, value)
	}
	if s.conditions != nil && r.Intn(5) > 0 {
		set(object, "status.conditions", s.conditions(r))
	}
	switch r.Intn(8) {
	case 0:
	case 1:
		set(object, "metadata.generation", int64(2))
		set(object, "status.observedGeneration", int64(1))
	case 2:
		set(object, "metadata.generation", int64(2))
	default:
		set(object, "metadata.generation", int64(2))
		set(object, "status.observedGeneration", int64(2))
	}
	if r.Intn(25) == 0 {
		set(object, "metadata.deletionTimestamp", "2020-01-01T00:00:00Z")
	}
	return object
}

func main() {
	tables(os.Args[1])
	r := rand.New(rand.NewSource(7))
	for _, s := range shapes {
		count := 10 + 25*len(s.fields)
		if s.conditions != nil {
			count += 60
		}
		for range count {
			judge(generate(r, s))
		}
	}
	for _, path := range []string{"metadata.generation", "status.observedGeneration", "metadata.deletionTimestamp"} {
		object := generate(rand.New(rand.NewSource(1)), shapes[14])
		delete(object["metadata"].(map[string]any), "deletionTimestamp")
		set(object, "metadata.generation", int64(2))
		set(object, path, map[string]any{"x": "y"})
		judge(object)
	}
	legacy(r)
}

// The older check, with jobs, and with paused deployments taken for ready. It fetches
// CustomResourceDefinitions from a real cluster only, so they are left out.
func legacy(r *rand.Rand) {
	for range 150 {
		deployment(r)
	}
	for _, s := range []shape{
		{"apps/v1", "StatefulSet", append([]field{
			numbers("metadata.generation", 1, 2), numbers("status.observedGeneration", 1, 2)}, shapes[1].fields...), nil},
		{"apps/v1", "DaemonSet", append([]field{
			numbers("metadata.generation", 1, 2), numbers("status.observedGeneration", 1, 2),
			{"spec.updateStrategy.type", []any{nil, "RollingUpdate", "RollingUpdate", "RollingUpdate", "OnDelete"}}},
			shapes[2].fields...), nil},
		{"v1", "PersistentVolumeClaim", shapes[7].fields, nil},
		{"v1", "Service", append([]field{
			{"spec.externalIPs", []any{nil, []any{"1.2.3.4"}}},
			{"status.loadBalancer.ingress", []any{nil, []any{map[string]any{"ip": "1.2.3.4"}}}}}, shapes[8].fields...), nil},
		{"v1", "Pod", nil, conditions(map[string][]string{"Ready": {"x"}, "PodScheduled": {"x"}})},
		{"batch/v1", "Job", append([]field{numbers("spec.backoffLimit", 0, 1)}, shapes[5].fields...), nil},
		{"v1", "ConfigMap", nil, nil},
	} {
		for range 20 + 15*len(s.fields) {
			object := generate(r, s)
			if s.kind == "Job" {
				if _, found, _ := unstructured.NestedInt64(object, "spec", "backoffLimit"); !found {
					set(object, "spec.backoffLimit", int64(1))
				}
			}
			if s.kind == "DaemonSet" {
				limits := []any{int64(0), int64(1), "50%", "1%"}
				set(object, "spec.updateStrategy.rollingUpdate.maxUnavailable", limits[r.Intn(len(limits))])
			}
			check(object)
		}
	}
}

func deployment(r *rand.Rand) {
	template := func(image string) map[string]any {
		return map[string]any{
			"metadata": map[string]any{"labels": map[string]any{"app": "test"}},
			"spec":     map[string]any{"containers": []any{map[string]any{"name": "a", "image": image}}},
		}
	}
	object := map[string]any{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": map[string]any{"name": "test", "namespace": "qual", "uid": "u", "generation": int64(2)},
		"spec": map[string]any{
			"replicas": int64(r.Intn(5)), "template": template("new"),
			"selector": map[string]any{"matchLabels": map[string]any{"app": "test"}},
		},
		"status": map[string]any{"observedGeneration": int64(2 - r.Intn(5)/4)},
	}
	if r.Intn(10) == 0 {
		set(object, "spec.paused", true)
	}
	if r.Intn(5) == 0 {
		set(object, "spec.strategy.type", "Recreate")
	} else {
		limits := []any{int64(0), int64(1), int64(9), "25%", "50%", "1%"}
		set(object, "spec.strategy.type", "RollingUpdate")
		set(object, "spec.strategy.rollingUpdate.maxUnavailable", limits[r.Intn(len(limits))])
		set(object, "spec.strategy.rollingUpdate.maxSurge", limits[r.Intn(len(limits))])
	}
	var related []any
	for i, image := range []string{"old", "new"} {
		if r.Intn(6) == 0 {
			continue
		}
		labelled := template(image)
		set(labelled, "metadata.labels", map[string]any{"app": "test", "pod-template-hash": image})
		related = append(related, map[string]any{
			"apiVersion": "apps/v1", "kind": "ReplicaSet",
			"metadata": map[string]any{
				"name": "test-" + image, "namespace": "qual", "generation": int64(1),
				"creationTimestamp": fmt.Sprintf("2020-01-0%dT00:00:00Z", i+1),
				"labels":            map[string]any{"app": "test"},
				"ownerReferences": []any{map[string]any{
					"apiVersion": "apps/v1", "kind": "Deployment", "name": "test", "uid": "u", "controller": true}},
			},
			"spec":   map[string]any{"template": labelled},
			"status": map[string]any{"observedGeneration": int64(1 - r.Intn(6)/5), "readyReplicas": int64(r.Intn(5))},
		})
	}
	check(object, related...)
}

func check(object map[string]any, related ...any) {
	typed := kube.AsVersioned(&resource.Info{Object: &unstructured.Unstructured{Object: object}})
	objects := []runtime.Object{}
	switch typed.(type) {
	case *unstructured.Unstructured:
	default:
		objects = append(objects, typed)
	}
	for _, item := range related {
		set := &appsv1.ReplicaSet{}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(item.(map[string]any), set); err != nil {
			log.Fatal(err)
		}
		objects = append(objects, set)
	}
	client := fake.NewSimpleClientset(objects...)
	checker := kube.NewReadyChecker(client, kube.PausedAsReady(true), kube.CheckJobs(true))
	info := &resource.Info{
		Namespace: "qual", Name: "test", Object: typed,
		Client: nil,
	}
	ready, err := checker.IsReady(context.Background(), info)
	l := line{Suite: "legacy", Object: object, Related: related, Ready: &ready}
	if err != nil {
		l.Error = err.Error()
	}
	emit(l)
}
