package dev.slipway.pipeline.git;

import dev.slipway.pipeline.cache.Input;
import dev.slipway.pipeline.cache.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Tells which results a change can affect: those that were made from a file that differs. Safe for
/// use by several threads.
public final class ChangedFiles {
  private final TreeSet<String> files = new TreeSet<>();

  /// Folders in which, at any depth, a file came or went.
  private final Set<String> folders = new HashSet<>();

  private final Map<Input, Boolean> known = new ConcurrentHashMap<>();

  /// @param changes what differs
  /// @param workTree the working tree's top
  public ChangedFiles(Changes changes, Path workTree) throws IOException {
    Path top = workTree.toRealPath();
    for (String path : changes.paths()) {
      Path file = top.resolve(path);
      files.add(file.toString());
      if (changes.blob(path) == null || !Files.exists(file)) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
          folders.add(folder.toString());
        }
      }
    }
  }

  /// Whether a result that was made from these may be another before the change.
  public boolean affects(Inputs inputs) {
    for (Input input : inputs.all()) {
      if (affects(input)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an input may be another before the change.
  public boolean affects(Input input) {
    if (input.kind() == Input.Kind.VARIABLE || files.isEmpty()) {
      return false;
    }
    return known.computeIfAbsent(input, this::look);
  }

  private boolean look(Input input) {
    Path path = Path.of(input.name());
    if (has(path.toString(), input.kind())) {
      return true;
    }
    // A link on the way may have changed, or lead to what changed.
    for (Path at = path; at != null; at = at.getParent()) {
      if (files.contains(at.toString())) {
        return true;
      }
    }
    try {
      String real = existing(path).toString();
      return !real.equals(path.toString()) && (has(real, input.kind()) || throughLink(path));
    } catch (IOException e) {
      return true;
    }
  }

  private boolean has(String path, Input.Kind kind) {
    if (files.contains(path)) {
      return true;
    }
    return switch (kind) {
      case FILE, VARIABLE -> false;
      case PRESENCE, LISTING -> folders.contains(path);
      case TREE -> {
        String next = files.ceiling(path + "/");
        yield next != null && next.startsWith(path + "/");
      }
    };
  }

  /// Whether a link on the path is one of the files that changed, below folders that are links.
  private boolean throughLink(Path path) throws IOException {
    for (Path at = path; at != null && at.getParent() != null; at = at.getParent()) {
      if (Files.isSymbolicLink(at)
          && files.contains(existing(at.getParent()).resolve(at.getFileName()).toString())) {
        return true;
      }
    }
    return false;
  }

  /// The real path as far as it is there; what is missing follows as it is.
  static Path existing(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      Path parent = path.getParent();
      return parent == null ? path : existing(parent).resolve(path.getFileName());
    }
  }
}
