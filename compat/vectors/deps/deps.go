// Package deps pins the versions of the Go libraries whose behaviour the vectors record: those of Helm 4.
package deps

import (
	_ "github.com/BurntSushi/toml"
	_ "github.com/Masterminds/semver/v3"
	_ "github.com/Masterminds/sprig/v3"
	_ "go.yaml.in/yaml/v2"
	_ "helm.sh/helm/v4/pkg/strvals"
	_ "sigs.k8s.io/yaml"
)
