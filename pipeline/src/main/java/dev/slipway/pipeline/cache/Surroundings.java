package dev.slipway.pipeline.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files and variables as they are now, each looked at once in a run. Safe for use by several
/// threads.
public final class Surroundings {
  private static final String MISSING = "-";
  private static final int DEEPEST = 64;

  private final FileIndex index;
  private final Map<String, String> variables;
  private final Map<Input, String> seen = new ConcurrentHashMap<>();
  private final long started = System.currentTimeMillis();
  private volatile boolean moving;

  Surroundings(FileIndex index, Map<String, String> variables) {
    this.index = index;
    this.variables = Map.copyOf(variables);
  }

  /// The files and variables as they are now, without what earlier runs found.
  public static Surroundings of(Map<String, String> variables) {
    return new Surroundings(FileIndex.of(null), variables);
  }

  /// Whether a file changed while the run went on: then what was read of it is not known, and
  /// nothing that was made since may be kept.
  public boolean isMoving() {
    return moving;
  }

  /// What an input is now. Equal digests mean that it is the same.
  public String digest(Input input) {
    String known = seen.get(input);
    if (known == null) {
      known = look(input);
      seen.put(input, known);
    }
    return known;
  }

  private String look(Input input) {
    if (input.kind() == Input.Kind.VARIABLE) {
      String value = variables.get(input.name());
      return value == null ? MISSING : Digest.of(value);
    }
    Path path = Path.of(input.name());
    try {
      return switch (input.kind()) {
        case FILE -> file(path, attributes(path));
        case PRESENCE -> presence(attributes(path));
        case LISTING -> listing(path);
        case TREE -> tree(path);
        case VARIABLE -> MISSING;
      };
    } catch (IOException e) {
      // What cannot be read now was not read then, or the result is made anew.
      return "unreadable " + e.getClass().getSimpleName();
    }
  }

  private static @Nullable BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }

  private String file(Path path, @Nullable BasicFileAttributes attributes) throws IOException {
    if (attributes == null || attributes.isDirectory()) {
      return MISSING;
    }
    if (attributes.lastModifiedTime().toMillis() >= started) {
      moving = true;
    }
    return index.digest(path, attributes);
  }

  private static String presence(@Nullable BasicFileAttributes attributes) {
    return attributes == null ? MISSING : attributes.isDirectory() ? "d" : "f";
  }

  private static Map<String, @Nullable BasicFileAttributes> entries(Path folder)
      throws IOException {
    Map<String, @Nullable BasicFileAttributes> entries = new TreeMap<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        entries.put(path.getFileName().toString(), attributes(path));
      }
    }
    return entries;
  }

  private static String listing(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return MISSING;
    }
    Digest digest = Digest.start();
    entries(folder).forEach((name, attributes) -> digest.add(name).add(presence(attributes)));
    return digest.end();
  }

  private String tree(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null || !attributes.isDirectory()) {
      return file(path, attributes);
    }
    Digest digest = Digest.start();
    try {
      addTree(path, digest, 0);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return digest.end();
  }

  private void addTree(Path folder, Digest digest, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException(folder + " is too deep");
    }
    for (Map.Entry<String, @Nullable BasicFileAttributes> entry : entries(folder).entrySet()) {
      Path path = folder.resolve(entry.getKey());
      BasicFileAttributes attributes = entry.getValue();
      digest.add(entry.getKey());
      if (attributes != null && attributes.isDirectory()) {
        digest.add("{");
        addTree(path, digest, depth + 1);
        digest.add("}");
      } else {
        digest.add(file(path, attributes));
      }
    }
  }
}
