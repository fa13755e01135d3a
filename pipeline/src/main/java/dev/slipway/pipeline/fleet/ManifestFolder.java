package dev.slipway.pipeline.fleet;

import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.cache.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A folder of manifests. Files are replaced in one step each, only when they differ; files of an
/// earlier run that no release has any more are removed, but only if they still are as they were
/// written. The file `.slipway-manifests` in it knows which those are. Safe for use by several
/// threads.
public final class ManifestFolder {
  /// The name of the file that lists what was written.
  public static final String LIST = ".slipway-manifests";

  /// A file that was written.
  private record Written(String digest, long size, long modified) {
    boolean isStill(@Nullable BasicFileAttributes now) {
      return now != null && now.size() == size && nanos(now) == modified;
    }
  }

  /// What was done.
  ///
  /// @param written files that are new or differ
  /// @param unchanged files that were right already
  /// @param removed files that no release has any more
  /// @param left files that no release has any more, but somebody changed
  public record Summary(int written, int unchanged, int removed, int left) {}

  private final Path folder;
  private final Map<String, Written> before;
  private final Map<String, Written> now = new ConcurrentSkipListMap<>();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final AtomicInteger written = new AtomicInteger();

  private ManifestFolder(Path folder, Map<String, Written> before) {
    this.folder = folder;
    this.before = before;
  }

  /// The folder, with what an earlier run wrote in it.
  public static ManifestFolder open(Path folder) {
    Map<String, Written> before = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(LIST), StandardCharsets.UTF_8)) {
        String[] parts = line.split(" ", 4);
        if (parts.length == 4) {
          before.put(
              parts[3], new Written(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Without a list nothing in the folder is ours.
      before.clear();
    }
    return new ManifestFolder(folder, before);
  }

  /// Writes manifests to a path in the folder, unless they are there.
  ///
  /// @throws PipelineException if that fails
  public void write(String path, Manifests manifests) {
    Path file = folder.resolve(path);
    Written known = before.get(path);
    if (known != null
        && known.digest.equals(manifests.digest())
        && known.isStill(attributes(file))) {
      now.put(path, known);
      return;
    }
    byte[] content = GoStrings.toBytes(manifests.text());
    try {
      if (!isThere(file, content)) {
        AtomicFile.write(file, content);
        written.incrementAndGet();
      }
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      now.put(path, new Written(Digest.of(content), attributes.size(), nanos(attributes)));
    } catch (IOException e) {
      throw new PipelineException(
          PipelineErrorCode.WRITE, "cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /// Leaves the file of a release that failed as it is.
  public void keep(String path) {
    kept.add(path);
  }

  private static boolean isThere(Path file, byte[] content) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    return attributes != null
        && attributes.isRegularFile()
        && attributes.size() == content.length
        && java.util.Arrays.equals(Files.readAllBytes(file), content);
  }

  /// Removes what is left of earlier runs, and writes down what is there now.
  ///
  /// @param meant tells of a path whether the run was about it: others stay
  public Summary end(Predicate<String> meant) {
    int removed = 0;
    int left = 0;
    int unchanged = now.size() - written.get();
    try {
      for (Map.Entry<String, Written> entry : before.entrySet()) {
        String path = entry.getKey();
        if (now.containsKey(path)) {
          continue;
        }
        Path file = folder.resolve(path);
        if (kept.contains(path) || !meant.test(path)) {
          now.put(path, entry.getValue());
        } else if (entry.getValue().isStill(attributes(file))) {
          Files.delete(file);
          removeEmptyFolders(file.getParent());
          removed++;
        } else if (Files.exists(file)) {
          left++;
        }
      }
      writeList();
    } catch (IOException e) {
      throw new PipelineException(
          PipelineErrorCode.WRITE, "cannot tidy up " + folder + ": " + e.getMessage(), e);
    }
    return new Summary(written.get(), unchanged, removed, left);
  }

  private void writeList() throws IOException {
    if (now.equals(before)) {
      return;
    }
    StringBuilder out = new StringBuilder();
    now.forEach((path, entry) ->
        out.append(entry.digest)
            .append(' ')
            .append(entry.size)
            .append(' ')
            .append(entry.modified)
            .append(' ')
            .append(path)
            .append('\n'));
    AtomicFile.write(folder.resolve(LIST), out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void removeEmptyFolders(@Nullable Path from) throws IOException {
    Path at = from;
    while (at != null && !at.equals(folder)) {
      try {
        Files.delete(at);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      at = at.getParent();
    }
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }

  private static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }
}
