package dev.slipway.chart.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.manifest.Manifest;
import dev.slipway.chart.render.ChartRenderer;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.chart.repository.RecordingMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartCreationTest {
  @TempDir private Path folder = Path.of("");
  private final RecordingMessages messages = new RecordingMessages();

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private static RenderedChart render(Path chart, Map<String, Object> values) {
    return ChartRenderer.render(
        RenderRequest.of(
            ChartLoader.load(chart), Map.copyOf(values), ReleaseOptions.install("rel", "default")));
  }

  @Test
  void aNewChartHasTheUsualFiles() throws IOException {
    Path chart = folder.resolve("web");
    ChartCreation.create(chart, null, messages);
    assertThat(files(chart))
        .containsExactly(
            ".helmignore",
            "Chart.yaml",
            "templates/NOTES.txt",
            "templates/_helpers.tpl",
            "templates/deployment.yaml",
            "templates/hpa.yaml",
            "templates/httproute.yaml",
            "templates/ingress.yaml",
            "templates/service.yaml",
            "templates/serviceaccount.yaml",
            "templates/tests/test-connection.yaml",
            "values.yaml");
    assertThat(chart.resolve("charts")).isEmptyDirectory();
    assertThat(messages.lines()).isEmpty();
    for (String file : files(chart)) {
      assertThat(chart.resolve(file)).content().doesNotContain("<CHARTNAME>");
    }
  }

  @Test
  void aNewChartRenders() {
    Path path = folder.resolve("web");
    ChartCreation.create(path, null, messages);
    RenderedChart chart = render(path, Map.of());
    assertThat(chart.manifests())
        .extracting(Manifest::kind)
        .containsExactly("ServiceAccount", "Service", "Deployment");
    assertThat(chart.hooks()).hasSize(1);
    assertThat(chart.notes()).contains("web 0.1.0 is installed as release rel");
    Map<String, Object> on = Map.of("enabled", true);
    RenderedChart all = render(path, Map.of("ingress", on, "httpRoute", on, "autoscaling", on));
    assertThat(all.manifests())
        .extracting(Manifest::kind)
        .contains("HorizontalPodAutoscaler", "Ingress", "HTTPRoute");
  }

  @Test
  void filesThatAreThereAreReplacedWithAWarning() throws IOException {
    Path chart = folder.resolve("web");
    ChartFolders.write(chart, "values.yaml", "mine: true");
    ChartFolders.write(chart, "other.txt", "stays");
    ChartCreation.create(chart, null, messages);
    assertThat(messages.lines())
        .containsExactly(
            "WARNING: File \"" + chart.resolve("values.yaml") + "\" already exists. Overwriting.");
    assertThat(Files.readString(chart.resolve("values.yaml")))
        .startsWith("# Default values of web.");
    assertThat(chart.resolve("other.txt")).hasContent("stays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a$b", "ü", "a'b"})
  void namesAreChecked(String name) {
    assertThatThrownBy(() -> ChartCreation.create(folder.resolve(name), null, messages))
        .hasMessage("chart name must match the regular expression \"^[a-zA-Z0-9._-]+$\"");
  }

  @Test
  void placesAreChecked() throws IOException {
    Path missing = folder.resolve("none/web");
    assertThatThrownBy(() -> ChartCreation.create(missing, null, messages))
        .hasMessage("stat " + missing.getParent() + ": no such file or directory");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> ChartCreation.create(file, null, messages))
        .hasMessage("file " + file + " already exists and is not a directory");
    assertThatThrownBy(() -> ChartCreation.create(folder.resolve("x".repeat(251)), null, messages))
        .hasMessage("chart name must be between 1 and 250 characters");
  }

  @Test
  void aStarterOfOnesOwnIsCopiedWithTheNewName() {
    Path starter = folder.resolve("starter");
    ChartFolders.chart(folder, "starter", "9.9.9", "description: A starter for <CHARTNAME>\n");
    ChartFolders.write(starter, "values.yaml", "# values of <CHARTNAME>\nname: <CHARTNAME>\n");
    ChartFolders.write(starter, "templates/a.yaml", "name: {{ include \"<CHARTNAME>.name\" . }}\n");
    ChartFolders.write(starter, "README.md", "# <CHARTNAME> stays");
    ChartFolders.chart(starter.resolve("charts"), "sub", "1.0.0", "");
    Path target = folder.resolve("web");
    ChartCreation.create(target, starter, messages);
    Chart chart = ChartLoader.load(target);
    assertThat(chart.metadata().version()).isEqualTo("0.1.0");
    assertThat(chart.metadata().description()).isEqualTo("A Helm chart for Kubernetes");
    assertThat(target.resolve("values.yaml")).hasContent("# values of web\nname: web\n");
    assertThat(target.resolve("templates/a.yaml"))
        .hasContent("name: {{ include \"web.name\" . }}\n");
    assertThat(target.resolve("README.md")).hasContent("# <CHARTNAME> stays");
    assertThat(target.resolve("charts/sub-1.0.0.tgz")).isRegularFile();
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> ChartCreation.create(target, none, messages))
        .hasMessage("could not load " + none + ": stat " + none + ": no such file or directory");
  }
}
