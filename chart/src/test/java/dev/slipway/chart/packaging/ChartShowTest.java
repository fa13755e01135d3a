package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.Chart;
import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.packaging.ChartShow.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartShowTest {
  @TempDir private Path folder = Path.of("");
  private Path path = Path.of("");

  @BeforeEach
  void makeChart() {
    path = ChartFolders.chart(folder, "web", "1.0.0", "");
    ChartFolders.write(path, "ReadMe.md", "# Web\n");
    ChartFolders.write(path, "crds/a.yaml", "kind: A\n");
    ChartFolders.write(path, "crds/b.yaml", "---\nkind: B\n");
  }

  private String show(Part part) {
    Chart chart = ChartLoader.load(path);
    return ChartShow.text(chart, part);
  }

  @Test
  void eachPartIsShownAsItIs() {
    assertThat(show(Part.CHART)).isEqualTo("apiVersion: v2\nname: web\nversion: 1.0.0\n\n");
    assertThat(show(Part.VALUES)).isEqualTo("# comment\nkey: value\n\n");
    assertThat(show(Part.README)).isEqualTo("# Web\n\n");
    assertThat(show(Part.CRDS)).isEqualTo("---\nkind: A\n\n---\nkind: B\n\n");
  }

  @Test
  void allPartsAreSeparated() {
    assertThat(show(Part.ALL))
        .isEqualTo(
            """
            apiVersion: v2
            name: web
            version: 1.0.0

            ---
            # comment
            key: value

            ---
            # Web

            ---
            kind: A

            ---
            kind: B

            """);
  }
}
