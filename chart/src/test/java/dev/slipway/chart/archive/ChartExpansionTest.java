package dev.slipway.chart.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartExpansionTest {
  @TempDir private Path folder = Path.of("");

  private static List<ChartFile> files(String chartYaml) {
    return List.of(
        ChartFile.ofText("Chart.yaml", chartYaml),
        ChartFile.ofText("templates/a.yaml", "a: 1 # x"));
  }

  @Test
  void filesAreWrittenAsTheyAreBelowTheChartsName() {
    Path chart = ChartExpansion.expand(files("name: web"), folder);
    assertThat(chart).isEqualTo(folder.resolve("web"));
    assertThat(chart.resolve("templates/a.yaml")).hasContent("a: 1 # x");
  }

  @ParameterizedTest
  @CsvSource({
    "'name: ..', 'chart name \"..\" is not allowed'",
    "'name: .', 'chart name \".\" is not allowed'",
    "'name: a/b', 'chart name \"a/b\" must not contain path separators'",
    "'name: /etc', 'chart name \"/etc\" must not contain path separators'",
    "'version: 1', chart name not specified",
    "'- a', chart name not specified",
  })
  void namesThatLeadElsewhereAreRefused(String chartYaml, String message) {
    assertThatThrownBy(() -> ChartExpansion.expand(files(chartYaml), folder)).hasMessage(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLinkThatIsInTheWayIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.createDirectories(folder.resolve("web"));
    Files.createSymbolicLink(folder.resolve("web/templates"), elsewhere);
    assertThatThrownBy(() -> ChartExpansion.expand(files("name: web"), folder))
        .hasMessageStartingWith("cannot unpack over the symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void namesThatWereNotCheckedAreCheckedAgain() {
    List<ChartFile> hostile =
        List.of(
            ChartFile.ofText("Chart.yaml", "name: web"), ChartFile.ofText("../../x", "escaped"));
    assertThatThrownBy(() -> ChartExpansion.expand(hostile, folder.resolve("deep")))
        .hasMessageContaining("outside the base directory");
  }
}
