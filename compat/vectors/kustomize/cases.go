package main

import (
	"fmt"
	"strings"
)

// Objects of many kinds that name each other.
const objects = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: runner
      initContainers:
      - {name: init, image: "registry.example.org:5000/init:1.0@sha256:abc"}
      containers:
      - name: main
        image: nginx:1.19
        args: [a, b]
        ports:
        - containerPort: 80
        envFrom:
        - configMapRef: {name: settings}
        env:
        - {name: A, valueFrom: {secretKeyRef: {name: hidden, key: a}}}
        - {name: B, value: "2"}
      - name: side
        image: busybox
      volumes:
      - {name: v, configMap: {name: settings}}
      - {name: s, secret: {secretName: hidden}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {a: "1", b: yes, c: "no", f: "0123"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: odd}
data: {d: 0x10, e: 1.50, g: null}
---
apiVersion: v1
kind: Secret
metadata: {name: hidden}
type: Opaque
data: {a: YQ==}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: runner}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  tls: [{secretName: hidden}]
  rules:
  - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [secrets], resourceNames: [hidden], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: reading}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
- {kind: ServiceAccount, name: runner, namespace: default}
- {kind: ServiceAccount, name: default, namespace: other}
- {kind: User, name: somebody}
---
apiVersion: v1
kind: Namespace
metadata: {name: place}
---
apiVersion: example.org/v1
kind: Thing
metadata: {name: web, namespace: place}
spec: {list: [{name: a, v: 1}], on: off}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: tick}
spec:
  schedule: "* * * * *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: tick, image: "nginx"}]}}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {serviceName: web, template: {spec: {containers: [{name: db, image: "db@sha256:0a"}]}}, volumeClaimTemplates: [{metadata: {name: data}}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {kind: Deployment, name: web, apiVersion: apps/v1}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: hook}
webhooks: [{name: a.example.org, clientConfig: {service: {name: web, namespace: default, path: /x}}}]
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec: {group: example.org, names: {kind: Thing}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}}
`

// Fields of a kustomization over the objects, one case each.
var fields = []string{
	"", "namePrefix: pre-", "nameSuffix: -post", "namePrefix: pre-\nnameSuffix: -post", "namespace: space",
	"namespace: space\nnamePrefix: pre-", "commonLabels: {team: blue}", "commonLabels: {app: other, team: blue}",
	"labels: [{pairs: {team: blue}}]", "labels: [{pairs: {team: blue}, includeSelectors: true}]",
	"labels: [{pairs: {team: blue}, includeTemplates: true}]", "labels: [{pairs: {team: blue}, fields: [{path: spec/extra, create: true, kind: Thing}]}]",
	"commonAnnotations: {note: x}", "commonAnnotations: {number: \"1\", truth: \"true\"}",
	"images: [{name: nginx, newTag: \"2\"}]", "images: [{name: nginx, newName: mirror/nginx}]", "images: [{name: nginx, digest: \"sha256:f\"}]",
	"images: [{name: nginx, newTag: \"2\", digest: \"sha256:f\"}]", "images: [{name: db, newTag: \"3\"}]", "images: [{name: \"registry.example.org:5000/init\", newTag: \"3\"}]",
	"images: [{name: nginx, tagSuffix: -alpine}]", "images: [{name: busybox, newTag: \"1\"}, {name: \".*nginx\", newTag: \"5\"}]",
	"replicas: [{name: web, count: 5}]", "replicas: [{name: db, count: 2}]", "replicas: [{name: none, count: 2}]",
	"configMapGenerator: [{name: made, literals: [a=1, 'b=\"two\"', c=x=y]}]", "configMapGenerator: [{name: made, files: [text.txt, other=text.txt]}]",
	"configMapGenerator: [{name: made, envs: [some.env]}]", "configMapGenerator: [{name: settings, behavior: merge, literals: [z=9]}]",
	"configMapGenerator: [{name: settings, behavior: replace, literals: [z=9]}]", "configMapGenerator: [{name: settings, literals: [z=9]}]",
	"configMapGenerator: [{name: made, literals: [a=1], options: {labels: {l: m}, annotations: {note: o}, immutable: true}}]",
	"generatorOptions: {disableNameSuffixHash: true, labels: {g: h}}\nconfigMapGenerator: [{name: made, literals: [a=1]}]",
	"secretGenerator: [{name: made, literals: [a=1], type: example.org/kind}]", "secretGenerator: [{name: made, files: [long.txt]}]",
	"namePrefix: pre-\nconfigMapGenerator: [{name: made, literals: [a=1], namespace: other}]",
	"sortOptions: {order: fifo}", "sortOptions: {order: legacy}\nnamePrefix: pre-",
	"patches: [{path: merge.yaml}]", "patches: [{path: json.yaml, target: {kind: Deployment}}]", "patches: [{path: json.yaml}]",
	"patchesStrategicMerge: [merge.yaml]", "patchesJson6902: [{target: {group: apps, version: v1, kind: Deployment, name: web}, path: json.yaml}]",
	"patches: [{target: {name: web}, patch: '[{op: add, path: /metadata/labels, value: {all: webs}}]'}]",
	"patches: [{target: {name: w.b, kind: 'Dep.*'}, patch: '[{op: add, path: /spec/paused, value: true}]'}]",
	"patches: [{target: {labelSelector: 'app=web'}, patch: '[{op: remove, path: /metadata/labels}]'}]",
	"patches: [{target: {kind: Thing, namespace: place}, patch: '[{op: replace, path: /spec/list/0/v, value: 2}]'}]",
	"patches: [{target: {kind: Nothing}, patch: '[{op: remove, path: /spec}]'}]", "patches: [{target: {kind: Deployment}, patch: '[{op: remove, path: /nothing}]'}]",
	"patches: [{target: {kind: Deployment}, patch: '[{op: test, path: /spec/replicas, value: 2}]'}]",
	"patches: [{target: {kind: Service}, patch: '{apiVersion: v1, kind: Service, metadata: {name: any}, spec: {type: NodePort}}'}]",
	"patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: none}, spec: {type: NodePort}}'}]",
	"patches: [{patch: '{apiVersion: example.org/v1, kind: Thing, metadata: {name: web}, spec: {x: 1}}'}]",
	"patches: [{patch: '{apiVersion: example.org/v1, kind: Thing, metadata: {name: web, namespace: place}, spec: {x: 1, list: [{name: b}]}}'}]",
	"patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: web}, $patch: delete}'}]",
	"patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: null, template: {spec: {containers: [{name: side, $patch: delete}]}}}}'}]",
	"patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: main, image: x, env: [{name: B, value: \"3\"}, {name: C, value: \"4\"}]}, {name: new, image: y}]}}}}'}]",
	"patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: main, ports: [{containerPort: 80, name: http}, {containerPort: 81}]}]}}}}'}]",
	"patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {$patch: replace, containers: [{name: only, image: z}]}}}}'}]",
	"patches: [{target: {kind: Deployment}, options: {allowNameChange: true}, patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: renamed}}'}]",
	"patches: [{target: {kind: Deployment}, options: {allowKindChange: true}, patch: '{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: renamed}}'}]",
	"patches: [{target: {kind: Service, name: web}, patch: '[{op: replace, path: /metadata/name, value: changed}]'}]",
	"namespace: place\nnameSuffix: -z\ncommonLabels: {a: b}\npatches: [{target: {kind: Service}, patch: '[{op: add, path: /spec/x, value: 1}]'}]",
	"resources: [all.yaml, all.yaml]", "resources: [none.yaml]", "resources: [nokind.yaml]", "resources: [list.yaml]", "components: [part]", "resources: [all.yaml, base]\nnamePrefix: top-",
	"resources: [local.yaml]",
}

// Transformers with their own files, one case each.
var transformers = []string{
	"kind: LabelTransformer\nlabels: {team: blue}\nfieldSpecs: [{path: metadata/labels, create: true}]",
	"kind: LabelTransformer\nlabels: {team: blue}\nfieldSpecs: [{path: metadata/labels}]",
	"kind: LabelTransformer\nlabels: {team: blue}\nfieldSpecs: [{path: spec/template/metadata/labels, create: true, kind: Deployment}, {path: spec/selector, kind: Service, version: v1, create: true}]",
	"kind: LabelTransformer\nlabels: {team: blue}", "kind: AnnotationsTransformer\nannotations: {b: \"2\", a: x}\nfieldSpecs: [{path: metadata/annotations, create: true}]",
	"kind: PrefixTransformer\nprefix: pre-\nfieldSpecs: [{path: metadata/name}]", "kind: PrefixTransformer\nprefix: pre-",
	"kind: SuffixTransformer\nsuffix: -post\nfieldSpecs: [{path: metadata/name, kind: Service}]",
	"kind: PrefixTransformer\nprefix: pre-\nfieldSpecs: [{path: spec/serviceName, kind: StatefulSet}]",
	"kind: PrefixSuffixTransformer\nprefix: pre-\nsuffix: -post\nfieldSpecs: [{path: metadata/name}]",
	"kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}", "kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}\nunsetOnly: true",
	"kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}\nsetRoleBindingSubjects: allServiceAccounts",
	"kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}\nsetRoleBindingSubjects: none",
	"kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}\nsetRoleBindingSubjects: wrong",
	"kind: NamespaceTransformer\nmetadata: {name: any, namespace: space}\nfieldSpecs: [{path: metadata/name, kind: Namespace, create: true}, {path: spec/where, kind: Thing, create: true}]",
	"kind: ImageTagTransformer\nimageTag: {name: nginx, newTag: v9}", "kind: ImageTagTransformer\nimageTag: {name: web, newTag: v9}\nfieldSpecs: [{path: metadata/name, kind: Thing}]",
	"kind: ReplicaCountTransformer\nreplica: {name: web, count: 9}\nfieldSpecs: [{path: spec/replicas, create: true, kind: Deployment}]",
	"kind: ReplicaCountTransformer\nreplica: {name: none, count: 9}\nfieldSpecs: [{path: spec/replicas, create: true, kind: Deployment}]",
	"kind: PatchTransformer\npatch: '[{op: add, path: /spec/x, value: [1]}]'\ntarget: {kind: Service}", "kind: PatchTransformer\npath: merge.yaml", "kind: PatchTransformer",
	"kind: PatchJson6902Transformer\ntarget: {kind: Service, name: web}\njsonOp: '[{op: add, path: /spec/x, value: 1}]'",
	"kind: PatchStrategicMergeTransformer\npaths: [merge.yaml]", "kind: PatchStrategicMergeTransformer\npatches: '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {x: 1}}'",
	"kind: PatchStrategicMergeTransformer", "kind: NoTransformer",
}

func kustomizations() []record {
	shared := map[string]string{
		"all.yaml": objects, "text.txt": "line 1\nline 2\n", "some.env": "# comment\nA=1\n B=two\nC\n", "long.txt": strings.Repeat("0123456789", 20),
		"merge.yaml":              "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3, template: {spec: {containers: [{name: main, image: changed}]}}}\n",
		"json.yaml":               "- {op: replace, path: /spec/replicas, value: 4}\n- {op: add, path: /metadata/annotations, value: {a: b}}\n",
		"nokind.yaml":             "metadata: {name: a}\n",
		"list.yaml":               "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n",
		"local.yaml":              "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {config.kubernetes.io/local-config: \"true\"}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n",
		"part/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: part-\nconfigMapGenerator: [{name: more, literals: [a=1]}]\n",
		"base/kustomization.yaml": "resources: [one.yaml]\nnamePrefix: base-\n",
		"base/one.yaml":           "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b, envFrom: [{configMapRef: {name: one}}]}]}\n",
	}
	var all []record
	// Kustomize takes what begins with a bracket for JSON.
	block := func(text string) string {
		if strings.Contains(text, "Nothing") {
			return text
		}
		return strings.ReplaceAll(strings.ReplaceAll(text, "'[{op:", "'- {op:"), "}]'", "}'")
	}
	add := func(name, kustomization string, more map[string]string) {
		kustomization = block(kustomization)
		files := map[string]string{"kustomization.yaml": kustomization}
		for _, set := range []map[string]string{shared, more} {
			for path, text := range set {
				word := strings.SplitN(path, "/", 2)[0]
				if strings.Contains(kustomization, word) || strings.Contains(more["one.yaml"], word) {
					files[path] = text
				}
			}
		}
		all = append(all, record{Name: name, Files: files})
	}
	for _, text := range fields {
		kustomization := text + "\n"
		if !strings.Contains(text, "resources:") {
			kustomization = "resources: [all.yaml]\n" + kustomization
		}
		add("field "+text, kustomization, nil)
	}
	for _, text := range transformers {
		file := block("apiVersion: builtin\n" + text + "\n")
		if !strings.Contains(text, "metadata: {name: any") {
			file += "metadata: {name: any}\n"
		}
		add("transformer "+text, "resources: [all.yaml]\ntransformers: [one.yaml]\n", map[string]string{"one.yaml": file})
	}
	for i := range transformers {
		if i%2 == 0 || i+1 == len(transformers) {
			continue
		}
		two := block(fmt.Sprintf("apiVersion: builtin\n%s\n", transformers[i-1]))
		if !strings.Contains(two, "metadata: {name: any") {
			two += "metadata: {name: any}\n"
		}
		add(fmt.Sprintf("field and transformer %d", i), "resources: [all.yaml]\nnamePrefix: x-\nnamespace: elsewhere\ntransformers: [one.yaml]\n", map[string]string{"one.yaml": two})
	}
	return all
}

var documents = []string{
	"apiVersion: v1\nkind: A\nmetadata:\n  name: a\n", "---\n# Source: a/b.yaml\napiVersion: v1\nkind: A\nmetadata:\n  name: a\nspec:\n  a: 1\n",
	"metadata: {name: a}\n", "metadata: { name: a,  labels: {x: y} }\n", "metadata:\n  namespace: own\n", "metadata:\n  labels:\n    namespace: x\n", "kind: A\n", "- a\n",
	"metadata:\n    name: a\nspec:\n    list:\n    - a\n    - b: 1\n      c: 2\n    -   d: 3\n", "metadata:\n  name: a\nlist:\n- - a\n  - b\n-\n  c: 1\n- {x: [1,2]}\n",
	"metadata:\n  name: a # the name\n  labels:   # some\n    a: b\n# before data\ndata:\n  # before x\n  x: y\n",
	"metadata:\n  name: a\ndata:\n  script: |\n    #!/bin/sh\n      echo a: b\n\n    # comment\n  folded: >-\n    one\n    two\n  keep: |+\n    a\n\n  strip: |-\n    b\n",
	"metadata:\n  name: a\ndata:\n  one: \"quoted\"\n  two: 'it''s'\n  three: plain text\n  four: \"a\\nb\"\n  five: ''\n  six: ~\n  seven:\n  eight: null\n  nine: 0x1F\n  ten: 1e3\n  on: yes\n",
	"metadata:\n  name: a\ndata:\n  plain: one\n    two\n  quoted: \"three\n    four\"\n", "metadata:\n  name: a\n  annotations: &x\n    a: b\nspec: *x\n",
	"metadata:\n  name: a\n---\nmetadata:\n  name: b\n", "metadata:\n  name: a\n\n\ndata:\n\n  x: y\n\n",
	"metadata:\n  name: a\nempty: {}\nnone: []\nnested:\n  empty: {}\n", "metadata:\n  name: a\n\"quoted key\": 1\n",
}
