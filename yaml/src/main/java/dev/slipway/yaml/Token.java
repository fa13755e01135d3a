package dev.slipway.yaml;

/// A token of the scanner.
final class Token {
  /// What a token is.
  enum Kind {
    STREAM_START,
    STREAM_END,
    VERSION_DIRECTIVE,
    TAG_DIRECTIVE,
    DOCUMENT_START,
    DOCUMENT_END,
    BLOCK_SEQUENCE_START,
    BLOCK_MAPPING_START,
    BLOCK_END,
    FLOW_SEQUENCE_START,
    FLOW_SEQUENCE_END,
    FLOW_MAPPING_START,
    FLOW_MAPPING_END,
    BLOCK_ENTRY,
    FLOW_ENTRY,
    KEY,
    VALUE,
    ALIAS,
    ANCHOR,
    TAG,
    SCALAR
  }

  final Kind kind;

  /// The 0-based place of its first character.
  final int line;

  final int column;

  /// A scalar's text, an anchor's name, a tag's handle, a directive's handle or version.
  final String value;

  /// A tag's suffix or a directive's prefix.
  final String suffix;

  /// Whether a scalar is neither quoted nor a block.
  final boolean plain;

  Token(Kind kind, int line, int column) {
    this(kind, line, column, "", "", false);
  }

  Token(Kind kind, int line, int column, String value, String suffix, boolean plain) {
    this.kind = kind;
    this.line = line;
    this.column = column;
    this.value = value;
    this.suffix = suffix;
    this.plain = plain;
  }
}
