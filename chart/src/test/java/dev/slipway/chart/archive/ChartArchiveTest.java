package dev.slipway.chart.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartArchiveTest {
  @TempDir private Path folder = Path.of("");

  private static List<ChartFile> read(byte[] archive) {
    return ChartArchive.read(new ByteArrayInputStream(archive), ArchiveLimits.DEFAULT);
  }

  private static ChartException failure(byte[] archive) {
    return failure(archive, ArchiveLimits.DEFAULT);
  }

  private static ChartException failure(byte[] archive, ArchiveLimits limits) {
    try {
      ChartArchive.read(new ByteArrayInputStream(archive), limits);
    } catch (ChartException e) {
      return e;
    }
    throw new AssertionError("the archive was accepted");
  }

  private static TarBuilder chart() {
    return new TarBuilder().file("web/Chart.yaml", "name: web\n");
  }

  @Test
  void filesAreNamedBelowTheBaseDirectoryInTheArchivesOrder() {
    List<ChartFile> files =
        read(
            chart()
                .entry("web/templates/", '5', new byte[0], "")
                .file("web/templates/b.yaml", "b")
                .file("web/./templates//a.yaml", "a")
                .gzip());
    assertThat(files)
        .extracting(ChartFile::name)
        .containsExactly("Chart.yaml", "templates/b.yaml", "templates/a.yaml");
    assertThat(files.get(2).text()).isEqualTo("a");
  }

  @Test
  void byteOrderMarksAreDropped() {
    assertThat(read(chart().file("web/values.yaml", "\uFEFFa: 1").gzip()).get(1).text())
        .isEqualTo("a: 1");
  }

  @Test
  void backslashesOfAnArchiveMadeOnWindowsSeparateParts() {
    List<ChartFile> files = read(new TarBuilder().file("web\\templates\\a.yaml", "a").gzip());
    assertThat(files).extracting(ChartFile::name).containsExactly("templates/a.yaml");
  }

  @Test
  void globalHeadersOfGitHubArchivesAreSkipped() {
    byte[] comment = "19 comment=deadbeef\n".getBytes(StandardCharsets.UTF_8);
    List<ChartFile> files =
        read(new TarBuilder().entry("pax_global_header", 'g', comment, "").file("a/b", "").gzip());
    assertThat(files).extracting(ChartFile::name).containsExactly("b");
  }

  @Test
  void extendedHeadersNameTheNextEntry() {
    String name = "web/" + "d/".repeat(120) + "é.yaml";
    byte[] record = pax("path", name);
    List<ChartFile> files =
        read(new TarBuilder().entry("x", 'x', record, "").file("short", "content").gzip());
    assertThat(files.getFirst().name()).isEqualTo(name.substring(4));
    assertThat(files.getFirst().text()).isEqualTo("content");
  }

  @Test
  void gnuLongNamesNameTheNextEntry() {
    String name = "web/" + "d".repeat(150);
    byte[] bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
    List<ChartFile> files =
        read(new TarBuilder().entry("././@LongLink", 'L', bytes, "").file("short", "x").gzip());
    assertThat(files.getFirst().name()).isEqualTo("d".repeat(150));
  }

  private static byte[] pax(String key, String value) {
    byte[] tail = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    int length = tail.length + 3;
    byte[] head = Integer.toString(length).getBytes(StandardCharsets.UTF_8);
    assertThat(head).hasSize(3);
    byte[] record = Arrays.copyOf(head, length);
    System.arraycopy(tail, 0, record, 3, tail.length);
    return record;
  }

  @ParameterizedTest
  @CsvSource({
    "web/../../etc/passwd, chart illegally references parent directory",
    "web/..hidden, chart illegally references parent directory",
    "web//etc/passwd, chart illegally contains absolute paths",
    "/Chart.yaml/../../x, chart illegally references parent directory",
    "web\\..\\..\\windows\\x, chart illegally references parent directory",
    "web/c:/windows/x, chart contains illegally named files",
    "web\\C:\\windows, chart contains illegally named files",
    "Chart.yaml/x, chart yaml not in base directory",
    "web, 'chart illegally contains content outside the base directory: \"web\"'",
    "web/., 'chart illegally contains content outside the base directory: \"web/.\"'",
  })
  void namesThatLeadOutsideAreRefused(String name, String message) {
    ChartException e = failure(chart().file(name, "x").gzip());
    assertThat(e).hasMessage(message);
    assertThat(e.diagnostic().notes().getFirst()).contains(name.replace("\\", "\\\\"));
    assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.INVALID_CHART_FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, a hard link",
    "2, a symbolic link",
    "3, a character device",
    "4, a block device",
    "6, a named pipe",
    "S, a sparse file",
    "V, an entry of unknown type",
  })
  void linksAndDevicesAreRefusedByName(char type, String words) {
    ChartException e = failure(chart().link("web/templates/x.yaml", type, "/etc/passwd").gzip());
    assertThat(e).hasMessage("chart illegally contains " + words);
    assertThat(e.diagnostic().notes()).containsExactly("entry: \"web/templates/x.yaml\"");
  }

  @Test
  void sparseFilesOfTheNewerKindAreRefused() {
    byte[] record = "22 GNU.sparse.major=1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(failure(new TarBuilder().entry("x", 'x', record, "").file("a/b", "").gzip()))
        .hasMessage("chart illegally contains a sparse file");
  }

  @Test
  void anEmptyArchiveHasNoFiles() {
    assertThat(failure(new TarBuilder().gzip())).hasMessage("no files in chart archive");
    assertThat(failure(TarBuilder.gzip(new byte[0]))).hasMessage("no files in chart archive");
  }

  @Test
  void aFileThatClaimsMoreThanTheLimitIsRefusedBeforeItIsRead() {
    byte[] archive = chart().header("web/big", '0', 200L * 1024 * 1024, "", false).gzip();
    assertThat(failure(archive))
        .hasMessage("decompressed chart is larger than the maximum size 104857600");
  }

  @Test
  void filesThatTogetherExceedTheLimitAreRefused() {
    byte[] archive = chart().file("web/a", "x".repeat(600)).file("web/b", "x".repeat(600)).gzip();
    ChartException e = failure(archive, ArchiveLimits.DEFAULT.withMaxTotalBytes(1000));
    assertThat(e).hasMessage("decompressed chart is larger than the maximum size 1000");
    assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.CHART_TOO_LARGE);
  }

  @Test
  void olderHelmBoundsSingleFiles() {
    byte[] archive = chart().file("web/a", new byte[6 * 1024 * 1024]).gzip();
    assertThat(failure(archive, ArchiveLimits.of(HelmVersion.V3_19)))
        .hasMessage(
            "decompressed chart file \"web/a\" is larger than the maximum file size 5242880");
    assertThat(read(archive)).hasSize(2);
  }

  @Test
  void aBombIsRefusedByItsRatio() {
    byte[] archive = chart().file("web/zeros", new byte[20 * 1024 * 1024]).gzip();
    assertThat(failure(archive))
        .hasMessage("decompressed chart is more than 200 times as large as its archive");
  }

  @Test
  void aBombHiddenInSkippedEntriesIsRefused() {
    byte[] zeros = new byte[20 * 1024 * 1024];
    assertThat(failure(new TarBuilder().entry("g", 'g', zeros, "").file("a/b", "").gzip()))
        .hasMessage("decompressed chart is more than 200 times as large as its archive");
    assertThat(failure(new TarBuilder().entry("x", 'x', zeros, "").file("a/b", "").gzip()))
        .hasMessage("archive/tar: header field too long");
  }

  @Test
  void tooManyEntriesAreRefused() {
    TarBuilder tar = chart();
    for (int i = 0; i < 20; i++) {
      tar.file("web/f" + i, "");
    }
    assertThat(failure(tar.gzip(), ArchiveLimits.DEFAULT.withMaxEntries(10)))
        .hasMessage("chart archive has more than the maximum of 10 entries");
  }

  @Test
  void anArchiveThatIsCutOffIsReportedAsSuch() {
    byte[] random = new byte[5000];
    new Random(7).nextBytes(random);
    byte[] archive = chart().file("web/a", random).gzip();
    for (int length : new int[] {5, 12, 200, archive.length / 2, archive.length - 30}) {
      ChartException e = failure(Arrays.copyOf(archive, length));
      assertThat(e).hasMessage("unexpected EOF");
      assertThat(e.diagnostic().hint()).contains("cut off");
    }
  }

  @Test
  void aTarThatIsCutOffIsReportedAsSuch() {
    byte[] half = TarBuilder.gzip(new byte[] {'w', 'e', 'b'});
    assertThat(failure(half)).hasMessage("unexpected EOF");
  }

  @Test
  void damagedArchivesAreReported() {
    assertThat(failure(TarBuilder.gzip("x".repeat(512).getBytes(StandardCharsets.UTF_8))))
        .hasMessage("archive/tar: invalid tar header");
    assertThat(failure(new TarBuilder().header("a/b", '0', 0, "", true).gzip()))
        .hasMessage("archive/tar: invalid tar header");
    byte[] archive = chart().gzip();
    Arrays.fill(archive, 10, 20, (byte) 0xFF);
    assertThat(failure(archive).getMessage()).startsWith("flate: corrupt input");
    assertThat(failure("not gzip at all".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("gzip: invalid header");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void damageNeverLeadsToAnythingButAChartException(int seed) {
    Random random = new Random(seed);
    byte[] tar = chart().file("web/values.yaml", "a: 1").entry("p", 'x', pax10(), "").gzip();
    for (int i = 0; i < 300; i++) {
      byte[] damaged = tar.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        read(damaged);
      } catch (ChartException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14})
  void damageInsideTheTarNeverLeadsToAnythingButAChartException(int seed) throws IOException {
    Random random = new Random(seed);
    byte[] tar;
    try (var in =
        new java.util.zip.GZIPInputStream(
            new ByteArrayInputStream(
                chart().entry("p", 'x', pax10(), "").file("web/values.yaml", "a: 1").gzip()))) {
      tar = in.readAllBytes();
    }
    for (int i = 0; i < 500; i++) {
      byte[] damaged = tar.clone();
      for (int k = 0; k <= random.nextInt(6); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        read(TarBuilder.gzip(damaged));
      } catch (ChartException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  private static byte[] pax10() {
    return "13 path=a/bc\n".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void filesThatAreNoArchivesAreNamedForWhatTheyAre() throws IOException {
    Path values = Files.writeString(folder.resolve("values.yaml"), "a: 1\n");
    assertThatThrownBy(() -> ChartArchive.read(values, ArchiveLimits.DEFAULT))
        .hasMessage(
            "file '" + values + "' seems to be a YAML file, but expected a gzipped archive");
    Path text = Files.writeString(folder.resolve("notes.tgz"), "some words\n".repeat(60));
    assertThatThrownBy(() -> ChartArchive.read(text, ArchiveLimits.DEFAULT))
        .hasMessage(
            "file '"
                + text
                + "' does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'");
    Path page = Files.writeString(folder.resolve("page.tgz"), "<!DOCTYPE html><p>Sign in</p>");
    assertThatThrownBy(() -> ChartArchive.read(page, ArchiveLimits.DEFAULT))
        .hasMessageEndingWith("got 'text/html; charset=utf-8'");
    Path tiny = Files.writeString(folder.resolve("tiny.tgz"), "x");
    assertThatThrownBy(() -> ChartArchive.read(tiny, ArchiveLimits.DEFAULT))
        .hasMessageEndingWith("got 'application/octet-stream'");
    Path zip = Files.writeString(folder.resolve("zip.tgz"), "PK\3\4");
    assertThatThrownBy(() -> ChartArchive.read(zip, ArchiveLimits.DEFAULT))
        .hasMessageEndingWith("got 'application/zip'");
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThatThrownBy(() -> ChartArchive.read(folder.resolve("none.tgz"), ArchiveLimits.DEFAULT))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ChartErrorCode.NOT_FOUND));
  }
}
