package main

import (
	"fmt"
	"math/rand"
)

// maker makes objects of a kind that differ in fields of all sorts.
type maker struct {
	rng *rand.Rand
	// partly says that fields are often left out, as what is applied leaves them out.
	partly bool
}

func (m *maker) maybe() bool { return m.rng.Intn(2) == 0 }

func (m *maker) rare() bool { return m.rng.Intn(12) == 0 }

func (m *maker) pick(texts ...string) string { return texts[m.rng.Intn(len(texts))] }

// some gives a few of the texts, in any order.
func (m *maker) some(texts ...string) []string {
	var out []string
	for _, i := range m.rng.Perm(len(texts)) {
		if m.maybe() {
			out = append(out, texts[i])
		}
	}
	return out
}

func (m *maker) texts(keys ...string) map[string]any {
	out := map[string]any{}
	for _, key := range m.some(keys...) {
		out[key] = m.pick("1", "2", "3")
	}
	return out
}

func (m *maker) metadata(name string) map[string]any {
	out := map[string]any{"name": name, "namespace": "default"}
	if m.maybe() {
		out["labels"] = m.texts("app", "tier", "track")
	}
	if m.maybe() {
		out["annotations"] = m.texts("note", "who")
	}
	if m.rare() {
		var finalizers []any
		for _, text := range m.some("a/b", "c/d", "e/f") {
			finalizers = append(finalizers, text)
		}
		if finalizers != nil {
			out["finalizers"] = finalizers
		}
	}
	if m.rare() {
		var owners []any
		for _, uid := range m.some("u1", "u2") {
			owners = append(owners, map[string]any{"apiVersion": "v1", "kind": "Pod", "name": "p" + uid, "uid": uid})
		}
		if owners != nil {
			out["ownerReferences"] = owners
		}
	}
	return out
}

func (m *maker) env() []any {
	out := []any{}
	for _, name := range m.some("A", "B", "C", "D") {
		item := map[string]any{"name": name}
		switch m.rng.Intn(4) {
		case 0:
			item["valueFrom"] = map[string]any{"secretKeyRef": map[string]any{"name": m.pick("s", "t"), "key": "k"}}
		case 1:
		default:
			item["value"] = m.pick("1", "2")
		}
		out = append(out, item)
	}
	return out
}

func (m *maker) container(name string) map[string]any {
	out := map[string]any{"name": name}
	if m.maybe() {
		out["image"] = m.pick("img:1", "img:2")
	}
	if m.maybe() {
		out["env"] = m.env()
	}
	if m.maybe() {
		ports := []any{}
		for _, port := range m.some("80", "443", "53") {
			var number int64
			fmt.Sscan(port, &number)
			item := map[string]any{"containerPort": number}
			if m.maybe() {
				item["name"] = "p" + port
			}
			if m.maybe() {
				item["protocol"] = m.pick("TCP", "TCP", "UDP")
			}
			ports = append(ports, item)
		}
		out["ports"] = ports
	}
	if m.maybe() {
		resources := map[string]any{}
		if m.maybe() {
			resources["limits"] = m.texts("cpu", "memory")
		}
		if m.maybe() {
			resources["requests"] = m.texts("cpu", "memory")
		}
		out["resources"] = resources
	}
	if m.maybe() {
		var args []any
		for _, text := range m.some("-a", "-b", "-c") {
			args = append(args, text)
		}
		if args != nil {
			out["args"] = args
		}
	}
	if m.maybe() {
		mounts := []any{}
		for _, name := range m.some("data", "tmp", "conf") {
			mounts = append(mounts, map[string]any{"name": name, "mountPath": "/" + m.pick(name, name, "x"+name)})
		}
		out["volumeMounts"] = mounts
	}
	if m.rare() {
		out["livenessProbe"] = map[string]any{"httpGet": map[string]any{"path": "/", "port": []any{int64(80), "http"}[m.rng.Intn(2)]}}
	}
	if m.rare() {
		out["securityContext"] = map[string]any{"runAsUser": int64(m.rng.Intn(3)), "capabilities": map[string]any{"add": []any{"A"}}}
	}
	return out
}

func (m *maker) pod() map[string]any {
	out := map[string]any{}
	if !m.partly || m.rng.Intn(4) != 0 {
		containers := []any{}
		for _, name := range m.some("web", "log", "proxy") {
			containers = append(containers, m.container(name))
		}
		if m.partly && m.rare() && len(containers) > 0 {
			containers = append(containers, containers[0])
		}
		out["containers"] = containers
	}
	if m.maybe() {
		volumes := []any{}
		for _, name := range m.some("data", "tmp", "conf") {
			item := map[string]any{"name": name}
			switch m.rng.Intn(3) {
			case 0:
				item["emptyDir"] = map[string]any{}
			case 1:
				item["configMap"] = map[string]any{"name": m.pick("x", "y")}
			case 2:
				item["secret"] = map[string]any{"secretName": m.pick("x", "y")}
			}
			volumes = append(volumes, item)
		}
		out["volumes"] = volumes
	}
	if m.maybe() {
		out["nodeSelector"] = m.texts("disk", "zone")
	}
	if m.maybe() {
		out["tolerations"] = []any{map[string]any{"key": m.pick("a", "b"), "operator": "Exists"}}
	}
	if m.maybe() {
		secrets := []any{}
		for _, name := range m.some("s1", "s2") {
			secrets = append(secrets, map[string]any{"name": name})
		}
		out["imagePullSecrets"] = secrets
	}
	if m.maybe() {
		out["serviceAccountName"] = m.pick("default", "robot")
	}
	if m.rare() {
		out["hostAliases"] = []any{map[string]any{"ip": m.pick("1.1.1.1", "2.2.2.2"), "hostnames": []any{"h"}}}
	}
	if m.rare() {
		out["topologySpreadConstraints"] = []any{map[string]any{
			"topologyKey": m.pick("zone", "host"), "whenUnsatisfiable": m.pick("DoNotSchedule", "ScheduleAnyway"), "maxSkew": int64(1 + m.rng.Intn(2)),
		}}
	}
	return out
}

func (m *maker) deployment() map[string]any {
	spec := map[string]any{}
	if m.maybe() {
		spec["replicas"] = int64(m.rng.Intn(4))
	}
	if m.maybe() {
		spec["selector"] = map[string]any{"matchLabels": m.texts("app", "tier")}
	}
	if m.maybe() {
		switch m.rng.Intn(3) {
		case 0:
			spec["strategy"] = map[string]any{"type": "Recreate"}
		case 1:
			spec["strategy"] = map[string]any{"type": "RollingUpdate", "rollingUpdate": map[string]any{"maxSurge": []any{int64(1), "25%"}[m.rng.Intn(2)]}}
		case 2:
			spec["strategy"] = map[string]any{"rollingUpdate": map[string]any{"maxUnavailable": int64(m.rng.Intn(2))}}
		}
	}
	template := map[string]any{"spec": m.pod()}
	if m.maybe() {
		template["metadata"] = map[string]any{"labels": m.texts("app", "tier")}
	}
	spec["template"] = template
	if m.rare() {
		spec["paused"] = m.maybe()
	}
	return map[string]any{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": m.metadata("web"), "spec": spec}
}

func (m *maker) service() map[string]any {
	spec := map[string]any{}
	if m.maybe() {
		spec["type"] = m.pick("ClusterIP", "NodePort")
	}
	if m.maybe() {
		spec["selector"] = m.texts("app", "tier")
	}
	ports := []any{}
	for _, port := range m.some("80", "443", "53") {
		var number int64
		fmt.Sscan(port, &number)
		item := map[string]any{"port": number}
		if m.maybe() {
			item["name"] = "p" + port
		}
		if m.maybe() {
			item["protocol"] = m.pick("TCP", "UDP")
		}
		if m.maybe() {
			item["targetPort"] = []any{number, "http"}[m.rng.Intn(2)]
		}
		ports = append(ports, item)
	}
	if m.rng.Intn(5) != 0 {
		spec["ports"] = ports
	}
	if m.rare() {
		spec["externalIPs"] = []any{m.pick("1.1.1.1", "2.2.2.2")}
	}
	return map[string]any{"apiVersion": "v1", "kind": "Service", "metadata": m.metadata("web"), "spec": spec}
}

func (m *maker) configMap() map[string]any {
	out := map[string]any{"apiVersion": "v1", "kind": "ConfigMap", "metadata": m.metadata("web")}
	if m.rng.Intn(5) != 0 {
		out["data"] = m.texts("a", "b", "c")
	}
	if m.rare() {
		out["binaryData"] = map[string]any{"x": "AAAA"}
	}
	if m.rare() {
		out["immutable"] = m.maybe()
	}
	return out
}

func (m *maker) budget() map[string]any {
	spec := map[string]any{}
	if m.maybe() {
		spec["minAvailable"] = []any{int64(1), "50%"}[m.rng.Intn(2)]
	}
	if m.maybe() {
		spec["selector"] = map[string]any{"matchLabels": m.texts("app", "tier")}
	}
	return map[string]any{"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": m.metadata("web"), "spec": spec}
}

func (m *maker) custom() map[string]any {
	spec := map[string]any{}
	if m.maybe() {
		spec["size"] = int64(m.rng.Intn(3))
	}
	if m.maybe() {
		spec["tags"] = []any{}
		for _, tag := range m.some("a", "b", "c") {
			spec["tags"] = append(spec["tags"].([]any), tag)
		}
	}
	if m.maybe() {
		rules := []any{}
		for _, host := range m.some("h1", "h2") {
			rule := map[string]any{"host": host}
			if m.maybe() {
				rule["path"] = m.pick("/", "/a")
			}
			if m.maybe() {
				rule["weight"] = int64(m.rng.Intn(3))
			}
			rules = append(rules, rule)
		}
		spec["rules"] = rules
	}
	if m.maybe() {
		spec["list"] = []any{m.pick("x", "y")}
	}
	if m.maybe() {
		spec["whole"] = m.texts("a", "b")
	}
	if m.maybe() {
		spec["free"] = map[string]any{"x": map[string]any{"y": []any{int64(m.rng.Intn(2)), "z"}[m.rng.Intn(2)]}, m.pick("p", "q"): []any{m.pick("1", "2")}}
	}
	if m.maybe() {
		spec["port"] = []any{int64(80), "http"}[m.rng.Intn(2)]
	}
	if m.maybe() {
		spec["byName"] = map[string]any{m.pick("m", "n"): map[string]any{"v": m.pick("1", "2")}}
	}
	return map[string]any{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": m.metadata("web"), "spec": spec}
}

const customSchema = `{"type":"object","properties":{"spec":{"type":"object","properties":{
"size":{"type":"integer"},
"tags":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
"rules":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["host","path"],"items":{"type":"object",
"properties":{"host":{"type":"string"},"path":{"type":"string","default":"/"},"weight":{"type":"integer"}}}},
"list":{"type":"array","items":{"type":"string"}},
"whole":{"type":"object","x-kubernetes-map-type":"atomic","additionalProperties":{"type":"string"}},
"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
"port":{"x-kubernetes-int-or-string":true},
"byName":{"type":"object","additionalProperties":{"type":"object","properties":{"v":{"type":"string"}}}}}},
"status":{"type":"object","properties":{"phase":{"type":"string"}}}}}`
