package dev.slipway.yaml;

/// Which styles a string may be written in, by libyaml's rules (go-yaml, emitterc.go).
final class ScalarAnalysis {
  /// Whether it holds a line break of any kind.
  boolean multiline;

  boolean plainAllowed;
  boolean singleQuotedAllowed;
  boolean blockAllowed;

  private final boolean v3;
  private boolean indicators;
  private boolean special;
  private boolean tabs;
  private boolean breakSpace;
  private boolean spaceBreak;

  ScalarAnalysis(boolean v3) {
    this.v3 = v3;
  }

  void analyze(String value) {
    int end = value.length();
    if (end == 0) {
      set(false, true, true, false);
      return;
    }
    if (isSimple(value, end)) {
      set(false, true, true, true);
      return;
    }
    indicators = value.startsWith("---") || value.startsWith("...") || startsWithIndicator(value);
    special = false;
    tabs = false;
    breakSpace = false;
    spaceBreak = false;
    boolean breaks = scan(value, end);
    char first = value.charAt(0);
    char last = value.charAt(end - 1);
    boolean edges =
        first == ' ' || last == ' ' || CharKinds.isBreak(first) || CharKinds.isBreak(last);
    boolean odd = spaceBreak || special;
    set(
        breaks,
        !edges && !breakSpace && !odd && !tabs && !breaks && !indicators,
        !breakSpace && !odd && !tabs,
        last != ' ' && !odd);
  }

  private void set(boolean isMultiline, boolean plain, boolean single, boolean block) {
    multiline = isMultiline;
    plainAllowed = plain;
    singleQuotedAllowed = single;
    blockAllowed = block;
  }

  /// Whether the string surely needs no look at its parts: letters, digits and signs that mean
  /// nothing, with single spaces between.
  private static boolean isSimple(String value, int end) {
    char before = ' ';
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      boolean ordinary =
          (c >= 'a' && c <= 'z')
              || (c >= '/' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || ((c == '-' || c == '.') && i > 0);
      if (!ordinary && (c != ' ' || before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }

  private static boolean startsWithIndicator(String value) {
    return switch (value.charAt(0)) {
      case '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' -> true;
      case '?', ':', '-' -> value.length() == 1 || CharKinds.isBlank(value.charAt(1));
      default -> false;
    };
  }

  /// Looks at each character.
  ///
  /// @return whether there is a line break
  private boolean scan(String value, int end) {
    boolean breaks = false;
    char before = 'x';
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c == ':' && i > 0) {
        indicators |= i + 1 == end || CharKinds.isBlank(value.charAt(i + 1));
      } else if (c == '#' && i > 0) {
        indicators |= CharKinds.isBlankOrEnd(before);
      } else if (c == ' ') {
        breakSpace |= CharKinds.isBreak(before);
      } else if (CharKinds.isBreak(c)) {
        breaks = true;
        spaceBreak |= before == ' ';
        special |= c == 0x85 || c == '\r';
      } else if (c == '\t' && v3) {
        tabs = true;
      } else {
        special |= !isPrintable(c);
      }
      before = c;
    }
    return breaks;
  }

  /// libyaml's printable characters, by its look at the first bytes: none beyond U+FFFF.
  static boolean isPrintable(char c) {
    return (c >= ' ' && c <= '~')
        || c == '\n'
        || (c >= 0xA0 && !Character.isSurrogate(c) && c != '\uFEFF' && c < 0xFFFE);
  }
}
