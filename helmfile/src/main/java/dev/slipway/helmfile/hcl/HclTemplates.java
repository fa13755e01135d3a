package dev.slipway.helmfile.hcl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the texts of HCL: quoted ones and here documents, with `${…}` and `%{…}` in them.
final class HclTemplates {
  private final HclCursor in;
  private final boolean quoted;

  private HclTemplates(HclCursor in, boolean quoted) {
    this.in = in;
    this.quoted = quoted;
  }

  /// A text up to its closing quote, which is taken; the opening one was.
  static Expression quoted(HclCursor in) {
    List<Expression> parts = new HclTemplates(in, true).parts();
    in.expect("\"", "at the end of a text");
    return whole(parts);
  }

  private static Expression whole(List<Expression> parts) {
    if (parts.isEmpty()) {
      return new Expression.Literal("");
    }
    return parts.size() == 1 && parts.getFirst() instanceof Expression.Literal literal
        ? literal
        : new Expression.Template(parts);
  }

  /// A here document: `<<EOT`, or `<<-EOT` whose common indentation is taken away.
  static Expression heredoc(HclCursor in) {
    int start = in.at;
    in.at += 2;
    boolean flush = in.take("-");
    String marker = in.name();
    in.skip(false);
    in.expect("\n", "after the marker of a here document");
    List<String> lines = new ArrayList<>();
    while (true) {
      int end = in.text.indexOf('\n', in.at);
      String line = in.text.substring(in.at, end < 0 ? in.text.length() : end);
      if (line.strip().equals(marker)) {
        in.at += line.length();
        break;
      }
      if (end < 0) {
        throw new HclFault(start, "Unterminated template string; No closing marker was found");
      }
      lines.add(line + "\n");
      in.at = end + 1;
    }
    HclCursor body = new HclCursor(String.join("", flush ? flushed(lines) : lines));
    try {
      HclTemplates parser = new HclTemplates(body, false);
      List<Expression> parts = parser.parts();
      if (!body.isEnd()) {
        throw body.fault("Unexpected directive");
      }
      return whole(parts);
    } catch (HclFault e) {
      throw new HclFault(start, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> flushed(List<String> lines) {
    int indent = Integer.MAX_VALUE;
    for (String line : lines) {
      int spaces = 0;
      while (line.charAt(spaces) == ' ') {
        spaces++;
      }
      if (!line.isBlank()) {
        indent = Math.min(indent, spaces);
      }
    }
    List<String> result = new ArrayList<>();
    for (String line : lines) {
      result.add(line.isBlank() ? line.substring(line.length() - 1) : line.substring(indent));
    }
    return result;
  }

  /// The parts up to the end, or to a directive that the caller knows.
  private List<Expression> parts() {
    in.enter();
    List<Expression> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (!in.isEnd() && !(quoted && in.peek() == '"')) {
      if (in.take("$${")) {
        text.append("${");
      } else if (in.take("%%{")) {
        text.append("%{");
      } else if (in.take("${")) {
        boolean trim = in.take("~");
        flush(text, parts, trim);
        in.skip(true);
        parts.add(HclParser.expression(in));
        close();
      } else if (in.startsWith("%{")) {
        int at = in.at;
        in.at += 2;
        flush(text, parts, in.take("~"));
        in.skip(true);
        Expression directive = directive();
        if (directive == null) {
          in.at = at;
          break;
        }
        parts.add(directive);
      } else if (quoted && in.peek() == '\n') {
        throw in.fault("Invalid multi-line string; Quoted strings may not be split over lines");
      } else if (quoted && in.peek() == '\\') {
        escape(text);
      } else {
        text.append(in.peek());
        in.at++;
      }
    }
    flush(text, parts, false);
    in.leave();
    return parts;
  }

  private static void flush(StringBuilder text, List<Expression> parts, boolean trim) {
    String part = trim ? text.toString().stripTrailing() : text.toString();
    if (!part.isEmpty()) {
      parts.add(new Expression.Literal(part));
    }
    text.setLength(0);
  }

  /// Takes the end of `${…}` or `%{…}`, and the blanks behind it when it is `~}`.
  private void close() {
    in.skip(true);
    boolean trim = in.take("~");
    in.expect("}", "at the end of a template's sequence");
    if (trim) {
      while (!in.isEnd() && Character.isWhitespace(in.peek())) {
        in.at++;
      }
    }
  }

  private void escape(StringBuilder text) {
    in.at++;
    char c = in.peek();
    in.at++;
    switch (c) {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case '"', '\\' -> text.append(c);
      case 'u' -> codePoint(text, 4);
      case 'U' -> codePoint(text, 8);
      default -> {
        in.at--;
        throw in.fault("Invalid escape sequence; The symbol \"" + c + "\" is not a valid escape");
      }
    }
  }

  private void codePoint(StringBuilder text, int digits) {
    int end = Math.min(in.at + digits, in.text.length());
    try {
      text.appendCodePoint(Integer.parseInt(in.text.substring(in.at, end), 16));
    } catch (IllegalArgumentException _) {
      throw in.fault("Invalid escape sequence");
    }
    in.at = end;
  }

  /// An `if` or `for` up to its end; null when it is the end or the middle of another one.
  private @Nullable Expression directive() {
    int at = in.at;
    if (in.takeWord("if")) {
      Expression test = HclParser.expression(in);
      close();
      Expression yes = whole(parts());
      Expression no = new Expression.Literal("");
      if (word("else")) {
        close();
        no = whole(parts());
      }
      end("endif", at);
      return new Expression.Conditional(test, text(yes), text(no), at);
    }
    if (in.takeWord("for")) {
      HclParser.LoopHead head = HclParser.loopHead(in);
      close();
      Expression body = text(whole(parts()));
      end("endfor", at);
      Expression loop =
          new Expression.For(
              head.key(), head.value(), head.collection(), null, body, null, false, at);
      return new Expression.Call("join", List.of(new Expression.Literal(""), loop), false, at);
    }
    return null;
  }

  private static Expression text(Expression part) {
    return new Expression.Template(List.of(part, new Expression.Literal("")));
  }

  private boolean word(String word) {
    int before = in.at;
    if (in.take("%{")) {
      in.take("~");
      in.skip(true);
      if (in.takeWord(word)) {
        return true;
      }
    }
    in.at = before;
    return false;
  }

  private void end(String word, int at) {
    if (!word(word)) {
      throw new HclFault(at, "Expected %{" + word + "} at the end of a directive");
    }
    close();
  }
}
