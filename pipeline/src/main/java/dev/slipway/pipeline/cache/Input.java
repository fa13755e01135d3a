package dev.slipway.pipeline.cache;

import java.io.IOException;

/// One thing that a result was made from.
///
/// @param kind what about it counts
/// @param name an absolute path, or an environment variable's name
public record Input(Kind kind, String name) implements Comparable<Input> {
  /// What about it counts.
  public enum Kind {
    /// A file's content, or that it is missing.
    FILE('f'),
    /// Whether there is a file, a folder or nothing.
    PRESENCE('p'),
    /// The names in a folder, and which of them are folders.
    LISTING('l'),
    /// Every file below a folder, or the content of a file.
    TREE('t'),
    /// An environment variable's value, or that it is not set.
    VARIABLE('v');

    final char code;

    Kind(char code) {
      this.code = code;
    }

    static Kind of(char code) throws IOException {
      for (Kind kind : KINDS) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IOException("no kind of input is " + code);
    }
  }

  private static final Kind[] KINDS = Kind.values();

  @Override
  public int compareTo(Input other) {
    int kinds = kind.compareTo(other.kind);
    return kinds != 0 ? kinds : name.compareTo(other.name);
  }
}
