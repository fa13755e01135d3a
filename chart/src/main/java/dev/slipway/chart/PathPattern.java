package dev.slipway.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pattern of Go's `filepath.Match`: `*` and `?` stand for anything but `/`, `[a-z]` and `[^a-z]`
/// for a range, `\` takes the next character literally. Immutable.
public final class PathPattern {
  private final List<Token> tokens;

  private PathPattern(List<Token> tokens) {
    this.tokens = tokens;
  }

  private sealed interface Token {
    record Literal(int codePoint) implements Token {}

    record AnyOne() implements Token {}

    record AnyRun() implements Token {}

    record OneOf(boolean negated, List<Span> spans) implements Token {
      boolean matches(int codePoint) {
        return spans.stream().anyMatch(span -> span.holds(codePoint)) != negated;
      }
    }
  }

  /// The characters from one to another, both included.
  private record Span(int low, int high) {
    boolean holds(int codePoint) {
      return low <= codePoint && codePoint <= high;
    }
  }

  /// Reads a pattern; empty when Go reports `syntax error in pattern`.
  public static Optional<PathPattern> parse(String pattern) {
    return new Parser(pattern).parse();
  }

  /// Whether the whole of `name` matches.
  public boolean matches(String name) {
    int[] text = codePoints(name);
    int token = 0;
    int position = 0;
    int starToken = -1;
    int starPosition = 0;
    while (position < text.length || token < tokens.size()) {
      if (token < tokens.size()) {
        Token current = tokens.get(token);
        if (current instanceof Token.AnyRun) {
          starToken = token++;
          starPosition = position;
          continue;
        }
        if (position < text.length && matchesOne(current, text[position])) {
          token++;
          position++;
          continue;
        }
      }
      if (starToken < 0 || starPosition >= text.length || text[starPosition] == '/') {
        return false;
      }
      position = ++starPosition;
      token = starToken + 1;
    }
    return true;
  }

  private static int[] codePoints(String text) {
    int[] codePoints = new int[text.codePointCount(0, text.length())];
    for (int i = 0, at = 0; i < codePoints.length; i++) {
      codePoints[i] = text.codePointAt(at);
      at += Character.charCount(codePoints[i]);
    }
    return codePoints;
  }

  private static boolean matchesOne(Token token, int codePoint) {
    return switch (token) {
      case Token.Literal literal -> literal.codePoint == codePoint;
      case Token.AnyOne _ -> codePoint != '/';
      case Token.OneOf oneOf -> oneOf.matches(codePoint);
      case Token.AnyRun _ -> false;
    };
  }

  private static final class Parser {
    private final int[] pattern;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Parser(String pattern) {
      this.pattern = codePoints(pattern);
    }

    Optional<PathPattern> parse() {
      while (next < pattern.length) {
        int c = pattern[next++];
        switch (c) {
          case '*' -> tokens.add(new Token.AnyRun());
          case '?' -> tokens.add(new Token.AnyOne());
          case '[' -> {
            if (!range()) {
              return Optional.empty();
            }
          }
          case '\\' -> {
            if (next == pattern.length) {
              return Optional.empty();
            }
            tokens.add(new Token.Literal(pattern[next++]));
          }
          default -> tokens.add(new Token.Literal(c));
        }
      }
      return Optional.of(new PathPattern(List.copyOf(tokens)));
    }

    private boolean range() {
      boolean negated = next < pattern.length && pattern[next] == '^';
      if (negated) {
        next++;
      }
      List<Span> spans = new ArrayList<>();
      while (!(next < pattern.length && pattern[next] == ']' && !spans.isEmpty())) {
        int low = bound();
        int high = low;
        if (low >= 0 && pattern[next] == '-') {
          next++;
          high = bound();
        }
        if (low < 0 || high < 0) {
          return false;
        }
        spans.add(new Span(low, high));
      }
      next++;
      tokens.add(new Token.OneOf(negated, spans));
      return true;
    }

    /// One end of a range, or -1 when the pattern is malformed.
    private int bound() {
      if (next >= pattern.length || pattern[next] == '-' || pattern[next] == ']') {
        return -1;
      }
      if (pattern[next] == '\\' && ++next >= pattern.length) {
        return -1;
      }
      int c = pattern[next++];
      return next < pattern.length ? c : -1;
    }
  }
}
