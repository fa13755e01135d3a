package dev.slipway.chart.archive;

/// The header of one entry of a tar archive, with what extension headers said about it applied.
///
/// @param name its path as the archive spells it
/// @param kind what it is
/// @param size the number of bytes of content
record TarEntry(String name, Kind kind, long size) {
  /// What an entry is.
  enum Kind {
    FILE("a file"),
    DIRECTORY("a directory"),
    GLOBAL_HEADER("a global header"),
    HARD_LINK("a hard link"),
    SYMBOLIC_LINK("a symbolic link"),
    CHARACTER_DEVICE("a character device"),
    BLOCK_DEVICE("a block device"),
    PIPE("a named pipe"),
    SPARSE_FILE("a sparse file"),
    UNKNOWN("an entry of unknown type");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// How an error names it.
    String words() {
      return words;
    }

    static Kind of(int flag, String name) {
      return switch (flag) {
        case 0, '0', '7' -> flag == 0 && name.endsWith("/") ? DIRECTORY : FILE;
        case '1' -> HARD_LINK;
        case '2' -> SYMBOLIC_LINK;
        case '3' -> CHARACTER_DEVICE;
        case '4' -> BLOCK_DEVICE;
        case '5' -> DIRECTORY;
        case '6' -> PIPE;
        case 'g' -> GLOBAL_HEADER;
        case 'S' -> SPARSE_FILE;
        default -> UNKNOWN;
      };
    }
  }
}
