// Records which built-in kinds each minor version of Kubernetes serves by default: all stable versions, and those
// beta versions that were on without asking. They come from the discovery documents in its own repository; where
// that has none yet (before 1.28), from the paths of its OpenAPI document.
//
//	go run ./discovery sandbox/src/main/resources/dev/slipway/sandbox/resource/resources.txt \
//		chart/src/main/resources/dev/slipway/chart/lint/deprecations.txt
//
// Lines, with fields apart by tabs:
//
//	R  GROUP VERSION PLURAL SINGULAR KIND N|C VERBS SHORT-NAMES CATEGORIES STORAGE-HASH   the first is number 0
//	S  NAME KIND GROUP VERSION VERBS   a subresource of the resource above it
//	W  MINOR WARNING                   what clients of the resource above are told from a minor version on
//	V  VERSION  NUMBERS                the resources that a version serves, in its order, such as 0-4,9
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

var versions = []string{
	"v1.23.17", "v1.24.17", "v1.25.16", "v1.26.15", "v1.27.16", "v1.28.15", "v1.29.6", "v1.30.14", "v1.31.14",
	"v1.32.13", "v1.33.13", "v1.34.3", "v1.35.4", "v1.36.3", "v1.37.1",
}

// betas are the beta versions that are served by default, as pkg/controlplane/instance.go names them, with the first
// and the last minor version in which they are.
var betas = []struct {
	group, version, plural string
	first, last            int
}{
	{"autoscaling", "v2beta1", "", 0, 24},
	{"autoscaling", "v2beta2", "", 0, 25},
	{"batch", "v1beta1", "", 0, 24},
	{"discovery.k8s.io", "v1beta1", "", 0, 24},
	{"events.k8s.io", "v1beta1", "", 0, 24},
	{"node.k8s.io", "v1beta1", "", 0, 24},
	{"policy", "v1beta1", "", 0, 24},
	{"storage.k8s.io", "v1beta1", "csistoragecapacities", 0, 26},
	{"flowcontrol.apiserver.k8s.io", "v1beta1", "", 0, 25},
	{"flowcontrol.apiserver.k8s.io", "v1beta2", "", 0, 28},
	{"flowcontrol.apiserver.k8s.io", "v1beta3", "", 26, 31},
}

type resource struct {
	Name               string   `json:"name"`
	SingularName       string   `json:"singularName"`
	Namespaced         bool     `json:"namespaced"`
	Group              string   `json:"group"`
	Version            string   `json:"version"`
	Kind               string   `json:"kind"`
	Verbs              []string `json:"verbs"`
	ShortNames         []string `json:"shortNames"`
	Categories         []string `json:"categories"`
	StorageVersionHash string   `json:"storageVersionHash"`
}

type groupVersion struct {
	group, version string
	resources      []resource
}

var stable = regexp.MustCompile(`^v\d+$`)

func main() {
	blocks := map[string]int{}
	var text strings.Builder
	var served []string
	later := map[string]resource{}
	var order []string
	warnings := deprecations(os.Args[2])
	for at := len(versions) - 1; at >= 0; at-- {
		version := versions[at]
		var minor int
		fmt.Sscanf(version, "v1.%d", &minor)
		folder := module(version)
		var all []groupVersion
		if minor >= 28 {
			all = documents(filepath.Join(folder, "api", "discovery"), minor)
			order = nil
			for _, gv := range all {
				order = append(order, gv.group)
				for _, r := range gv.resources {
					later[gv.group+"/"+r.Name] = r
				}
			}
		} else {
			all = paths(filepath.Join(folder, "api", "openapi-spec", "swagger.json"), minor, order, later)
		}
		var numbers []int
		for _, gv := range all {
			for _, block := range write(gv, warnings) {
				number, known := blocks[block]
				if !known {
					number = len(blocks)
					blocks[block] = number
					text.WriteString(block)
				}
				numbers = append(numbers, number)
			}
		}
		served = append([]string{fmt.Sprintf("V\t%s\t%s\n", version, ranges(numbers))}, served...)
	}
	check(os.WriteFile(os.Args[1], []byte(text.String()+strings.Join(served, "")), 0o644))
}

func module(version string) string {
	out, err := exec.Command("go", "mod", "download", "-json", "k8s.io/kubernetes@"+version).Output()
	check(err)
	var module struct{ Dir string }
	check(json.Unmarshal(out, &module))
	return module.Dir
}

func isServed(group, version, plural string, minor int) bool {
	if stable.MatchString(version) {
		return true
	}
	for _, beta := range betas {
		if beta.group == group && beta.version == version && beta.first <= minor && minor <= beta.last &&
			(beta.plural == "" || beta.plural == plural) {
			return true
		}
	}
	return false
}

// documents reads the discovery documents of a version.
func documents(folder string, minor int) []groupVersion {
	var groups struct {
		Groups []struct {
			Name     string
			Versions []struct{ Version string }
		}
	}
	read(filepath.Join(folder, "apis.json"), &groups)
	all := []groupVersion{document(filepath.Join(folder, "api__v1.json"), "", "v1", minor)}
	for _, group := range groups.Groups {
		for _, v := range group.Versions {
			file := filepath.Join(folder, "apis__"+group.Name+"__"+v.Version+".json")
			all = append(all, document(file, group.Name, v.Version, minor))
		}
	}
	return all
}

func document(file, group, version string, minor int) groupVersion {
	var list struct{ Resources []resource }
	read(file, &list)
	gv := groupVersion{group: group, version: version}
	for _, r := range list.Resources {
		plural, _, _ := strings.Cut(r.Name, "/")
		if isServed(group, version, plural, minor) {
			gv.resources = append(gv.resources, r)
		}
	}
	return gv
}

type operation struct {
	Action string                                `json:"x-kubernetes-action"`
	Kind   struct{ Group, Version, Kind string } `json:"x-kubernetes-group-version-kind"`
}

var path = regexp.MustCompile(`^/(?:api|apis/([^/]+))/(v[^/]+)(/watch)?(/namespaces/\{namespace\})?/([a-z]+)(/\{name\}(?:/([a-z]+))?)?$`)

// paths takes the kinds from the paths of an OpenAPI document: names that it lacks are those of a later version.
func paths(file string, minor int, order []string, later map[string]resource) []groupVersion {
	var document struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	read(file, &document)
	found := map[string]map[string]*resource{}
	for p, methods := range document.Paths {
		match := path.FindStringSubmatch(p)
		if match == nil || !isServed(match[1], match[2], match[5], minor) {
			continue
		}
		name := match[5]
		if match[7] != "" {
			name += "/" + match[7]
		}
		gv := match[1] + "/" + match[2]
		if found[gv] == nil {
			found[gv] = map[string]*resource{}
		}
		r := found[gv][name]
		if r == nil {
			r = &resource{Name: name}
			found[gv][name] = r
		}
		r.Namespaced = r.Namespaced || match[4] != ""
		for method, raw := range methods {
			if method == "parameters" {
				continue
			}
			var o operation
			check(json.Unmarshal(raw, &o))
			verb := map[string]string{
				"get": "get", "list": "list", "post": "create", "put": "update", "patch": "patch", "delete": "delete",
				"deletecollection": "deletecollection", "watch": "watch", "watchlist": "watch",
			}[o.Action]
			if o.Action == "connect" {
				verb = map[string]string{"get": "get", "post": "create", "put": "update", "patch": "patch", "delete": "delete"}[method]
			}
			if verb != "" && !slices.Contains(r.Verbs, verb) {
				r.Verbs = append(r.Verbs, verb)
			}
			r.Kind = o.Kind.Kind
			if match[7] != "" && (o.Kind.Group != match[1] || o.Kind.Version != match[2]) {
				r.Group, r.Version = o.Kind.Group, o.Kind.Version
			}
		}
	}
	var all []groupVersion
	for gv, resources := range found {
		group, version, _ := strings.Cut(gv, "/")
		one := groupVersion{group: group, version: version}
		for _, r := range resources {
			sort.Strings(r.Verbs)
			if !strings.Contains(r.Name, "/") {
				complete(group, version, r, later)
			}
			one.resources = append(one.resources, *r)
		}
		sort.Slice(one.resources, func(a, b int) bool { return one.resources[a].Name < one.resources[b].Name })
		all = append(all, one)
	}
	sort.Slice(all, func(a, b int) bool {
		x, y := all[a], all[b]
		if x.group != y.group {
			return slices.Index(order, x.group) < slices.Index(order, y.group)
		}
		return rank(x.group, x.version) > rank(y.group, y.version)
	})
	return all
}

// rank orders the versions of a group as the servers prefer them: v2, v1, v1beta2, v1beta1; and v2beta1 before v2beta2.
func rank(group, version string) int {
	var major, beta int
	if count, _ := fmt.Sscanf(version, "v%dbeta%d", &major, &beta); count == 2 {
		if group == "autoscaling" {
			return major*10 - beta
		}
		return major*10 + beta
	}
	return 1000 + major
}

func complete(group, version string, r *resource, later map[string]resource) {
	if known, found := later[group+"/"+r.Name]; found {
		r.SingularName, r.ShortNames, r.Categories = known.SingularName, known.ShortNames, known.Categories
		r.StorageVersionHash = known.StorageVersionHash
		return
	}
	r.SingularName = strings.ToLower(r.Kind)
	if r.Name == "podsecuritypolicies" {
		r.ShortNames = []string{"psp"}
	}
	sum := sha256.Sum256([]byte(group + "/" + version + "/" + r.Kind))
	r.StorageVersionHash = base64.StdEncoding.EncodeToString(sum[:8])
}

// write gives the lines of each resource. A subresource goes below its resource wherever the document has it; a few
// resources (bindings of pods) have only subresources with a name of their own.
func write(gv groupVersion, warnings map[string]string) []string {
	var blocks []string
	for _, r := range gv.resources {
		if strings.Contains(r.Name, "/") {
			continue
		}
		scope := "C"
		if r.Namespaced {
			scope = "N"
		}
		var text strings.Builder
		fmt.Fprintf(&text, "R\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", gv.group, gv.version, r.Name, r.SingularName, r.Kind, scope,
			strings.Join(r.Verbs, ","), strings.Join(r.ShortNames, ","), strings.Join(r.Categories, ","), r.StorageVersionHash)
		for _, s := range gv.resources {
			if name, found := strings.CutPrefix(s.Name, r.Name+"/"); found {
				fmt.Fprintf(&text, "S\t%s\t%s\t%s\t%s\t%s\n", name, s.Kind, s.Group, s.Version, strings.Join(s.Verbs, ","))
			}
		}
		apiVersion := strings.TrimPrefix(gv.group+"/"+gv.version, "/")
		text.WriteString(warnings[apiVersion+" "+r.Kind])
		blocks = append(blocks, text.String())
	}
	return blocks
}

// deprecations reads what compat/vectors/deprecations recorded.
func deprecations(file string) map[string]string {
	data, err := os.ReadFile(file)
	check(err)
	warnings := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		fields := strings.Split(line, "\t")
		warnings[fields[0]+" "+fields[1]] = fmt.Sprintf("W\t%s\t%s\n", fields[3], fields[4])
	}
	return warnings
}

func ranges(numbers []int) string {
	var parts []string
	for at := 0; at < len(numbers); {
		end := at
		for end+1 < len(numbers) && numbers[end+1] == numbers[end]+1 {
			end++
		}
		if end == at {
			parts = append(parts, fmt.Sprint(numbers[at]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", numbers[at], numbers[end]))
		}
		at = end + 1
	}
	return strings.Join(parts, ",")
}

func read(file string, into any) {
	data, err := os.ReadFile(file)
	check(err)
	check(json.Unmarshal(data, into))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
