package dev.slipway.release.diff;

/// How a diff's lines are coloured; the lines themselves are the same without.
public interface Styling {
  /// Plain text.
  Styling NONE = (tone, text) -> text;

  /// What a text says.
  enum Tone {
    /// Something that is new.
    ADDED,
    /// Something that goes.
    REMOVED,
    /// An object that changes.
    CHANGED,
    /// An object that stays as it is, or comes later.
    QUIET,
    /// Where lines were left out.
    HUNK,
    /// What will fail.
    FAILURE,
    /// What may do harm.
    WARNING
  }

  /// The text in the colour of its tone; without line ends on both sides.
  String paint(Tone tone, String text);
}
