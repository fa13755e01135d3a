// Records which built-in kinds Kubernetes serves by default, from the discovery documents in its own
// repository: those of all stable versions.
//
//	go run ./discovery sandbox/src/main/resources/dev/slipway/sandbox/resource/resources.txt
//
// Lines, with fields apart by tabs:
//
//	V  VERSION                     of Kubernetes
//	R  GROUP VERSION PLURAL SINGULAR KIND N|C VERBS SHORT-NAMES CATEGORIES STORAGE-HASH
//	S  NAME KIND GROUP VERSION VERBS   a subresource of the resource above it
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const version = "v1.37.1"

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

func main() {
	out, err := exec.Command("go", "mod", "download", "-json", "k8s.io/kubernetes@"+version).Output()
	check(err)
	var module struct{ Dir string }
	check(json.Unmarshal(out, &module))
	folder := filepath.Join(module.Dir, "api", "discovery")
	var groups struct {
		Groups []struct {
			Name     string
			Versions []struct{ Version string }
		}
	}
	read(filepath.Join(folder, "apis.json"), &groups)
	var text strings.Builder
	fmt.Fprintf(&text, "V\t%s\n", version)
	write(&text, filepath.Join(folder, "api__v1.json"), "", "v1")
	stable := regexp.MustCompile(`^v\d+$`)
	for _, group := range groups.Groups {
		for _, v := range group.Versions {
			if stable.MatchString(v.Version) {
				write(&text, filepath.Join(folder, "apis__"+group.Name+"__"+v.Version+".json"), group.Name, v.Version)
			}
		}
	}
	check(os.WriteFile(os.Args[1], []byte(text.String()), 0o644))
}

// write adds one group version. A subresource goes below its resource wherever the document has it;
// a few resources (bindings of pods) have only subresources with a name of their own.
func write(text *strings.Builder, file, group, version string) {
	var list struct{ Resources []resource }
	read(file, &list)
	for _, r := range list.Resources {
		if strings.Contains(r.Name, "/") {
			continue
		}
		scope := "C"
		if r.Namespaced {
			scope = "N"
		}
		fmt.Fprintf(text, "R\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", group, version, r.Name, r.SingularName, r.Kind, scope,
			strings.Join(r.Verbs, ","), strings.Join(r.ShortNames, ","), strings.Join(r.Categories, ","), r.StorageVersionHash)
		for _, s := range list.Resources {
			if name, found := strings.CutPrefix(s.Name, r.Name+"/"); found {
				fmt.Fprintf(text, "S\t%s\t%s\t%s\t%s\t%s\n", name, s.Kind, s.Group, s.Version, strings.Join(s.Verbs, ","))
			}
		}
	}
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
