// Command releases records what Helm stores of releases: the Secrets that its own actions write through its own
// storage driver, into a cluster that is only simulated.
//
//	cd releases && go run . > ../../../release/src/test/resources/vectors/helm4-releases.jsonl
//
// Each line: the Secret as JSON, the step after which it was read, and the release as Helm reads it back.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/kube"
	kubefake "helm.sh/helm/v4/pkg/kube/fake"
	"helm.sh/helm/v4/pkg/storage"
	"helm.sh/helm/v4/pkg/storage/driver"
)

const namespace = "shop"

func files(version string) []*archive.BufferedFile {
	text := map[string]string{
		"Chart.yaml": "apiVersion: v2\nname: web\nversion: " + version + "\nappVersion: \"7\"\ndescription: A <web> & more\n" +
			"keywords: [a, b]\nmaintainers: [{name: Ann, email: ann@example.org}]\nannotations: {team: shop}\nkubeVersion: \">=1.20.0-0\"\n" +
			"sources: [https://example.org]\ntype: application\n",
		"values.yaml":        "replicas: 2\nlimit: 1.5\nbig: 1000000\nnested: {a: [1, two, null, true]}\nempty: {}\n",
		"values.schema.json": "{\"type\": \"object\"}\n",
		"README.md":          "# web\n",
		"files/motd":         "ünïcode\u2028 <b>\n",
		"crds/things.yaml":   "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.example.org}\n",
		"templates/NOTES.txt": "Thank you for {{ .Chart.Name }} {{ .Release.Revision }}\n",
		"templates/config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  replicas: {{ .Values.replicas | quote }}\n",
		"templates/hook.yaml": "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {{ .Release.Name }}-migrate\n  annotations:\n    helm.sh/hook: pre-install,pre-upgrade\n" +
			"    helm.sh/hook-weight: \"-5\"\n    helm.sh/hook-delete-policy: hook-succeeded\n    helm.sh/hook-output-log-policy: hook-failed\n" +
			"spec:\n  template:\n    spec: {restartPolicy: Never, containers: [{name: a, image: b}]}\n",
		"templates/test.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-test\n  annotations:\n    helm.sh/hook: test\nspec: {containers: [{name: a, image: b}]}\n",
	}
	var names []string
	for name := range text {
		names = append(names, name)
	}
	sort.Strings(names)
	var all []*archive.BufferedFile
	for _, name := range names {
		all = append(all, &archive.BufferedFile{Name: name, Data: []byte(text[name])})
	}
	return all
}

func load(version string) *chart.Chart {
	loaded, err := loader.LoadFiles(files(version))
	check(err)
	return loaded
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

type line struct {
	Step    string `json:"step"`
	Secret  any    `json:"secret"`
	Release any    `json:"release"`
}

func main() {
	client := fake.NewSimpleClientset()
	secrets := client.CoreV1().Secrets(namespace)
	store := storage.Init(driver.NewSecrets(secrets))
	failing := &kubefake.FailingKubeClient{PrintingKubeClient: kubefake.PrintingKubeClient{Out: io.Discard}}
	config := action.NewConfiguration()
	config.Releases = store
	config.KubeClient = failing
	config.Capabilities = common.DefaultCapabilities

	out := json.NewEncoder(os.Stdout)
	dump := func(step string) {
		list, err := secrets.List(context.Background(), metav1.ListOptions{})
		check(err)
		for _, secret := range list.Items {
			release, err := store.Driver.Get(secret.Name)
			check(err)
			check(out.Encode(line{step, secret, release}))
		}
	}

	install := action.NewInstall(config)
	install.ReleaseName = "web"
	install.Namespace = namespace
	install.WaitStrategy = kube.HookOnlyStrategy
	install.SkipCRDs = true
	install.Labels = map[string]string{"stage": "prod"}
	_, err := install.Run(load("1.0.0"), map[string]any{"replicas": 3, "nested": map[string]any{"b": 1.5, "n": nil}})
	check(err)
	dump("install")

	upgrade := action.NewUpgrade(config)
	upgrade.Namespace = namespace
	upgrade.WaitStrategy = kube.HookOnlyStrategy
	upgrade.ServerSideApply = "auto"
	_, err = upgrade.Run("web", load("1.1.0"), map[string]any{"replicas": 4})
	check(err)

	failing.UpdateError = errors.New("no room")
	upgrade.ServerSideApply = "false"
	upgrade.Description = "third"
	_, err = upgrade.Run("web", load("1.2.0"), map[string]any{})
	if err == nil {
		panic("it was to fail")
	}
	failing.UpdateError = nil
	dump("failed upgrade")

	rollback := action.NewRollback(config)
	rollback.Version = 1
	rollback.WaitStrategy = kube.HookOnlyStrategy
	check(rollback.Run("web"))
	dump("rollback")

	uninstall := action.NewUninstall(config)
	uninstall.KeepHistory = true
	uninstall.WaitStrategy = kube.HookOnlyStrategy
	install.SkipCRDs = true
	if _, err := uninstall.Run("web"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	dump("uninstall")
}
