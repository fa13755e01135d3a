package dev.slipway.chart.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.archive.ChartFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyListTest {
  @TempDir private Path folder = Path.of("");

  private List<String> lines(Path chart, int width) {
    return DependencyList.of(chart, HelmVersion.DEFAULT).lines(width);
  }

  private void archive(String file, String name, String version) throws IOException {
    Files.write(folder.resolve("web/charts").resolve(file), ChartFolders.archive(name, version));
  }

  private Path chart(String... dependencies) throws IOException {
    StringBuilder text = new StringBuilder("dependencies:\n");
    for (String dependency : dependencies) {
      text.append("- {").append(dependency).append("}\n");
    }
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", text.toString());
    Files.createDirectories(chart.resolve("charts"));
    return chart;
  }

  @Test
  void statusesAreHelms() throws IOException {
    Path chart =
        chart(
            "name: ok, version: ^1, repository: 'https://h/x'",
            "name: unpacked, version: 1.0.0, repository: 'https://h/x'",
            "name: missing, version: 1.0.0, repository: 'https://h/x'",
            "name: wrong, version: ^2, repository: 'https://h/x'",
            "name: misnamed, version: 1.0.0, repository: ''",
            "name: invalid, version: '%', repository: ''",
            "name: many, version: '*', repository: ''",
            "name: prefix, version: '*', repository: ''");
    archive("ok-1.2.0.tgz", "ok", "1.2.0");
    ChartFolders.chart(chart.resolve("charts"), "unpacked", "1.0.0", "");
    archive("wrong-1.0.0.tgz", "wrong", "1.0.0");
    archive("misnamed-1.0.0.tgz", "other", "1.0.0");
    archive("invalid-1.0.0.tgz", "invalid", "1.0.0");
    archive("many-1.0.0.tgz", "many", "1.0.0");
    archive("many-1.1.0.tgz", "many", "1.1.0");
    archive("prefix-1.0.0.tgz", "prefix", "1.0.0");
    archive("prefix-more-1.0.0.tgz", "prefix-more", "1.0.0");
    assertThat(DependencyList.of(chart, HelmVersion.DEFAULT).rows())
        .extracting(DependencyList.Row::status)
        .containsExactly(
            "ok",
            "unpacked",
            "missing",
            "wrong version",
            "misnamed",
            "invalid version",
            "too many matches",
            "ok");
    assertThat(lines(chart, 80))
        .startsWith(
            "NAME    \tVERSION\tREPOSITORY \tSTATUS          ",
            "ok      \t^1     \thttps://h/x\tok              ")
        .endsWith(
            "",
            "WARNING: \"" + chart + "/charts/misnamed-1.0.0.tgz\" is not in Chart.yaml.",
            "WARNING: \"" + chart + "/charts/prefix-more-1.0.0.tgz\" is not in Chart.yaml.");
  }

  @Test
  void columnsAreCutAtTheirGreatestWidth() throws IOException {
    Path chart =
        chart("name: web-server, version: 1.0.0, repository: 'https://charts.example.org'");
    assertThat(lines(chart, 12).get(1)).isEqualTo("web-server\t1.0.0  \thttps://c...\tmissing");
  }

  @Test
  void aChartWithoutDependenciesSaysSo() throws IOException {
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", "");
    assertThat(lines(chart, 80))
        .containsExactly("WARNING: no dependencies at " + chart.resolve("charts"));
  }

  @Test
  void whatIsNoChartInTheFolderIsMentioned() throws IOException {
    Path chart = chart("name: a, version: 1.0.0, repository: ''");
    Files.createDirectories(chart.resolve("charts/_junk"));
    assertThat(lines(chart, 80))
        .endsWith("", "WARNING: \"" + chart + "/charts/_junk\" is not a chart.");
  }
}
