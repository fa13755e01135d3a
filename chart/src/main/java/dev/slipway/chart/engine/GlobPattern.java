package dev.slipway.chart.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The patterns of `.Files.Glob`: those of Go's gobwas/glob with `/` as separator. `*` and `?`
/// stand for anything but `/`, `**` for anything, `[abc]`, `[!abc]`, `[a-z]` and `[!a-z]` for one
/// character, `{a,b}` for alternatives, `\` takes the next character literally. Immutable.
final class GlobPattern {
  /// Braces that stand for more alternatives than this are taken for malformed.
  private static final int MAX_ALTERNATIVES = 10_000;

  private static final GlobPattern EVERYTHING =
      new GlobPattern(List.of(List.of(new Part.Anything())));

  private final List<List<Part>> alternatives;

  private GlobPattern(List<List<Part>> alternatives) {
    this.alternatives = alternatives;
  }

  private sealed interface Part {
    record Literal(int codePoint) implements Part {}

    record AnyInName() implements Part {}

    record Anything() implements Part {}

    record One() implements Part {}

    record Among(String characters, boolean negated) implements Part {}

    record Between(int low, int high, boolean negated) implements Part {}
  }

  /// Reads a pattern; a malformed one matches everything, as in Helm.
  static GlobPattern parse(String pattern) {
    List<List<Part>> alternatives = new Parser(pattern).parse();
    return alternatives == null ? EVERYTHING : new GlobPattern(alternatives);
  }

  /// Whether the whole of `name` matches.
  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    for (List<Part> parts : alternatives) {
      if (matches(parts, text)) {
        return true;
      }
    }
    return false;
  }

  /// Goes over the parts and keeps the set of positions up to which the text matches.
  private static boolean matches(List<Part> parts, int[] text) {
    boolean[] reached = new boolean[text.length + 1];
    reached[0] = true;
    for (Part part : parts) {
      boolean[] next = new boolean[text.length + 1];
      boolean open = false;
      for (int i = 0; i <= text.length; i++) {
        open |= reached[i];
        switch (part) {
          case Part.Anything _ -> next[i] = open;
          case Part.AnyInName _ -> {
            next[i] = open;
            open &= i < text.length && text[i] != '/';
          }
          default -> {
            if (i < text.length && reached[i]) {
              next[i + 1] = matchesOne(part, text[i]);
            }
          }
        }
      }
      reached = next;
    }
    return reached[text.length];
  }

  private static boolean matchesOne(Part part, int c) {
    return switch (part) {
      case Part.Literal literal -> literal.codePoint == c;
      case Part.One _ -> c != '/';
      case Part.Among among -> among.characters.indexOf(c) >= 0 != among.negated;
      case Part.Between between -> (c >= between.low && c <= between.high) != between.negated;
      case Part.AnyInName _, Part.Anything _ -> false;
    };
  }

  /// Reads a pattern and spells out its alternatives on the way.
  private static final class Parser {
    private final int[] pattern;
    private int next;

    Parser(String pattern) {
      this.pattern = pattern.codePoints().toArray();
    }

    @Nullable List<List<Part>> parse() {
      return sequence(0);
    }

    /// Reads up to the end, or within braces up to a comma or the closing brace.
    private @Nullable List<List<Part>> sequence(int depth) {
      List<List<Part>> found = List.of(List.of());
      while (next < pattern.length) {
        int c = pattern[next];
        if (depth > 0 && (c == ',' || c == '}')) {
          break;
        }
        next++;
        List<List<Part>> piece =
            switch (c) {
              case '{' -> braces(depth + 1);
              case '[' -> range();
              default -> List.of(List.of(single(c)));
            };
        found = piece == null ? null : combined(found, piece);
        if (found == null) {
          return null;
        }
      }
      return found;
    }

    private Part single(int c) {
      return switch (c) {
        case '*' -> {
          boolean twice = next < pattern.length && pattern[next] == '*';
          next += twice ? 1 : 0;
          yield twice ? new Part.Anything() : new Part.AnyInName();
        }
        case '?' -> new Part.One();
        case '\\' -> new Part.Literal(next < pattern.length ? pattern[next++] : -1);
        default -> new Part.Literal(c);
      };
    }

    private @Nullable List<List<Part>> braces(int depth) {
      List<List<Part>> all = new ArrayList<>();
      while (true) {
        List<List<Part>> one = sequence(depth);
        if (one == null) {
          return null;
        }
        all.addAll(one);
        if (next >= pattern.length || pattern[next++] == '}') {
          return all;
        }
      }
    }

    private static @Nullable List<List<Part>> combined(
        List<List<Part>> left, List<List<Part>> right) {
      if ((long) left.size() * right.size() > MAX_ALTERNATIVES) {
        return null;
      }
      List<List<Part>> all = new ArrayList<>();
      for (List<Part> head : left) {
        for (List<Part> tail : right) {
          List<Part> whole = new ArrayList<>(head);
          whole.addAll(tail);
          all.add(whole);
        }
      }
      return all;
    }

    private @Nullable List<List<Part>> range() {
      boolean negated = next < pattern.length && pattern[next] == '!';
      if (negated) {
        next++;
      }
      if (next + 1 < pattern.length && pattern[next + 1] == '-') {
        return between(negated);
      }
      StringBuilder characters = new StringBuilder();
      while (next < pattern.length && pattern[next] != ']') {
        if (pattern[next] == '\\') {
          next++;
        }
        if (next < pattern.length) {
          characters.appendCodePoint(pattern[next++]);
        }
      }
      if (next >= pattern.length || characters.isEmpty()) {
        return null;
      }
      next++;
      return List.of(List.of(new Part.Among(characters.toString(), negated)));
    }

    private @Nullable List<List<Part>> between(boolean negated) {
      if (next + 3 >= pattern.length || pattern[next + 3] != ']') {
        return null;
      }
      int low = pattern[next];
      int high = pattern[next + 2];
      next += 4;
      return high < low ? null : List.of(List.of(new Part.Between(low, high, negated)));
    }
  }
}
