package main

import (
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"

	"slipway.dev/peers/batch"
)

type prepared struct {
	helm
	job batch.Job
}

func (h helm) Prepare(job batch.Job) (batch.Prepared, error) {
	return prepared{h, job}, nil
}

func (p prepared) load() (*chart.Chart, map[string]any, error) {
	vals, err := p.values(p.job)
	if err != nil {
		return nil, nil, err
	}
	ch, err := loader.LoadDir(p.job.Chart)
	return ch, vals, err
}

func (p prepared) Engine() (func() error, error) {
	ch, vals, err := p.load()
	if err != nil {
		return nil, err
	}
	client, err := install(p.job)
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependenciesWithMerge(ch, vals); err != nil {
		return nil, err
	}
	caps := chartutil.DefaultCapabilities.Copy()
	if client.KubeVersion != nil {
		caps.KubeVersion = *client.KubeVersion
	}
	options := chartutil.ReleaseOptions{Name: client.ReleaseName, Namespace: client.Namespace, Revision: 1, IsInstall: true}
	top, err := chartutil.ToRenderValuesWithSchemaValidation(ch, vals, options, caps, false)
	if err != nil {
		return nil, err
	}
	return func() error {
		_, err := engine.Render(ch, top)
		return err
	}, nil
}

func (p prepared) Whole() (func() error, error) {
	ch, vals, err := p.load()
	if err != nil {
		return nil, err
	}
	client, err := install(p.job)
	if err != nil {
		return nil, err
	}
	return func() error {
		_, err := finish(p.job, client, ch, vals)
		return err
	}, nil
}
