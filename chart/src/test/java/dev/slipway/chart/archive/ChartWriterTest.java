package dev.slipway.chart.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.loader.ChartLoader;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartWriterTest {
  @TempDir private Path folder = Path.of("");

  private static List<ChartFile> entries(Chart chart) {
    byte[] archive = ChartWriter.toBytes(chart, ChartWriter.TIME);
    return ChartArchive.read(new ByteArrayInputStream(archive), ArchiveLimits.DEFAULT);
  }

  private Path richChart() {
    Path chart =
        ChartFolders.chart(
            folder,
            "web",
            "1.0.0",
            "description: \"quoted\" # comment\ndependencies:\n- {name: sub, version: 1.x, repository:"
                + " ''}\nappVersion: 1.10\n");
    ChartFolders.write(
        chart, "Chart.lock", "digest: sha256:x\ngenerated: \"2026-01-01T00:00:00Z\"\n");
    ChartFolders.write(chart, "values.schema.json", "{ }");
    ChartFolders.write(chart, "README.md", "# Web");
    ChartFolders.write(chart, "crds/a.yaml", "kind: X\n");
    ChartFolders.write(chart, "templates/NOTES.txt", "notes");
    ChartFolders.chart(chart.resolve("charts"), "sub", "1.2.3", "");
    ChartFolders.write(chart, "charts/sub/values.schema.json", "{}");
    return chart;
  }

  @Test
  void entriesComeInHelmsOrder() {
    assertThat(entries(ChartLoader.load(richChart())))
        .extracting(ChartFile::name)
        .containsExactly(
            "Chart.yaml",
            "Chart.lock",
            "values.yaml",
            "values.schema.json",
            "templates/NOTES.txt",
            "templates/map.yaml",
            "README.md",
            "crds/a.yaml",
            "charts/sub/Chart.yaml",
            "charts/sub/values.yaml",
            "charts/sub/values.schema.json",
            "charts/sub/templates/map.yaml");
  }

  @Test
  void metadataAreCanonicalAndValuesStayAsTheyAre() {
    List<ChartFile> entries = entries(ChartLoader.load(richChart()));
    assertThat(entries.get(0).text())
        .isEqualTo(
            """
            apiVersion: v2
            appVersion: "1.1"
            dependencies:
            - name: sub
              repository: ""
              version: 1.x
            description: quoted
            name: web
            version: 1.0.0
            """);
    assertThat(entries.get(1).text())
        .isEqualTo(
            """
            dependencies: []
            digest: sha256:x
            generated: "2026-01-01T00:00:00Z"
            """);
    assertThat(entries.get(2).text()).isEqualTo("# comment\nkey: value\n");
  }

  @Test
  void theSameChartGivesTheSameBytes() {
    Path chart = richChart();
    byte[] first = ChartWriter.toBytes(ChartLoader.load(chart), ChartWriter.TIME);
    byte[] second = ChartWriter.toBytes(ChartLoader.load(chart), ChartWriter.TIME);
    assertThat(first).isEqualTo(second);
  }

  @Test
  void whatWasWrittenLoadsAsTheSameChart() {
    Chart chart = ChartLoader.load(richChart());
    Path archive = ChartWriter.write(chart, folder.resolve("out/here"), ChartWriter.TIME);
    assertThat(archive).isEqualTo(folder.resolve("out/here/web-1.0.0.tgz"));
    Chart again = ChartLoader.load(archive);
    assertThat(again.metadata()).isEqualTo(chart.metadata());
    assertThat(again.values()).isEqualTo(chart.values());
    assertThat(again.subcharts()).hasSize(1);
  }

  @Test
  void longNamesAndNamesBeyondAsciiArePossible() {
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", "");
    String split = "files/" + "d".repeat(60) + "/" + "f".repeat(60) + ".txt";
    String veryLong = "files/" + "x".repeat(180) + ".txt";
    String accented = "files/déjà-vu.txt";
    for (String name : List.of(split, veryLong, accented)) {
      ChartFolders.write(chart, name, name);
    }
    assertThat(entries(ChartLoader.load(chart)))
        .extracting(ChartFile::name)
        .contains(split, veryLong, accented);
  }

  @Test
  void chartsOfTheFirstVersionKeepTheirDependenciesInRequirements() {
    Path chart = folder.resolve("old");
    ChartFolders.write(chart, "Chart.yaml", "apiVersion: v1\nname: old\nversion: 0.1.0\n");
    ChartFolders.write(
        chart, "requirements.yaml", "dependencies:\n- {name: a, version: 1, repository: ''}\n");
    List<ChartFile> entries = entries(ChartLoader.load(chart));
    assertThat(entries.get(0).text()).isEqualTo("apiVersion: v1\nname: old\nversion: 0.1.0\n");
    assertThat(entries).extracting(ChartFile::name).contains("requirements.yaml");
  }

  @Test
  void aSchemaThatIsNoJsonIsRefused() {
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", "");
    ChartFolders.write(chart, "values.schema.json", "{ nonsense");
    Chart loaded = ChartLoader.load(chart);
    assertThatThrownBy(() -> ChartWriter.toBytes(loaded, ChartWriter.TIME))
        .hasMessage("invalid JSON in values.schema.json");
  }

  @Test
  void anArchiveReplacesAnOlderOneAsAWhole() throws Exception {
    Chart chart = ChartLoader.load(ChartFolders.chart(folder, "web", "1.0.0", ""));
    Path target = Files.writeString(folder.resolve("web-1.0.0.tgz"), "old");
    ChartWriter.write(chart, folder, ChartWriter.TIME);
    assertThat(ChartLoader.load(target).name()).isEqualTo("web");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> ChartWriter.write(chart, file, ChartWriter.TIME))
        .hasMessage("is not a directory: " + file);
  }
}
