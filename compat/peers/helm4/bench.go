package main

import (
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	v2 "helm.sh/helm/v4/pkg/chart/v2"
	v2loader "helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"

	"slipway.dev/peers/batch"
)

type prepared struct {
	helm
	job batch.Job
}

func (h helm) Prepare(job batch.Job) (batch.Prepared, error) {
	return prepared{h, job}, nil
}

func (p prepared) load() (*v2.Chart, map[string]any, error) {
	vals, err := p.values(p.job)
	if err != nil {
		return nil, nil, err
	}
	ch, err := v2loader.LoadDir(p.job.Chart)
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
	if err := chartutil.ProcessDependencies(ch, vals); err != nil {
		return nil, err
	}
	caps := common.DefaultCapabilities.Copy()
	if client.KubeVersion != nil {
		caps.KubeVersion = *client.KubeVersion
	}
	options := common.ReleaseOptions{Name: client.ReleaseName, Namespace: client.Namespace, Revision: 1, IsInstall: true}
	top, err := util.ToRenderValuesWithSchemaValidation(ch, vals, options, caps, false)
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
