package dev.slipway.pipeline.git;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.ProcessRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files as a revision has them: those that differ come from Git, all others (and what Git
/// ignores, and what is outside of the repository) from the working tree. Programs run in the
/// working tree.
public final class RevisionHost implements HelmfileHost {
  private static final int MOST_LINKS = 40;

  private final HelmfileHost disk;
  private final Changes changes;
  private final String top;

  /// The folders that hold changed files, with the names of those and of the folders between.
  private final Map<String, Set<String>> touched = new HashMap<>();

  /// @param disk the working tree and all other files
  /// @param changes what differs
  /// @param workTree the working tree's top
  public RevisionHost(HelmfileHost disk, Changes changes, Path workTree) throws IOException {
    this.disk = disk;
    this.changes = changes;
    this.top = workTree.toRealPath().toString();
    for (String path : changes.paths()) {
      String below = path;
      for (int slash = below.lastIndexOf('/'); slash >= 0; slash = below.lastIndexOf('/')) {
        touched
            .computeIfAbsent(below.substring(0, slash), _ -> new HashSet<>())
            .add(below.substring(slash + 1));
        below = below.substring(0, slash);
      }
      touched.computeIfAbsent("", _ -> new HashSet<>()).add(below);
    }
  }

  /// Where a path leads before the change: a path in the working tree that differs, or a path to
  /// look up on the disk.
  private sealed interface Place {
    record Before(String path, Changes.@Nullable Blob blob) implements Place {}

    record Disk(String path) implements Place {}
  }

  private Place place(String path) throws IOException {
    String current = path;
    for (int links = 0; links < MOST_LINKS; links++) {
      String inside = inside(real(current));
      if (inside == null) {
        return new Place.Disk(current);
      }
      if (!changes.has(inside)) {
        String through = throughLink(inside);
        if (through == null) {
          return new Place.Disk(current);
        }
        current = through;
        continue;
      }
      Changes.Blob blob = changes.blob(inside);
      if (blob == null || !blob.link()) {
        return new Place.Before(inside, blob);
      }
      String target = GoStrings.fromBytes(changes.read(blob, inside));
      current = Path.of(top, inside).resolveSibling(target).normalize().toString();
    }
    throw new IOException(path + ": too many levels of symbolic links");
  }

  /// Follows a folder's link that the change took away or changed.
  private @Nullable String throughLink(String inside) throws IOException {
    for (int slash = inside.indexOf('/'); slash >= 0; slash = inside.indexOf('/', slash + 1)) {
      Changes.Blob blob = changes.blob(inside.substring(0, slash));
      if (blob != null && blob.link()) {
        String target = GoStrings.fromBytes(changes.read(blob, inside));
        Path link = Path.of(top, inside.substring(0, slash));
        return link.resolveSibling(target).normalize() + inside.substring(slash);
      }
    }
    return null;
  }

  private @Nullable String inside(String real) {
    if (real.equals(top)) {
      return "";
    }
    return real.startsWith(top + "/") ? real.substring(top.length() + 1) : null;
  }

  /// The path with the links of its folders followed, as far as it is there; a file that differs
  /// keeps its own name, so that a changed link is found.
  private String real(String path) throws IOException {
    Path whole = Path.of(path);
    Path folder = whole.getParent();
    if (folder == null) {
      return path;
    }
    String through = ChangedFiles.existing(folder).resolve(whole.getFileName()).toString();
    String name = inside(through);
    if (name == null || !changes.has(name)) {
      // An unchanged link may lead to a changed file.
      return ChangedFiles.existing(whole).toString();
    }
    return through;
  }

  @Override
  public String read(String path) throws IOException {
    return switch (place(path)) {
      case Place.Disk(String found) -> disk.read(found);
      case Place.Before(String inside, var blob) -> {
        if (blob == null) {
          throw new NoSuchFileException(path);
        }
        yield GoStrings.fromBytes(changes.read(blob, inside));
      }
    };
  }

  @Override
  public boolean isFile(String path) {
    try {
      return switch (place(path)) {
        case Place.Disk(String found) -> disk.isFile(found);
        case Place.Before(_, var blob) -> blob != null;
      };
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean isDirectory(String path) {
    try {
      String inside = inside(real(path));
      if (inside == null || !touched.containsKey(inside)) {
        return place(path) instanceof Place.Disk(String found) && disk.isDirectory(found);
      }
      return !list(path).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    String inside = inside(real(directory));
    Set<String> differing = inside == null ? null : touched.get(inside);
    if (inside == null || differing == null) {
      return disk.list(directory);
    }
    TreeMap<String, Entry> entries = new TreeMap<>(GoStrings::compare);
    if (disk.isDirectory(directory)) {
      for (Entry entry : disk.list(directory)) {
        entries.put(entry.name(), entry);
      }
    }
    for (String name : differing) {
      String path = inside.isEmpty() ? name : inside + "/" + name;
      if (changes.blob(path) != null) {
        entries.put(name, new Entry(name, isDirectory(directory + "/" + name)));
      } else if (touched.containsKey(path)) {
        if (list(directory + "/" + name).isEmpty()) {
          entries.remove(name);
        } else {
          entries.put(name, new Entry(name, true));
        }
      } else {
        entries.remove(name);
      }
    }
    if (entries.isEmpty() && !disk.isDirectory(directory)) {
      throw new NoSuchFileException(directory);
    }
    return new ArrayList<>(entries.values());
  }

  @Override
  public String workingDirectory() {
    return disk.workingDirectory();
  }

  @Override
  public Map<String, String> variables() {
    return disk.variables();
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    return disk.run(request);
  }
}
