package dev.slipway.pipeline.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir Path temporary;

  private Path folder;
  private CacheFolder cache;

  @BeforeEach
  void open() {
    folder = temporary.resolve("cache");
    cache = CacheFolder.in(folder, "build 1", 1 << 20);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsContentForTheSameProgramOnly() throws IOException {
    cache.put("key", bytes("content"));

    assertThat(cache.get("key")).isEqualTo(bytes("content"));
    assertThat(cache.get("other")).isNull();
    assertThat(CacheFolder.in(folder, "build 2", 1 << 20).get("key")).isNull();
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aDamagedFileCountsAsNotThere() throws IOException {
    cache.put("key", bytes("content"));
    Path file;
    try (var files = Files.walk(folder)) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] stored = Files.readAllBytes(file);
    stored[0] ^= 1;
    Files.write(file, stored);

    assertThat(cache.get("key")).isNull();
    Files.write(file, new byte[3]);
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void theOldestGoFirst() throws IOException {
    CacheFolder small = CacheFolder.in(folder, "build", 3000);
    small.put("old", new byte[1500]);
    try (var files = Files.walk(folder)) {
      Path old = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }
    small.put("new", new byte[1400]);
    small.end();
    assertThat(small.has("old")).isTrue();
    small.put("newest", new byte[10]);
    small.put("more", new byte[100]);
    small.end();

    assertThat(small.has("old")).isFalse();
    assertThat(small.has("newest")).isTrue();
  }

  @Test
  void inputsAreTheSameUntilOneChanges() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "1");
    Path tree = temporary.resolve("tree");
    Files.createDirectories(tree.resolve("deep"));
    Files.writeString(tree.resolve("deep/leaf"), "1");
    Set<Input> names =
        new TreeSet<>(
            Set.of(
                new Input(Input.Kind.FILE, file.toString()),
                new Input(Input.Kind.FILE, temporary.resolve("missing").toString()),
                new Input(Input.Kind.PRESENCE, temporary.resolve("later").toString()),
                new Input(Input.Kind.LISTING, tree.toString()),
                new Input(Input.Kind.TREE, tree.toString()),
                new Input(Input.Kind.VARIABLE, "SET"),
                new Input(Input.Kind.VARIABLE, "UNSET")));
    Map<String, String> variables = Map.of("SET", "1");
    Inputs inputs = copied(Inputs.now(names, cache.surroundings(variables)));
    cache.end();

    assertThat(inputs.all()).isEqualTo(names);
    assertThat(inputs.isSame(cache.surroundings(variables))).isTrue();
    assertThat(inputs.isSame(cache.surroundings(Map.of("SET", "2")))).isFalse();
    assertThat(inputs.isSame(cache.surroundings(Map.of("SET", "1", "UNSET", "")))).isFalse();
    Files.writeString(file, "2");
    assertThat(inputs.isSame(cache.surroundings(variables))).isFalse();
    Files.writeString(file, "1");
    assertThat(inputs.isSame(cache.surroundings(variables))).isTrue();
    Files.writeString(tree.resolve("deep/leaf"), "2");
    assertThat(inputs.isSame(cache.surroundings(variables))).isFalse();
    Files.writeString(tree.resolve("deep/leaf"), "1");
    Files.writeString(temporary.resolve("later"), "");
    assertThat(inputs.isSame(cache.surroundings(variables))).isFalse();
  }

  private static Inputs copied(Inputs inputs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inputs.write(new DataOutputStream(out));
    return Inputs.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
  }
}
