package dev.slipway.pipeline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.pipeline.cache.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFolderTest {
  @TempDir Path folder;

  private static Manifests manifests(String text) {
    return new Manifests(Digest.of(GoStrings.toBytes(text)), false, () -> text);
  }

  private ManifestFolder.Summary run(String... pathsAndTexts) {
    ManifestFolder out = ManifestFolder.open(folder);
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      out.write(pathsAndTexts[i], manifests(pathsAndTexts[i + 1]));
    }
    return out.end(path -> path.startsWith("a/"));
  }

  @Test
  void writesOnlyWhatDiffersAndRemovesWhatIsGone() throws IOException {
    assertThat(run("a/x.yaml", "1", "a/y.yaml", "1", "b/z.yaml", "1"))
        .isEqualTo(new ManifestFolder.Summary(3, 0, 0, 0));
    assertThat(run("a/x.yaml", "1", "a/y.yaml", "2", "b/z.yaml", "1"))
        .isEqualTo(new ManifestFolder.Summary(1, 2, 0, 0));
    // The run is not about b.
    assertThat(run()).isEqualTo(new ManifestFolder.Summary(0, 0, 2, 0));
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(folder.resolve("b/z.yaml")).hasContent("1");
  }

  @Test
  void filesOfOthersStay() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/theirs.yaml"), "theirs");
    run("a/x.yaml", "1");
    Files.writeString(folder.resolve("a/x.yaml"), "changed by hand");

    assertThat(run()).isEqualTo(new ManifestFolder.Summary(0, 0, 0, 1));
    assertThat(folder.resolve("a/theirs.yaml")).hasContent("theirs");
    assertThat(folder.resolve("a/x.yaml")).hasContent("changed by hand");
  }

  @Test
  void whatWasChangedByHandIsWrittenAnew() throws IOException {
    run("a/x.yaml", "1");
    Files.writeString(folder.resolve("a/x.yaml"), "changed by hand");

    assertThat(run("a/x.yaml", "1").written()).isEqualTo(1);
    assertThat(folder.resolve("a/x.yaml")).hasContent("1");
  }

  @Test
  void theFileOfAFailedReleaseStays() {
    run("a/x.yaml", "1");
    ManifestFolder out = ManifestFolder.open(folder);
    out.keep("a/x.yaml");
    out.end(_ -> true);

    assertThat(folder.resolve("a/x.yaml")).hasContent("1");
    assertThat(run().removed()).isEqualTo(1);
  }
}
