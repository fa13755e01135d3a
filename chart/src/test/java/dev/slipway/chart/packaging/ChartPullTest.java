package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.archive.TarBuilder;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.chart.repository.NetworkSettings;
import dev.slipway.chart.repository.RecordingMessages;
import dev.slipway.chart.repository.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPullTest {
  @TempDir private Path folder = Path.of("");
  private final TestServer server =
      TestServer.http()
          .file("/web-1.0.0.tgz", ChartFolders.archive("web", "1.0.0"))
          .file("/web-1.0.0.tgz.prov", "signed");
  private final RecordingMessages messages = new RecordingMessages();

  @AfterEach
  void close() {
    server.close();
  }

  private Path pull(String file, boolean provenance, @Nullable Path unpackInto) {
    HelmPaths paths =
        new HelmPaths(
            folder.resolve("r"), folder.resolve("cache"), folder.resolve("content"), List.of());
    try (ChartFetcher fetcher = new ChartFetcher(paths, new NetworkSettings(Map.of(), "t"))) {
      return ChartPull.pull(
          new ChartPull.Request(
              ChartRequest.of(server.url() + file), folder.resolve("to"), provenance, unpackInto),
          fetcher,
          messages);
    }
  }

  @Test
  void anArchiveIsSavedUnderItsName() {
    assertThat(pull("/web-1.0.0.tgz", true, null))
        .isEqualTo(folder.resolve("to/web-1.0.0.tgz"))
        .hasBinaryContent(ChartFolders.archive("web", "1.0.0"));
    assertThat(folder.resolve("to/web-1.0.0.tgz.prov")).hasContent("signed");
  }

  @Test
  void anArchiveIsUnpackedAsAWholeOrNotAtAll() {
    Path into = folder.resolve("charts");
    assertThat(pull("/web-1.0.0.tgz", false, into)).isEqualTo(into.resolve("web"));
    assertThat(into.resolve("web/Chart.yaml")).isRegularFile();
    assertThatThrownBy(() -> pull("/web-1.0.0.tgz", false, into))
        .hasMessage(
            "failed to untar: a file or directory with the name "
                + into.resolve("web")
                + " already exists");
    server.file("/evil.tgz", new TarBuilder().file("a/../../b", "x").gzip());
    assertThatThrownBy(() -> pull("/evil.tgz", false, into))
        .hasMessage("chart illegally references parent directory");
    assertThat(into).isDirectoryNotContaining("glob:**.slipway*");
  }
}
