package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.manifest.Hook;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreparedReleaseTest {
  private static final String TEMPLATE =
      """
      kind: ConfigMap
      apiVersion: v1
      metadata: {name: seen}
      data:
        revision: "{{ .Release.Revision }}"
        upgrade: "{{ .Release.IsUpgrade }}"
        version: {{ .Capabilities.KubeVersion }}
        crd: "{{ .Capabilities.APIVersions.Has "example.org/v1/Thing" }}"
        other: "{{ (lookup "v1" "Secret" "n" "x").data.key }}"
      ---
      kind: Job
      apiVersion: batch/v1
      metadata: {name: before, annotations: {helm.sh/hook: pre-upgrade}}
      """;

  private static PreparedRelease prepared(String more) {
    InMemoryHost host =
        new InMemoryHost()
            .file("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
            .file("c/templates/all.yaml", TEMPLATE)
            .file("c/templates/NOTES.txt", "Hello {{ .Release.Namespace }}")
            .file(
                "helmfile.yaml", "releases:\n- {name: a, chart: ./c, namespace: n" + more + "}\n");
    DesiredState state =
        new HelmfileLoader(host).load(LoadOptions.defaults().withRules(HelmfileRules.V1)).getLast();
    ChartOrigins none = new ChartOrigins(Map.of(), ChartSupply.none(), false);
    ReleaseRenderer renderer =
        new ReleaseRenderer(RenderSetup.of(ReleaseCharts.through(host, none)));
    return renderer.prepareForSync(
        state, state.releases().getFirst(), TemplateFlags.NONE, SyncFlags.NONE, _ -> {});
  }

  private static RenderedChart upgrade(PreparedRelease prepared) {
    return prepared.render(
        prepared
            .request()
            .withRelease(new ReleaseOptions("a", "n", 4, true))
            .withCluster(
                KubeVersion.parse("v1.30.0", prepared.version()), List.of("example.org/v1/Thing"))
            .withLookup((version, kind, namespace, name) ->
                Map.<String, @Nullable Object>of(
                    "data", Map.of("key", version + kind + namespace + name))));
  }

  @Test
  void aReleaseIsRenderedForTheClusterAndTheMoment() {
    RenderedChart rendered = upgrade(prepared(""));

    assertThat(rendered.manifests()).extracting(Manifest::name).containsExactly("seen");
    assertThat(rendered.manifests().getFirst().content())
        .contains("revision: \"4\"")
        .contains("upgrade: \"true\"")
        .contains("version: v1.30.0")
        .contains("crd: \"true\"")
        .contains("other: \"v1Secretnx\"");
    assertThat(rendered.hooks()).extracting(Hook::name).containsExactly("before");
    assertThat(rendered.notes()).isEqualTo("Hello n");
  }

  @Test
  void patchesCountInItToo() {
    RenderedChart rendered =
        upgrade(
            prepared(
                ", strategicMergePatches: [{apiVersion: v1, kind: ConfigMap, metadata: {name:"
                    + " seen}, data: {more: patched}}]"));

    assertThat(rendered.manifests().getFirst().content())
        .contains("more: patched")
        .contains("revision: \"4\"");
  }
}
