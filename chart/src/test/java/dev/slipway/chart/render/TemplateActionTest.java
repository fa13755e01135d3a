package dev.slipway.chart.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateActionTest {
  private static final String SERVICE =
      "kind: Service\nmetadata: {name: {{ .Release.Name }}}\nport: {{ .Values.port }}\n";
  private static final String POD =
      """
      kind: Pod
      metadata:
        name: t
        annotations: {helm.sh/hook: test}
      """;

  private static Chart chart(String... namesAndTexts) {
    List<ChartFile> files = new ArrayList<>();
    files.add(ChartFile.ofText("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"));
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.add(ChartFile.ofText(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return ChartLoader.load(files);
  }

  private static RenderRequest request(Chart chart) {
    return RenderRequest.of(chart, Map.of("port", 80L), ReleaseOptions.install("shop", "default"));
  }

  private static String run(RenderRequest request, TemplateSettings settings) {
    StringBuilder out = new StringBuilder();
    TemplateAction.run(request, settings, out::append);
    return out.toString();
  }

  @Test
  void printsManifestsThenHooks() {
    Chart chart = chart("templates/s.yaml", SERVICE, "templates/t.yaml", POD);

    assertThat(run(request(chart), TemplateSettings.DEFAULTS))
        .isEqualTo(
            """
            ---
            # Source: web/templates/s.yaml
            kind: Service
            metadata: {name: shop}
            port: 80
            ---
            # Source: web/templates/t.yaml
            """
                + POD
                + "\n");
    assertThat(run(request(chart), TemplateSettings.DEFAULTS.withoutHooks(false, true)))
        .doesNotContain("kind: Pod");
    assertThat(run(request(chart), TemplateSettings.DEFAULTS.withoutHooks(true, false)))
        .doesNotContain("kind: Pod");
  }

  @Test
  void showsOnlyWhatMatches() {
    Chart chart = chart("templates/s.yaml", SERVICE, "templates/t.yaml", POD);
    TemplateSettings settings = TemplateSettings.DEFAULTS;

    assertThat(run(request(chart), settings.withShowOnly(List.of("templates/t*.yaml"))))
        .isEqualTo("---\n# Source: web/templates/t.yaml\n" + POD + "\n\n");
    assertThatThrownBy(
            () -> run(request(chart), settings.withShowOnly(List.of("templates/r.yaml"))))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage())
                  .isEqualTo("could not find template templates/r.yaml in chart");
              assertThat(e.diagnostic().hint()).startsWith("Did you mean templates/");
            });
  }

  @Test
  void printsCrdsOnRequest() {
    Chart chart = chart("crds/c.yaml", "kind: CustomResourceDefinition\n");

    assertThat(run(request(chart), TemplateSettings.DEFAULTS)).isEqualTo("\n");
    assertThat(run(request(chart), TemplateSettings.DEFAULTS.withIncludeCrds(true)))
        .isEqualTo("---\n# Source: web/crds/c.yaml\nkind: CustomResourceDefinition\n");
  }

  @Test
  void writesFiles(@TempDir Path folder) throws IOException {
    Chart chart = chart("templates/s.yaml", SERVICE + "---\nkind: B\n", "templates/t.yaml", POD);
    TemplateSettings settings = TemplateSettings.DEFAULTS.withOutputFolder(folder, "out", true);

    assertThat(run(request(chart), settings))
        .isEqualTo(
            """
            wrote out/shop/web/templates/s.yaml
            wrote out/shop/web/templates/s.yaml
            wrote out/shop/web/templates/t.yaml

            """);
    assertThat(folder.resolve("shop/web/templates/s.yaml"))
        .content()
        .isEqualTo(
            """
            ---
            # Source: web/templates/s.yaml
            kind: Service
            metadata: {name: shop}
            port: 80

            ---
            # Source: web/templates/s.yaml
            kind: B

            """);
    assertThat(Files.readString(folder.resolve("shop/web/templates/t.yaml"))).contains(POD);
  }

  @Test
  void postRenderersOfHelm4SeeHooksAndThoseOfHelm3DoNot() {
    Chart chart = chart("templates/s.yaml", SERVICE, "templates/t.yaml", POD);
    PostRenderer rename =
        manifests -> manifests.replace("shop", "changed").replace("name: t", "name: u");
    TemplateSettings settings = TemplateSettings.DEFAULTS.withPostRenderer(rename);

    assertThat(run(request(chart), settings))
        .contains("name: changed", "name: u", "# Source: web/templates/s.yaml")
        .doesNotContain("postrender-filename");
    assertThat(run(request(chart).withHelmVersion(HelmVersion.V3_19), settings))
        .contains("name: changed", "name: t");
  }

  @Test
  void checksBeforeItRenders() {
    Chart library =
        ChartLoader.load(
            List.of(
                ChartFile.ofText(
                    "Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n")));
    assertThatThrownBy(() -> run(request(library), TemplateSettings.DEFAULTS))
        .hasMessage("library charts are not installable");

    Chart incomplete =
        ChartLoader.load(
            List.of(
                ChartFile.ofText(
                    "Chart.yaml",
                    """
                    apiVersion: v2
                    name: x
                    version: 1.0.0
                    dependencies: [{name: a, version: 1.x}]
                    """)));
    assertThatThrownBy(() -> run(request(incomplete), TemplateSettings.DEFAULTS))
        .hasMessageEndingWith("found in Chart.yaml, but missing in charts/ directory: a");

    RenderRequest badName =
        RenderRequest.of(chart(), Map.of(), ReleaseOptions.install("Bad_Name", "default"));
    assertThatThrownBy(() -> run(badName, TemplateSettings.DEFAULTS))
        .hasMessageStartingWith(
            "release name check failed: release name \"Bad_Name\": invalid release name");
  }

  @Test
  void pointsAtTheTemplateThatMadeBadYaml() {
    Chart chart =
        chart(
            "templates/_h.tpl", "{{ define \"bad\" }}\na: b: c\n{{ end }}",
            "templates/s.yaml", "kind: A\n{{ include \"bad\" . }}\n");

    assertThatThrownBy(() -> run(request(chart), TemplateSettings.DEFAULTS))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("YAML parse error on web/templates/s.yaml: ");
              assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.INVALID_MANIFEST);
              assertThat(e.diagnostic().location()).hasToString("web/templates/_h.tpl:2:1");
              assertThat(e.diagnostic().snippet()).isEqualTo("a: b: c");
            });
  }

  @Test
  void rendersAtTheSameTimeInSeveralThreads() throws InterruptedException, ExecutionException {
    Chart chart =
        chart(
            "templates/s.yaml",
            "kind: A\nx: {{ set .Values \"name\" .Release.Name | toYaml | nindent 2 }}\n");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "r" + i;
        RenderRequest request =
            RenderRequest.of(chart, Map.of(), ReleaseOptions.install(name, "default"));
        results.add(threads.submit(() -> run(request, TemplateSettings.DEFAULTS)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).contains("name: r" + i + "\n");
      }
    }
  }

  @Test
  void leavesTheChartAndTheValuesAsTheyWere() {
    Chart chart =
        chart(
            "values.yaml",
            "a: {b: 1}\n",
            "templates/s.yaml",
            "kind: A\nx: {{ set .Values.a \"b\" 2 | toJson }}\n");

    String first = run(request(chart), TemplateSettings.DEFAULTS);

    assertThat(chart.values()).isEqualTo(Map.of("a", Map.of("b", 1.0)));
    assertThat(run(request(chart), TemplateSettings.DEFAULTS)).isEqualTo(first);
  }

  @Test
  void makesNamesForReleases() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(42), ZoneOffset.UTC);

    assertThat(ReleaseName.generate("./charts/web-1.0.tgz", clock)).isEqualTo("web-1-42");
    assertThat(ReleaseName.generate(".", clock)).isEqualTo("chart-42");
    assertThat(ReleaseName.fromTemplate("{{ \"A\" | lower }}-b")).isEqualTo("a-b");
  }

  @Test
  void keepsNotesApart() {
    Chart chart =
        chart("templates/NOTES.txt", "Hello {{ .Release.Name }}", "templates/s.yaml", SERVICE);

    RenderedChart rendered = ChartRenderer.render(request(chart));

    assertThat(rendered.notes()).isEqualTo("Hello shop");
    assertThat(rendered.manifests()).extracting(Manifest::kind).containsExactly("Service");
  }
}
