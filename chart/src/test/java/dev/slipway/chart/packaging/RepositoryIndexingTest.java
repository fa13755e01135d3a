package dev.slipway.chart.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.chart.repository.Digests;
import dev.slipway.chart.repository.RecordingMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryIndexingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06.700Z"), ZoneOffset.UTC);

  @TempDir private Path folder = Path.of("");
  private final RecordingMessages messages = new RecordingMessages();

  @BeforeEach
  void makeArchives() throws IOException {
    Files.write(folder.resolve("web-1.0.0.tgz"), ChartFolders.archive("web", "1.0.0"));
    Files.write(folder.resolve("web-1.10.0.tgz"), ChartFolders.archive("web", "1.10.0"));
    Files.createDirectories(folder.resolve("sub/deeper"));
    Files.write(folder.resolve("sub/db-2.0.0.tgz"), ChartFolders.archive("db", "2.0.0"));
    Files.write(folder.resolve("sub/deeper/x-1.0.0.tgz"), ChartFolders.archive("x", "1.0.0"));
    Files.writeString(folder.resolve("broken.tgz"), "not an archive");
  }

  private String index(String url, @Nullable Path merge, boolean json) throws IOException {
    Path file =
        RepositoryIndexing.write(
            new RepositoryIndexing.Request(folder, url, merge, json, CLOCK), messages);
    return Files.readString(file);
  }

  private static String digest(String name, String version) {
    return Digests.sha256(ChartFolders.archive(name, version));
  }

  @Test
  void archivesAreIndexedNewestFirst() throws IOException {
    assertThat(index("https://charts.example.org/x/", null, false))
        .isEqualTo(
            """
            apiVersion: v1
            entries:
              db:
              - apiVersion: v2
                created: "2026-02-03T04:05:06.7Z"
                digest: %s
                name: db
                urls:
                - https://charts.example.org/x/sub/db-2.0.0.tgz
                version: 2.0.0
              web:
              - apiVersion: v2
                created: "2026-02-03T04:05:06.7Z"
                digest: %s
                name: web
                urls:
                - https://charts.example.org/x/web-1.10.0.tgz
                version: 1.10.0
              - apiVersion: v2
                created: "2026-02-03T04:05:06.7Z"
                digest: %s
                name: web
                urls:
                - https://charts.example.org/x/web-1.0.0.tgz
                version: 1.0.0
            generated: "2026-02-03T04:05:06.7Z"
            """
                .formatted(digest("db", "2.0.0"), digest("web", "1.10.0"), digest("web", "1.0.0")));
  }

  @Test
  void urlsAreRelativeWithoutOne() throws IOException {
    assertThat(index("", null, false)).contains("- web-1.0.0.tgz", "- sub/db-2.0.0.tgz");
  }

  @Test
  void jsonKeepsHelmsOrderOfFields() throws IOException {
    assertThat(index("", null, true))
        .startsWith("{\n  \"apiVersion\": \"v1\",\n  \"generated\": \"2026-02-03T04:05:06.7Z\",");
  }

  @Test
  void olderEntriesAreMergedAndPresentOnesWin() throws IOException {
    Path old = folder.resolve("old.yaml");
    Files.writeString(
        old,
        """
        apiVersion: v1
        entries:
          web:
          - {apiVersion: v2, name: web, version: 1.0.0, urls: [old], created: "2020-01-01T00:00:00Z"}
          - {apiVersion: v2, name: web, version: 0.9.0, urls: [older], created: "2019-01-01T00:00:00Z"}
          gone:
          - {apiVersion: v2, name: gone, version: 1.0.0, urls: [gone], created: "2020-01-01T00:00:00Z"}
        """);
    assertThat(index("", old, false))
        .contains("created: \"2019-01-01T00:00:00Z\"", "- gone", "- web-1.0.0.tgz")
        .doesNotContain("- old\n");
    Files.writeString(old, "nonsense: [");
    assertThatThrownBy(() -> index("", old, false)).hasMessageStartingWith("merge failed: ");
  }

  @Test
  void anIndexToMergeIntoIsMadeIfMissing() throws IOException {
    Path missing = folder.resolve("new/index.yaml");
    index("", missing, false);
    assertThat(missing)
        .hasContent("apiVersion: v1\nentries: {}\ngenerated: \"2026-02-03T04:05:06.7Z\"\n");
  }
}
