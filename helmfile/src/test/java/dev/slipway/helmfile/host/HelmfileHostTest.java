package dev.slipway.helmfile.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmfileHostTest {
  private final InMemoryHost host =
      new InMemoryHost()
          .file("a/one.yaml", "1")
          .file("a/two.yml", "2")
          .file("b/one.yaml", "3")
          .file("top.yaml", "4");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/work/*/one.yaml | /work/a/one.yaml,/work/b/one.yaml",
        "/work/a/*.y*ml   | /work/a/one.yaml,/work/a/two.yml",
        "/work/[ab]/t??.yml | /work/a/two.yml",
        "/work/[^a]/*     | /work/b/one.yaml",
        "/work/top.yaml   | /work/top.yaml",
        "/work/a          | /work/a",
        "/work/none*      | ''",
        "/work/none.yaml  | ''",
      })
  void findsWhatMatches(String pattern, String expected) {
    assertThat(String.join(",", host.glob(pattern))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/a/./b//c/../d,/a/b/d", "../x,../x", "a/..,.", "/..,/", "'',."})
  void cleansPathsAsGoDoes(String path, String clean) {
    assertThat(Paths.clean(path)).isEqualTo(clean);
  }

  @Test
  void partsOfPathsAreThoseOfGo() {
    assertThat(Paths.directory("/a/b.yaml")).isEqualTo("/a");
    assertThat(Paths.directory("b.yaml")).isEqualTo(".");
    assertThat(Paths.name("/a/b/")).isEqualTo("b");
    assertThat(Paths.extension("a.d/x.yaml.gotmpl")).isEqualTo(".gotmpl");
    assertThat(Paths.extension("a.d/x")).isEmpty();
    assertThat(Paths.join("/a", "/b")).isEqualTo("/a/b");
    assertThat(Paths.isWithin("/ab", "/a")).isFalse();
  }

  @Test
  void mapsTheLongestPrefix() throws IOException {
    HostPaths paths = HostPaths.of(Map.of("/etc/x", "/work/a", "/etc/x/deep", "/work/b"));
    HelmfileHost mapped = MappedHost.of(host, paths);

    assertThat(mapped.read("/etc/x/one.yaml")).isEqualTo("1");
    assertThat(mapped.read("/etc/x/deep/one.yaml")).isEqualTo("3");
    assertThat(mapped.glob("/etc/x/*.yaml")).containsExactly("/etc/x/one.yaml");
    assertThat(mapped.isFile("/etc/xy")).isFalse();
    assertThat(paths.unmap("/work/b/one.yaml")).isEqualTo("/etc/x/deep/one.yaml");
    assertThat(MappedHost.of(host, HostPaths.none())).isSameAs(host);
  }

  @Test
  void recordsAllThatIsReached() throws IOException {
    host.variable("HOME", "/root");
    RecordingHost recording = new RecordingHost(host);

    recording.read("/work/top.yaml");
    recording.isFile("/work/none.yaml");
    recording.list("/work/a");
    recording.variable("HOME");
    assertThatThrownBy(() -> recording.read("/work/gone")).isInstanceOf(NoSuchFileException.class);

    HostRecord record = recording.recorded();
    assertThat(record.files()).containsExactlyInAnyOrder("/work/top.yaml", "/work/gone");
    assertThat(record.probed()).containsExactly("/work/none.yaml");
    assertThat(record.listed()).containsExactly("/work/a");
    assertThat(record.variables()).containsExactly(Map.entry("HOME", "/root"));
    assertThat(record.processes()).isFalse();
  }

  @Test
  void theLocalHostReadsFilesAndRunsPrograms(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "text");
    Files.createDirectory(folder.resolve("sub"));
    LocalHost local = new LocalHost(folder, Map.of("GREETING", "hello"));

    assertThat(local.read(folder + "/a.txt")).isEqualTo("text");
    assertThat(local.list(folder.toString()))
        .containsExactly(
            new HelmfileHost.Entry("a.txt", false), new HelmfileHost.Entry("sub", true));
    assertThat(local.isDirectory(folder + "/sub")).isTrue();
    ProcessResult result =
        local.run(
            new ProcessRequest(
                "/bin/sh",
                List.of("-c", "cat; echo $GREETING $MORE; echo bad >&2; exit 3"),
                folder.toString(),
                Map.of("MORE", "world"),
                "in "));
    assertThat(result).isEqualTo(new ProcessResult(3, "in hello world\n", "bad\n"));
  }
}
