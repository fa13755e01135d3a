package dev.slipway.chart.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryIndexTest {
  private static final String INDEX =
      """
      apiVersion: v1
      generated: "2026-01-01T00:00:00Z"
      entries:
        web:
        - apiVersion: v2
          name: web
          version: 1.2.3
          appVersion: 1.10
          urls: [web-1.2.3.tgz]
          digest: abc
          unknownField: x
        - {apiVersion: v2, name: web, version: 2.0.0-rc.1, urls: [web-2.0.0-rc.1.tgz]}
        - {name: web, version: 1.10.0, urls: [web-1.10.0.tgz]}
        - {name: web, version: 1.10.0+b, urls: [web-1.10.0+b.tgz]}
        bad:
        -
        - {name: bad}
        - {name: bad, version: not-a-version}
        - {version: 1.0.0}
        - {name: ../bad, version: 1.0.0}
        - {name: bad, version: 0.1.0, type: other}
        only: []
      """;

  private final RecordingMessages messages = new RecordingMessages();

  private RepositoryIndex parse(String text) {
    return IndexReader.parse(text.getBytes(StandardCharsets.UTF_8), "test", messages);
  }

  @Test
  void versionsAreSortedNewestFirst() {
    assertThat(parse(INDEX).entries().get("web"))
        .extracting(IndexedChart::version)
        .containsExactly("2.0.0-rc.1", "1.10.0", "1.10.0+b", "1.2.3");
  }

  @Test
  void entriesThatAreNoChartsAreSkippedWithAWarning() {
    assertThat(parse(INDEX).entries().get("bad")).isEmpty();
    assertThat(messages.warnings())
        .hasSize(6)
        .allMatch(warning -> warning.startsWith("skipping loading invalid entry for chart"))
        .anyMatch(warning -> warning.endsWith("chart.metadata.version is required"))
        .anyMatch(warning -> warning.contains("empty entry name=bad source=test"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1.10.0",
    "1.2.3, 1.2.3",
    "1.10.0+b, 1.10.0+b",
    "^1.2, 1.10.0",
    "1.2.x, 1.2.3",
    "'>0.0.0-0', 2.0.0-rc.1",
    "2.0.0-rc.1, 2.0.0-rc.1",
    "v1.2.3, 1.2.3",
  })
  void theBestVersionIsFound(String wanted, String version) {
    assertThat(parse(INDEX).find("web", wanted, messages).version()).isEqualTo(version);
  }

  @Test
  void aVersionThatIsNotSpelledSoIsFoundWithAWarning() {
    RepositoryIndex index = parse(INDEX);
    int before = messages.warnings().size();
    index.find("web", "1.2", messages);
    assertThat(messages.warnings().subList(before, before + 1).getFirst())
        .isEqualTo(
            "unable to find exact version requested; falling back to closest available version"
                + " chart=web requested=1.2 selected=1.2.3");
  }

  @Test
  void whatIsMissingIsReportedInHelmsWords() {
    RepositoryIndex index = parse(INDEX);
    assertThatThrownBy(() -> index.find("none", "", messages)).hasMessage("no chart name found");
    assertThatThrownBy(() -> index.find("only", "", messages)).hasMessage("no chart version found");
    assertThatThrownBy(() -> index.find("web", ">=9", messages))
        .hasMessage("no chart version found for web->=9");
    assertThatThrownBy(() -> index.find("web", "%%", messages))
        .hasMessageContaining("improper constraint");
  }

  @Test
  void jsonIsReadToo() {
    RepositoryIndex index =
        parse(
            "{\"apiVersion\":\"v1\",\"entries\":{\"a\":[{\"name\":\"a\",\"version\":\"1.0.0\"}]}}");
    assertThat(index.find("a", "", messages).metadata().apiVersion()).isEqualTo("v1");
  }

  @Test
  void brokenIndexesAreReported() {
    assertThatThrownBy(() -> parse("")).hasMessage("empty index.yaml file");
    assertThatThrownBy(() -> parse("entries: {}")).hasMessage("no API version specified");
    assertThatThrownBy(() -> parse("- 1")).hasMessageContaining("cannot unmarshal array");
    assertThatThrownBy(() -> parse("a: b: c")).hasMessageContaining("yaml:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entries: [1]", "entries: {a: 1}", "entries: {1: [[], 2]}", "entries:"})
  void oddShapesDoNotBreakTheReader(String text) {
    assertThat(parse("apiVersion: v1\n" + text).entries().values())
        .allMatch(list -> list.isEmpty());
  }

  @Test
  void aMissingFileIsReported(@TempDir Path folder) {
    Path file = folder.resolve("index.yaml");
    assertThatThrownBy(() -> IndexReader.read(file, messages))
        .hasMessage("open " + file + ": no such file or directory");
  }
}
