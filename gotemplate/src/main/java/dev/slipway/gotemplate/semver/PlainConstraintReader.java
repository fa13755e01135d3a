package dev.slipway.gotemplate.semver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a group of ordinary comparisons without regular expressions. It gives up on anything that
/// is not plain; what it does read means the same as by the full grammar.
final class PlainConstraintReader {
  private final String text;
  private final SemverRules rules;
  private int position;

  PlainConstraintReader(String text, SemverRules rules) {
    this.text = text;
    this.rules = rules;
  }

  /// The comparisons, or null when the text is not plain.
  @Nullable List<Comparison> read() {
    List<Comparison> comparisons = new ArrayList<>(2);
    skipSpaces();
    while (true) {
      Comparison comparison = comparison();
      if (comparison == null) {
        return null;
      }
      comparisons.add(comparison);
      boolean separated = skipSpaces();
      if (position == text.length()) {
        return comparisons;
      }
      if (text.charAt(position) == ',') {
        position++;
        skipSpaces();
      } else if (!separated) {
        return null;
      }
    }
  }

  private boolean skipSpaces() {
    int start = position;
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position > start;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private @Nullable Comparison comparison() {
    int start = position;
    while (position < text.length() && "=!<>~^".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    String operator = text.substring(start, position);
    switch (operator) {
      case "", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^" -> {}
      default -> {
        return null;
      }
    }
    skipSpaces();
    int versionStart = position;
    if (position < text.length() && text.charAt(position) == 'v') {
      position++;
    }
    String major = part();
    String minor = at('.') ? nextPart() : "";
    String patch = !minor.isEmpty() && at('.') ? nextPart() : "";
    int prereleaseStart = position;
    boolean valid = !major.isEmpty() && (!at('-') || skipIdentifiers());
    String prerelease = text.substring(prereleaseStart, position);
    if (!valid || (at('+') && !skipIdentifiers())) {
      return null;
    }
    String original = text.substring(versionStart, position);
    return atEndOfVersion()
        ? ConstraintParser.comparison(operator, original, major, minor, patch, prerelease, rules)
        : null;
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean atEndOfVersion() {
    return position == text.length() || at(',') || isSpace(text.charAt(position));
  }

  private String nextPart() {
    position++;
    return part();
  }

  /// Digits or one wildcard; empty when there is neither.
  private String part() {
    int start = position;
    if (at('x') || at('X') || at('*')) {
      position++;
    } else {
      while (position < text.length()
          && text.charAt(position) >= '0'
          && text.charAt(position) <= '9') {
        position++;
      }
    }
    return text.substring(start, position);
  }

  private boolean skipIdentifiers() {
    do {
      int start = ++position;
      while (position < text.length() && isIdentifier(text.charAt(position))) {
        position++;
      }
      if (start == position) {
        return false;
      }
    } while (at('.'));
    return true;
  }

  private static boolean isIdentifier(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
}
