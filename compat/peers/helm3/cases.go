package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/ignore"
	"helm.sh/helm/v3/pkg/strvals"
	"sigs.k8s.io/yaml"

	"slipway.dev/peers/batch"
)

// Answer answers the questions of which test vectors are made.
func (h helm) Answer(c batch.Case) (any, error) {
	switch c.Kind {
	case "set":
		return answerSet(c)
	case "ignore":
		return answerIgnore(c)
	}
	ch, err := chartOf(c.Files)
	if err != nil {
		return nil, err
	}
	vals, err := h.valuesOf(c.Values)
	if err != nil {
		return nil, err
	}
	job := batch.Job{Name: c.Name, Namespace: c.Namespace, KubeVersion: c.KubeVersion, APIVersions: c.APIVersions, IsUpgrade: c.IsUpgrade, IncludeCRDs: c.IncludeCRDs}
	switch c.Kind {
	case "coalesce":
		v, err := chartutil.CoalesceValues(ch, vals)
		return map[string]any(v), err
	case "process":
		if err := chartutil.ProcessDependenciesWithMerge(ch, vals); err != nil {
			return nil, err
		}
		v, err := chartutil.CoalesceValues(ch, vals)
		return map[string]any(v), err
	case "template":
		client, err := install(job)
		if err != nil {
			return nil, err
		}
		return finish(job, client, ch, vals)
	case "render":
		return answerRender(job, ch, vals)
	}
	return nil, fmt.Errorf("unknown kind %q", c.Kind)
}

func answerRender(job batch.Job, ch *chart.Chart, vals map[string]any) (any, error) {
	client, err := install(job)
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
	top, err := chartutil.ToRenderValues(ch, vals, options, caps)
	if err != nil {
		return nil, err
	}
	out, err := engine.Render(ch, top)
	return out, err
}

func chartOf(files map[string]string) (*chart.Chart, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var all []*loader.BufferedFile
	for _, name := range names {
		all = append(all, &loader.BufferedFile{Name: name, Data: []byte(files[name])})
	}
	return loader.LoadFiles(all)
}

// valuesOf merges the texts as -f merges files.
func (h helm) valuesOf(texts []string) (map[string]any, error) {
	var o values.Options
	for _, text := range texts {
		f, err := os.CreateTemp("", "values*.yaml")
		if err != nil {
			return nil, err
		}
		defer os.Remove(f.Name())
		if _, err := f.WriteString(text); err != nil {
			return nil, err
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
		o.ValueFiles = append(o.ValueFiles, f.Name())
	}
	return o.MergeValues(h.providers)
}

func answerSet(c batch.Case) (any, error) {
	dest := map[string]any{}
	if len(c.Values) > 0 {
		if err := yaml.Unmarshal([]byte(c.Values[0]), &dest); err != nil {
			return nil, err
		}
	}
	for _, arg := range c.Args {
		if err := set(c.Op, arg, dest); err != nil {
			return nil, err
		}
	}
	return dest, nil
}

func set(op, arg string, dest map[string]any) error {
	switch op {
	case "set":
		return strvals.ParseInto(arg, dest)
	case "set-string":
		return strvals.ParseIntoString(arg, dest)
	case "set-json":
		return strvals.ParseJSON(arg, dest)
	case "set-literal":
		return strvals.ParseLiteralInto(arg, dest)
	case "set-file":
		return strvals.ParseIntoFile(arg, dest, func(rs []rune) (any, error) {
			return "content of " + string(rs), nil
		})
	}
	return fmt.Errorf("unknown op %q", op)
}

// entry is a file of which only the name and the kind matter.
type entry string

func (e entry) Name() string       { return filepath.Base(strings.TrimSuffix(string(e), "/")) }
func (e entry) Size() int64        { return 0 }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return strings.HasSuffix(string(e), "/") }
func (e entry) Sys() any           { return nil }
func (e entry) Mode() fs.FileMode {
	if e.IsDir() {
		return fs.ModeDir
	}
	return 0
}

// answerIgnore says for each path (folders end with a slash) whether it is ignored.
func answerIgnore(c batch.Case) (any, error) {
	rules, err := ignore.Parse(strings.NewReader(c.Files[".helmignore"]))
	if err != nil {
		return nil, err
	}
	rules.AddDefaults()
	ignored := map[string]any{}
	for _, path := range c.Args {
		ignored[path] = rules.Ignore(strings.TrimSuffix(path, "/"), entry(path))
	}
	return ignored, nil
}
