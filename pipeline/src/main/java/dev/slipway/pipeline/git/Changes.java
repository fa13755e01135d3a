package dev.slipway.pipeline.git;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// The files that differ between a revision and the working tree.
public final class Changes {
  /// A file of the revision.
  ///
  /// @param id of its content
  /// @param link whether the content is the path that a symbolic link leads to
  record Blob(ObjectId id, boolean link) {}

  private final GitRepository repository;
  private final Map<String, @Nullable Blob> before;

  Changes(GitRepository repository, Map<String, @Nullable Blob> before) {
    this.repository = repository;
    this.before = before;
  }

  /// The paths, relative to the working tree's top, sorted.
  public Set<String> paths() {
    return Collections.unmodifiableSet(before.keySet());
  }

  /// Whether nothing differs.
  public boolean isEmpty() {
    return before.isEmpty();
  }

  /// Whether a file differs.
  boolean has(String path) {
    return before.containsKey(path);
  }

  /// The file as it was; null when it was not there.
  @Nullable Blob blob(String path) {
    return before.get(path);
  }

  /// The content of a file as it was.
  byte[] read(Blob blob, String path) throws IOException {
    byte[] content;
    synchronized (repository) {
      content = repository.content(blob.id());
    }
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content;
  }
}
