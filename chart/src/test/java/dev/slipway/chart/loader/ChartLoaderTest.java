package dev.slipway.chart.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.Warnings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartLoaderTest {
  private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.2.3\n";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Chart load(String... namesAndTexts) {
    List<ChartFile> files = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.add(ChartFile.ofText(namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return ChartLoader.load(files);
  }

  @Test
  void sortsTheFilesOfAFolder() throws IOException {
    write("web/Chart.yaml", "\uFEFF" + CHART);
    write("web/values.yaml", "a: 1\n");
    write("web/values.schema.json", "{}");
    write("web/templates/b.yaml", "b");
    write("web/templates/a.yaml", "a");
    write("web/templates/.hidden", "no");
    write("web/crds/c.yaml", "crd");
    write("web/README.md", "read");
    write("web/charts/sub/Chart.yaml", CHART.replace("web", "sub"));
    write("web/charts/sub/crds/d.yml", "crd");
    write("web/charts/_ignored/Chart.yaml", "nonsense: [");
    write("web/charts/README.md", "no chart");
    Files.delete(folder.resolve("web/charts/README.md"));

    Chart chart = ChartLoader.load(folder.resolve("web"));

    assertThat(chart.name()).isEqualTo("web");
    assertThat(chart.templates().stream().map(ChartFile::name))
        .containsExactly("templates/a.yaml", "templates/b.yaml");
    assertThat(chart.files().stream().map(ChartFile::name))
        .containsExactly("README.md", "crds/c.yaml");
    assertThat(chart.values()).isEqualTo(Map.of("a", 1.0));
    assertThat(chart.subcharts()).singleElement().returns("sub", Chart::name);
    assertThat(chart.crds().stream().map(ChartFile::name))
        .containsExactly("web/crds/c.yaml", "web/charts/sub/crds/d.yml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x|validation: chart.metadata.version is required",
        "version: 1.0.0|validation: chart.metadata.name is required",
        "{name: a/b, version: 1.0.0}|validation: chart.metadata.name \"a/b\" is invalid",
        "{name: .., version: 1.0.0}|validation: chart.metadata.name \"..\" is not allowed",
        "{name: x, version: one}|validation: chart.metadata.version \"one\" is invalid",
        "{name: x, version: 1.0.0, type: odd}|"
            + "validation: chart.metadata.type must be application or library",
        "{name: x, version: 1.0.0, maintainers: [null]}|"
            + "validation: maintainers must not contain empty or null nodes",
        "{name: x, version: 1.0.0, dependencies: [null]}|"
            + "validation: dependencies must not contain empty or null nodes",
        "{name: x, version: 1.0.0, dependencies: [{name: a, alias: b c}]}|"
            + "validation: dependency \"a\" has disallowed characters in the alias",
        "{name: x, version: 1.0.0, dependencies: [{name: a}, {name: a}]}|"
            + "validation: more than one dependency with name or alias \"a\"",
        "[1]|cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot"
            + " unmarshal array into Go value of type v2.Metadata",
        "{name: x, version: 1.0.0, keywords: a}|cannot load Chart.yaml: error unmarshaling JSON:"
            + " while decoding JSON: json: cannot unmarshal string into Go struct field"
            + " Metadata.keywords of type []string"
      })
  void saysWhatIsWrongWithChartYaml(String text, String message) {
    assertThatThrownBy(() -> load("Chart.yaml", text))
        .isInstanceOf(ChartException.class)
        .hasMessage(message);
  }

  @Test
  void turnsNumbersIntoTextWhereTextIsWanted() {
    Chart chart =
        load("Chart.yaml", "name: x\nversion: 2\nappVersion: 1.10\nannotations: {a: 5, b: true}\n");

    assertThat(chart.metadata().version()).isEqualTo("2");
    assertThat(chart.metadata().appVersion()).isEqualTo("1.1");
    assertThat(chart.metadata().annotations()).isEqualTo(Map.of("a", "5", "b", "true"));
    assertThat(chart.metadata().apiVersion()).isEqualTo("v1");
  }

  @Test
  void readsRequirementsOfVersion1() {
    Warnings warnings = new Warnings();
    List<ChartFile> files =
        List.of(
            ChartFile.ofText("Chart.yaml", "apiVersion: v1\nname: x\nversion: 1.0.0\n"),
            ChartFile.ofText("requirements.yaml", "dependencies: [{name: a, version: 1.x}]"),
            ChartFile.ofText("requirements.lock", "digest: d\ndependencies: []\n"));

    Chart chart = ChartLoader.load(files, HelmVersion.V4, warnings);

    assertThat(chart.metadata().dependency("a")).isNotNull();
    assertThat(chart.lock()).isNotNull();
    assertThat(chart.files()).hasSize(2);
    assertThat(warnings.toList()).isEmpty();
  }

  @Test
  void missesChartYaml() {
    assertThatThrownBy(() -> load("values.yaml", "a: 1"))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage()).isEqualTo("Chart.yaml file is missing");
              assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.CHART_YAML_MISSING);
            });
    assertThatThrownBy(() -> load("Chart.yaml", CHART, "charts/sub/values.yaml", "a: 1"))
        .hasMessage("error unpacking subchart sub in web: Chart.yaml file is missing");
  }

  @Test
  void helm4LooksForTheApiVersionFirst() throws IOException {
    write("web/values.yaml", "a: 1");
    Path web = folder.resolve("web");

    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V4, new Warnings()))
        .hasMessage(
            "unable to detect chart at "
                + web.resolve("Chart.yaml")
                + ": open "
                + web.resolve("Chart.yaml")
                + ": no such file or directory");
    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V3_19, new Warnings()))
        .hasMessage("Chart.yaml file is missing");

    write("web/Chart.yaml", "apiVersion: v9\nname: web\nversion: 1.0.0\n");
    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V4, new Warnings()))
        .hasMessage("unsupported chart version");

    write("web/Chart.yaml", "apiVersion: v3\nname: web\nversion: 1.0.0\n");
    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V4, new Warnings()))
        .hasMessage("invalid chart apiVersion");

    write("web/Chart.yaml", "apiVersion: v3\nname: ..\nversion: 1.0.0\n");
    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V4, new Warnings()))
        .hasMessage("validation: chart.metadata.name \"..\" is not allowed");

    write("web/Chart.yaml", "- a\n");
    assertThatThrownBy(() -> ChartLoader.loadDetected(web, HelmVersion.V4, new Warnings()))
        .hasMessageEndingWith("cannot unmarshal array into Go value of type loader.chartBase");
  }

  @Test
  void refusesValuesThatAreNoMap() {
    assertThatThrownBy(() -> load("Chart.yaml", CHART, "values.yaml", "- a\n"))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage())
                  .isEqualTo(
                      "cannot load values.yaml: cannot unmarshal yaml document: error unmarshaling"
                          + " JSON: while decoding JSON: json: cannot unmarshal array into Go value"
                          + " of type map[string]interface {}");
              assertThat(e.diagnostic().hint()).contains("must be a map");
            });
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "a: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    List<ChartFile> files =
        List.of(ChartFile.ofText("Chart.yaml", CHART), new ChartFile("values.yaml", latin));

    assertThatThrownBy(() -> ChartLoader.load(files))
        .isInstanceOf(ChartException.class)
        .hasMessageEndingWith("yaml: incomplete UTF-8 octet sequence");
  }

  @Test
  void helm4MergesTheDocumentsOfAValuesFile() {
    List<ChartFile> files =
        List.of(
            ChartFile.ofText("Chart.yaml", CHART),
            ChartFile.ofText("values.yaml", "a: {b: 1}\n--- # more\na: {c: 2}\n"));

    assertThat(ChartLoader.load(files).values()).isEqualTo(Map.of("a", Map.of("b", 1.0, "c", 2.0)));
    assertThat(ChartLoader.load(files, HelmVersion.V3_19, new Warnings()).values())
        .isEqualTo(Map.of("a", Map.of("b", 1.0)));
  }

  @Test
  void followsLinksWithinTheFolderThatHoldsTheChart() throws IOException {
    write("charts/base/Chart.yaml", CHART);
    write("charts/base/values.yaml", "from: base\n");
    write("charts/web/Chart.yaml", CHART);
    Files.createSymbolicLink(
        folder.resolve("charts/web/values.yaml"), Path.of("../base/values.yaml"));
    Files.createSymbolicLink(folder.resolve("charts/web/templates"), Path.of("../base"));

    Chart chart = ChartLoader.load(folder.resolve("charts/web"));

    assertThat(chart.values()).isEqualTo(Map.of("from", "base"));
    assertThat(chart.templates().stream().map(ChartFile::name))
        .containsExactly("templates/Chart.yaml", "templates/values.yaml");
  }

  @Test
  void refusesLinksThatLeadOutside() throws IOException {
    write("secret.txt", "secret");
    write("charts/web/Chart.yaml", CHART);
    Files.createSymbolicLink(folder.resolve("charts/web/leak.txt"), Path.of("../../secret.txt"));
    Path chart = folder.resolve("charts/web");

    assertThatThrownBy(() -> ChartLoader.load(chart))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("symbolic link leak.txt leads to ");
              assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.LINK_LEADS_OUTSIDE);
            });

    Files.createDirectory(folder.resolve(".git"));
    assertThat(ChartLoader.load(chart).files().getFirst().text()).isEqualTo("secret");
  }

  @Test
  void refusesLinksThatFormACycleOrLeadNowhere() throws IOException {
    write("web/Chart.yaml", CHART);
    Path chart = folder.resolve("web");
    Files.createSymbolicLink(chart.resolve("loop"), Path.of("."));

    assertThatThrownBy(() -> ChartLoader.load(chart)).hasMessageContaining("cycle at loop");

    Files.delete(chart.resolve("loop"));
    Files.createSymbolicLink(chart.resolve("gone"), Path.of("nowhere"));
    assertThatThrownBy(() -> ChartLoader.load(chart))
        .hasMessageStartingWith("error evaluating symlink ")
        .hasMessageEndingWith(": no such file or directory");
  }
}
