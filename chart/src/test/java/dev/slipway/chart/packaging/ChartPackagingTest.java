package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.packaging.ChartPackaging.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPackagingTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aFolderBecomesAnArchiveWithOtherVersionsIfWanted() {
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", "");
    Path archive =
        ChartPackaging.pack(
            Request.of(chart, folder.resolve("out")).withVersions("2.0.0-rc.1", "v7"));
    assertThat(archive).isEqualTo(folder.resolve("out/web-2.0.0-rc.1.tgz"));
    assertThat(ChartLoader.load(archive).metadata().appVersion()).isEqualTo("v7");
  }

  @Test
  void incompleteChartsAreRefused() {
    Path chart =
        ChartFolders.chart(
            folder, "web", "1.0.0", "dependencies: [{name: a, version: '1'}, {name: b}]\n");
    assertThatThrownBy(() -> ChartPackaging.pack(Request.of(chart, folder)))
        .hasMessage("found in Chart.yaml, but missing in charts/ directory: a, b");
  }

  @Test
  void malformedVersionsAndPlacesAreReported() throws IOException {
    Path chart = ChartFolders.chart(folder, "web", "1.0.0", "");
    assertThatThrownBy(() -> ChartPackaging.pack(Request.of(chart, folder).withVersions("1.x", "")))
        .hasMessage("invalid semantic version");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> ChartPackaging.pack(Request.of(none, folder)))
        .hasMessage("stat " + none + ": no such file or directory");
    assertThatThrownBy(() -> ChartPackaging.pack(Request.of(folder, folder)))
        .hasMessage(
            "unable to detect chart at "
                + folder.resolve("Chart.yaml")
                + ": open "
                + folder.resolve("Chart.yaml")
                + ": no such file or directory");
    Path file = Files.writeString(folder.resolve("f"), "");
    assertThatThrownBy(() -> ChartPackaging.pack(Request.of(chart, file)))
        .hasMessage("failed to save: is not a directory: " + file);
  }
}
