package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartificationTest {
  private final InMemoryHost host =
      new InMemoryHost()
          .file("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
          .file("c/values.yaml", "tag: one\n")
          .file(
              "c/templates/cm.yaml",
              """
              apiVersion: v1
              kind: ConfigMap
              metadata:
                name: settings
              data:
                tag: {{ .Values.tag }}
              """)
          .file(
              "c/templates/web.yaml",
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata:
                name: web
              spec:
                replicas: 1
                selector: {matchLabels: {app: web}}
                template:
                  metadata: {labels: {app: web}}
                  spec:
                    containers:
                    - name: web
                      image: web:1
                      envFrom:
                      - configMapRef: {name: settings}
              """)
          .file("d/Chart.yaml", "apiVersion: v2\nname: d\nversion: 0.1.0\n")
          .file(
              "d/templates/sub.yaml",
              "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sub-{{ .Chart.Name }}}\n");

  private RenderedRelease render(String release) {
    host.file("helmfile.yaml", "releases:\n" + release);
    DesiredState state =
        new HelmfileLoader(host).load(LoadOptions.defaults().withRules(HelmfileRules.V1)).getLast();
    ChartOrigins none = new ChartOrigins(Map.of(), ChartSupply.none(), false);
    return new ReleaseRenderer(RenderSetup.of(ReleaseCharts.through(host, none)))
        .render(state, state.releases().getFirst(), TemplateFlags.NONE);
  }

  private String manifests(String release) {
    return render(release).manifests();
  }

  @Test
  void dependenciesOfAReleaseBecomeSubcharts() {
    String release =
        """
        - name: a
          chart: ./c
          dependencies:
          - {chart: ./d, version: 0.1.0}
          - {chart: ./d, version: 0.1.0, alias: other}
        """;

    assertThat(manifests(release))
        .contains("# Source: c/charts/d/templates/sub.yaml", "name: sub-d")
        .contains("# Source: c/charts/other/templates/sub.yaml", "name: sub-other");
    assertThat(manifests(release + "  values: [{other: {enabled: false}}]\n"))
        .contains("name: sub-d")
        .doesNotContain("sub-other");
    assertThatThrownBy(() -> manifests(release.replace("0.1.0", "2.x")))
        .hasMessageContaining("can't get a valid version for dependency \"d\"");
  }

  @Test
  void transformersChangeAllObjectsAndReferencesFollow() {
    String text =
        manifests(
            """
            - name: a
              chart: ./c
              transformers:
              - apiVersion: builtin
                kind: LabelTransformer
                metadata: {name: any}
                labels: {team: blue}
                fieldSpecs: [{path: metadata/labels, create: true}]
              - apiVersion: builtin
                kind: PrefixTransformer
                metadata: {name: any}
                prefix: my-
                fieldSpecs: [{path: metadata/name}]
              - apiVersion: builtin
                kind: ImageTagTransformer
                metadata: {name: any}
                imageTag: {name: web, newTag: "2"}
            """);

    assertThat(text)
        .startsWith("---\n# Source: c/templates/patched_resources.yaml\n")
        .contains("team: blue")
        .contains("  name: my-settings\n")
        .contains("            name: my-settings\n        image: web:2")
        .contains("name: my-web");
  }

  @Test
  void aTransformerThatIsNotBuiltInIsRefused() {
    assertThatThrownBy(() ->
            manifests(
                """
                - name: a
                  chart: ./c
                  transformers:
                  - {apiVersion: example.org/v1, kind: Own, metadata: {name: any}}
                """))
        .hasMessageContaining("not supported");
  }

  @Test
  void setStringDoesNotReachAPatchedChart() {
    RenderedRelease release =
        render(
            """
            - name: a
              chart: ./c
              set: [{name: tag, value: two}]
              setString: [{name: tag, value: three}]
              forceNamespace: space
            """);

    assertThat(release.manifests()).contains("tag: two").contains("  namespace: space\n");
    assertThat(release.log())
        .extracting(LogLine::text)
        .anyMatch(line -> line.contains("setString"));
  }

  @Test
  void aFolderOfManifestsIsAChart() {
    host.file(
            "plain/b.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndata:\n  x: '{{ not a template }}'\n")
        .file(
            "plain/deep/a.yaml.gotmpl",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n");

    assertThat(manifests("- {name: a, chart: ./plain, namespace: space}\n"))
        .isEqualTo(
            """
            ---
            # Source: plain/templates/b.yaml
            # Source: plain/templates/b.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: b
              namespace: space
            data:
              x: '{{ not a template }}'

            ---
            # Source: plain/templates/deep/a.yaml
            # Source: plain/templates/deep/a.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              namespace: space
            """);
  }

  @Test
  void aKustomizationIsAChart() {
    host.file(
            "k/kustomization.yaml",
            """
            resources: [web.yaml]
            namePrefix: pre-
            commonLabels: {app: web}
            configMapGenerator:
            - name: settings
              literals: [a=1, b=two]
            images:
            - {name: web, newTag: "3"}
            """)
        .file(
            "k/web.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  containers:
                  - {name: web, image: web:1, envFrom: [{configMapRef: {name: settings}}]}
            """);

    assertThat(
            manifests("- {name: a, chart: ./k, namespace: space, values: [{nameSuffix: -end}]}\n"))
        .contains("# Source: k/templates/kustomized.yaml")
        .contains("name: pre-web-end", "namespace: space", "image: web:3")
        .containsPattern("configMapRef:\\s+name: pre-settings-end-[a-z0-9]{10}")
        .containsPattern(
            "kind: ConfigMap\nmetadata:\n(.*\n)*  name: pre-settings-end-[a-z0-9]{10}");
  }

  @Test
  void whatAKustomizationMayNotHaveIsNamed() {
    host.file("k/kustomization.yaml", "helmCharts: [{name: x}]\n");
    assertThatThrownBy(() -> manifests("- {name: a, chart: ./k}\n"))
        .hasMessageContaining("'helmCharts' of a kustomization is not supported");
    host.file("k/kustomization.yaml", "resource: [x]\n");
    assertThatThrownBy(() -> manifests("- {name: a, chart: ./k}\n"))
        .hasMessageContaining("unknown field \"resource\"");
  }
}
