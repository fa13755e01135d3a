// Command helm4 renders jobs as "helm template" of Helm 4 does, in process.
package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"helm.sh/helm/v4/pkg/action"
	chart "helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/loader"
	"helm.sh/helm/v4/pkg/cli"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"
	release "helm.sh/helm/v4/pkg/release/v1"

	"slipway.dev/peers/batch"
)

type helm struct {
	settings  *cli.EnvSettings
	providers getter.Providers
}

func main() {
	settings := cli.New()
	batch.Main(helm{settings, getter.All(settings)})
}

func (h helm) values(job batch.Job) (map[string]any, error) {
	o := values.Options{
		ValueFiles: job.Values, Values: job.Set, StringValues: job.SetString,
		JSONValues: job.SetJSON, FileValues: job.SetFile, LiteralValues: job.SetLiteral,
	}
	return o.MergeValues(h.providers)
}

func install(job batch.Job) (*action.Install, error) {
	client := action.NewInstall(action.NewConfiguration())
	if job.KubeVersion != "" {
		v, err := common.ParseKubeVersion(job.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("invalid kube version '%s': %w", job.KubeVersion, err)
		}
		client.KubeVersion = v
	}
	client.DryRunStrategy = action.DryRunClient
	client.ReleaseName = "release-name"
	if job.Name != "" {
		client.ReleaseName = job.Name
	}
	client.Replace = true
	client.APIVersions = common.VersionSet(job.APIVersions)
	client.IncludeCRDs = job.IncludeCRDs
	client.IsUpgrade = job.IsUpgrade
	client.DisableHooks = job.NoHooks
	client.Namespace = "default"
	if job.Namespace != "" {
		client.Namespace = job.Namespace
	}
	return client, nil
}

// Render follows runInstall and the template command of pkg/cmd.
func (h helm) Render(job batch.Job) (string, error) {
	client, err := install(job)
	if err != nil {
		return "", err
	}
	path, err := client.LocateChart(job.Chart, h.settings)
	if err != nil {
		return "", err
	}
	vals, err := h.values(job)
	if err != nil {
		return "", err
	}
	ch, err := loader.Load(path)
	if err != nil {
		return "", err
	}
	return finish(job, client, ch, vals)
}

func finish(job batch.Job, client *action.Install, ch chart.Charter, vals map[string]any) (string, error) {
	ac, err := chart.NewAccessor(ch)
	if err != nil {
		return "", err
	}
	if kind := ac.MetadataAsMap()["Type"]; kind != "" && kind != "application" {
		return "", fmt.Errorf("%s charts are not installable", kind)
	}
	if req := ac.MetaDependencies(); len(req) > 0 {
		if err := action.CheckDependencies(ch, req); err != nil {
			return "", fmt.Errorf("an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: %w", err)
		}
	}
	made, err := client.Run(ch, vals)
	var rel *release.Release
	if made != nil {
		rel = made.(*release.Release)
	}
	if err != nil {
		if rel != nil {
			return "", fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err)
		}
		return "", err
	}
	return printed(job, rel), nil
}

func printed(job batch.Job, rel *release.Release) string {
	var out bytes.Buffer
	fmt.Fprintln(&out, strings.TrimSpace(rel.Manifest))
	if !job.NoHooks {
		for _, m := range rel.Hooks {
			if job.SkipTests && slices.Contains(m.Events, release.HookTest) {
				continue
			}
			fmt.Fprintf(&out, "---\n# Source: %s\n%s\n", m.Path, m.Manifest)
		}
	}
	return out.String()
}
