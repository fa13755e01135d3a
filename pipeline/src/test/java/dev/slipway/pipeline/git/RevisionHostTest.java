package dev.slipway.pipeline.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.pipeline.DiskHost;
import dev.slipway.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionHostTest {
  @TempDir Path folder;

  private Git git;

  @BeforeEach
  void commitFiles() throws Exception {
    git = Git.init().setDirectory(folder.toFile()).call();
    write("same.yaml", "same");
    write("changed.yaml", "before");
    write("gone/only.yaml", "gone");
    write("shared/real.yaml", "real before");
    write(".gitignore", "private/\n");
    Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("shared/real.yaml"));
    Files.createSymbolicLink(folder.resolve("turned.yaml"), Path.of("same.yaml"));
    Files.createSymbolicLink(folder.resolve("way"), Path.of("shared"));
    git.add().addFilepattern(".").call();
    git.commit()
        .setSign(false)
        .setAuthor("a", "a@example.org")
        .setCommitter("a", "a@example.org")
        .setMessage("first")
        .call();
    write("changed.yaml", "after");
    write("new/file.yaml", "new");
    write("private/secrets.yaml", "secret");
    write("shared/real.yaml", "real after");
    Files.delete(folder.resolve("gone/only.yaml"));
    Files.delete(folder.resolve("gone"));
    Files.delete(folder.resolve("turned.yaml"));
    Files.createSymbolicLink(folder.resolve("turned.yaml"), Path.of("changed.yaml"));
  }

  @AfterEach
  void close() {
    git.close();
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }

  private String at(String path) {
    return folder.resolve(path).toString();
  }

  @Test
  void findsWhatDiffers() {
    try (GitRepository repository = GitRepository.around(folder.resolve("shared"))) {
      assertThat(repository.sinceRevision("HEAD").paths())
          .containsExactly(
              "changed.yaml", "gone/only.yaml", "new/file.yaml", "shared/real.yaml", "turned.yaml");
    }
  }

  @Test
  void filesReadAsTheyWere() throws Exception {
    try (GitRepository repository = GitRepository.around(folder)) {
      HelmfileHost host =
          new RevisionHost(new DiskHost(), repository.sinceRevision("HEAD"), repository.workTree());

      assertThat(host.read(at("same.yaml"))).isEqualTo("same");
      assertThat(host.read(at("changed.yaml"))).isEqualTo("before");
      assertThat(host.read(at("gone/only.yaml"))).isEqualTo("gone");
      assertThat(host.read(at("link.yaml"))).isEqualTo("real before");
      assertThat(host.read(at("way/real.yaml"))).isEqualTo("real before");
      assertThat(host.read(at("turned.yaml"))).isEqualTo("same");
      assertThat(host.read(at("private/secrets.yaml"))).isEqualTo("secret");
      assertThatThrownBy(() -> host.read(at("new/file.yaml")))
          .isInstanceOf(NoSuchFileException.class);
      assertThat(host.isFile(at("new/file.yaml"))).isFalse();
      assertThat(host.isDirectory(at("new"))).isFalse();
      assertThat(host.isDirectory(at("gone"))).isTrue();
      assertThat(names(host.list(folder.toString())))
          .contains("gone/", "changed.yaml", "shared/", "private/", "way/")
          .doesNotContain("new/");
      assertThat(names(host.list(at("gone")))).containsExactly("only.yaml");
    }
  }

  @Test
  void aRevisionThatDoesNotExistIsNamed() {
    try (GitRepository repository = GitRepository.around(folder)) {
      assertThatThrownBy(() -> repository.sinceRevision("nowhere"))
          .isInstanceOf(PipelineException.class)
          .hasMessage("no revision nowhere");
    }
  }

  private static List<String> names(List<HelmfileHost.Entry> entries) {
    return entries.stream().map(entry -> entry.name() + (entry.directory() ? "/" : "")).toList();
  }
}
