package dev.slipway.object.select;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.select.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads the text of a label selector. `in` and `notin` are operators only after a key.
final class LabelSelectorParser {
  private enum Kind {
    BAD,
    END,
    CLOSE,
    COMMA,
    NOT,
    DOUBLE_EQUALS,
    EQUALS,
    GREATER,
    NAME,
    IN,
    LESS,
    NOT_EQUALS,
    NOT_IN,
    OPEN
  }

  private record Token(Kind kind, String text) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int next;

  private LabelSelectorParser(String text) {
    this.text = text;
  }

  static List<LabelRequirement> parse(String text) {
    LabelSelectorParser parser = new LabelSelectorParser(text);
    Token token;
    do {
      token = parser.lex();
      parser.tokens.add(token);
    } while (token.kind != Kind.END);
    return parser.requirements();
  }

  private static boolean isSymbol(char c) {
    return "=!(),><".indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private Token lex() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    if (at >= text.length() || text.charAt(at) == 0) {
      return new Token(Kind.END, "");
    }
    return isSymbol(text.charAt(at)) ? symbol() : word();
  }

  private Token word() {
    int start = at;
    while (at < text.length() && !isSymbol(text.charAt(at)) && !isBlank(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "in" -> new Token(Kind.IN, word);
      case "notin" -> new Token(Kind.NOT_IN, word);
      default -> new Token(Kind.NAME, word);
    };
  }

  /// The longest symbol that stands here.
  private Token symbol() {
    if (at + 1 < text.length()) {
      Kind two = symbol(text.substring(at, at + 2));
      if (two != Kind.BAD) {
        at += 2;
        return new Token(two, text.substring(at - 2, at));
      }
    }
    at++;
    String one = text.substring(at - 1, at);
    return new Token(symbol(one), one);
  }

  private static Kind symbol(String symbol) {
    return switch (symbol) {
      case ")" -> Kind.CLOSE;
      case "," -> Kind.COMMA;
      case "!" -> Kind.NOT;
      case "==" -> Kind.DOUBLE_EQUALS;
      case "=" -> Kind.EQUALS;
      case ">" -> Kind.GREATER;
      case "<" -> Kind.LESS;
      case "!=" -> Kind.NOT_EQUALS;
      case "(" -> Kind.OPEN;
      default -> Kind.BAD;
    };
  }

  /// The next token where a value may stand.
  private Token peek() {
    Token token = tokens.get(next);
    return token.kind == Kind.IN || token.kind == Kind.NOT_IN
        ? new Token(Kind.NAME, token.text)
        : token;
  }

  private Token take() {
    Token token = peek();
    next++;
    return token;
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.SELECTOR, message);
  }

  private static ObjectException found(Token token, String expected) {
    return failed("found '" + token.text + "', expected: " + expected);
  }

  private List<LabelRequirement> requirements() {
    List<LabelRequirement> requirements = new ArrayList<>();
    while (true) {
      Token token = peek();
      if (token.kind == Kind.END) {
        return requirements;
      }
      if (token.kind != Kind.NAME && token.kind != Kind.NOT) {
        throw found(token, "!, identifier, or 'end of string'");
      }
      try {
        requirements.add(requirement());
      } catch (ObjectException e) {
        throw e.prefixed("unable to parse requirement: ");
      }
      Token after = take();
      if (after.kind == Kind.END) {
        return requirements;
      }
      if (after.kind != Kind.COMMA) {
        throw found(after, "',' or 'end of string'");
      }
      Token following = peek();
      if (following.kind != Kind.NAME && following.kind != Kind.NOT) {
        throw found(following, "identifier after ','");
      }
    }
  }

  private LabelRequirement requirement() {
    Token token = take();
    boolean absent = token.kind == Kind.NOT;
    if (absent) {
      token = take();
    }
    if (token.kind != Kind.NAME) {
      throw found(token, "identifier");
    }
    String key = token.text;
    List<String> problems = LabelNames.keyProblems(key);
    if (!problems.isEmpty()) {
      throw failed(LabelRequirement.invalid("<nil>", key, String.join("; ", problems)));
    }
    if (absent) {
      return new LabelRequirement(key, Operator.ABSENT, List.of());
    }
    Kind following = peek().kind;
    if (following == Kind.END || following == Kind.COMMA) {
      return new LabelRequirement(key, Operator.EXISTS, List.of());
    }
    Operator operator = operator();
    return new LabelRequirement(
        key,
        operator,
        operator == Operator.IN || operator == Operator.NOT_IN ? values() : exactValue());
  }

  private Operator operator() {
    Token token = tokens.get(next++);
    return switch (token.kind) {
      case IN -> Operator.IN;
      case NOT_IN -> Operator.NOT_IN;
      case EQUALS -> Operator.EQUALS;
      case DOUBLE_EQUALS -> Operator.DOUBLE_EQUALS;
      case NOT_EQUALS -> Operator.NOT_EQUALS;
      case GREATER -> Operator.GREATER;
      case LESS -> Operator.LESS;
      case BAD, END, CLOSE, COMMA, NOT, NAME, OPEN ->
          throw found(token, "in, notin, =, ==, !=, gt, lt");
    };
  }

  private List<String> exactValue() {
    Kind following = peek().kind;
    if (following == Kind.END || following == Kind.COMMA) {
      return List.of("");
    }
    Token token = take();
    if (token.kind != Kind.NAME) {
      throw found(token, "identifier");
    }
    return List.of(token.text);
  }

  private List<String> values() {
    Token open = take();
    if (open.kind != Kind.OPEN) {
      throw failed("found '" + open.text + "' expected: '('");
    }
    Token first = peek();
    if (first.kind == Kind.CLOSE) {
      take();
      return List.of("");
    }
    if (first.kind != Kind.NAME && first.kind != Kind.COMMA) {
      throw found(first, "',', ')' or identifier");
    }
    Set<String> values = new TreeSet<>();
    listed(values);
    Token close = take();
    if (close.kind != Kind.CLOSE) {
      throw found(first, "')'");
    }
    return List.copyOf(values);
  }

  /// Values up to the parenthesis; nothing between commas is the empty value.
  private void listed(Set<String> values) {
    while (true) {
      Token token = take();
      Kind following = token.kind == Kind.END ? Kind.END : peek().kind;
      switch (token.kind) {
        case NAME -> {
          values.add(token.text);
          if (following == Kind.CLOSE) {
            return;
          }
          if (following != Kind.COMMA) {
            throw found(peek(), "',' or ')'");
          }
        }
        case COMMA -> {
          if (values.isEmpty() || following == Kind.CLOSE || following == Kind.COMMA) {
            values.add("");
          }
          if (following == Kind.CLOSE) {
            return;
          }
        }
        default -> throw found(token, "',', or identifier");
      }
    }
  }
}
