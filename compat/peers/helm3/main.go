// Command helm3 renders jobs as "helm template" of Helm 3 does, in process.
package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/release"

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
	client := action.NewInstall(&action.Configuration{Log: func(string, ...any) {}})
	if job.KubeVersion != "" {
		v, err := chartutil.ParseKubeVersion(job.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("invalid kube version '%s': %s", job.KubeVersion, err)
		}
		client.KubeVersion = v
	}
	client.DryRun = true
	client.DryRunOption = "true"
	client.ClientOnly = true
	client.ReleaseName = "release-name"
	if job.Name != "" {
		client.ReleaseName = job.Name
	}
	client.Replace = true
	client.APIVersions = chartutil.VersionSet(job.APIVersions)
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

func finish(job batch.Job, client *action.Install, ch *chart.Chart, vals map[string]any) (string, error) {
	if kind := ch.Metadata.Type; kind != "" && kind != "application" {
		return "", fmt.Errorf("%s charts are not installable", kind)
	}
	if req := ch.Metadata.Dependencies; req != nil {
		if err := action.CheckDependencies(ch, req); err != nil {
			return "", fmt.Errorf("An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: %w", err) //nolint:staticcheck
		}
	}
	rel, err := client.Run(ch, vals)
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
