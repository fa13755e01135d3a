package dev.slipway.chart.packaging;

import dev.slipway.chart.packaging.JsonPath.Part;
import dev.slipway.chart.packaging.JsonPath.Step;
import java.util.ArrayList;
import java.util.List;

/// Reads a JSONPath template. For one use.
final class JsonPathReader {
  private final String template;
  private int position;

  JsonPathReader(String template) {
    this.template = template;
  }

  JsonPath read() {
    List<Part> parts = parts(false);
    return new JsonPath(parts);
  }

  /// The parts up to `{end}`, or to the end of the template.
  private List<Part> parts(boolean inRange) {
    List<Part> parts = new ArrayList<>();
    while (position < template.length()) {
      int open = template.indexOf('{', position);
      if (open < 0) {
        parts.add(new Part.Text(template.substring(position)));
        position = template.length();
        break;
      }
      if (open > position) {
        parts.add(new Part.Text(template.substring(position, open)));
      }
      position = open + 1;
      if (action(parts, inRange)) {
        return parts;
      }
    }
    if (inRange) {
      throw JsonPath.invalid(template, "unexpected end of range");
    }
    return parts;
  }

  /// One `{…}`; true after `{end}`.
  private boolean action(List<Part> parts, boolean inRange) {
    skipBlanks();
    if (word("end")) {
      close();
      if (!inRange) {
        throw JsonPath.invalid(template, "not in range, nothing to end");
      }
      return true;
    }
    if (word("range")) {
      List<Step> steps = steps();
      close();
      parts.add(new Part.Range(steps, parts(true)));
      return false;
    }
    if (position < template.length() && (peek() == '"' || peek() == '\'')) {
      parts.add(new Part.Text(quoted()));
      close();
      return false;
    }
    List<Step> steps = steps();
    close();
    parts.add(new Part.Find(steps));
    return false;
  }

  private boolean word(String word) {
    if (template.startsWith(word, position)) {
      int end = position + word.length();
      if (end < template.length() && !Character.isLetterOrDigit(template.charAt(end))) {
        position = end;
        skipBlanks();
        return true;
      }
    }
    return false;
  }

  private void skipBlanks() {
    while (position < template.length() && peek() == ' ') {
      position++;
    }
  }

  private void close() {
    skipBlanks();
    if (position >= template.length()) {
      throw JsonPath.invalid(template, "unclosed action");
    }
    if (peek() != '}') {
      throw JsonPath.invalid(
          template, "unrecognized character in action: U+%04X".formatted((int) peek()));
    }
    position++;
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (position < template.length() && peek() != '}' && peek() != ' ') {
      char c = template.charAt(position++);
      switch (c) {
        case '$', '@' -> {}
        case '.' -> dot(steps);
        case '[' -> steps.add(bracket());
        default -> {
          position--;
          steps.add(field());
        }
      }
    }
    return steps;
  }

  private void dot(List<Step> steps) {
    if (position < template.length() && peek() == '.') {
      position++;
      steps.add(new Step.Deep());
    }
    if (position < template.length() && "}[ ".indexOf(peek()) < 0) {
      steps.add(field());
    }
  }

  private Step field() {
    StringBuilder name = new StringBuilder();
    while (position < template.length() && " ,|.[]}".indexOf(peek()) < 0) {
      char c = template.charAt(position++);
      if (c == '\\' && position < template.length()) {
        c = template.charAt(position++);
      }
      name.append(c);
    }
    if (name.isEmpty()) {
      throw JsonPath.invalid(template, "invalid field");
    }
    return name.toString().equals("*") ? new Step.All() : new Step.Field(name.toString());
  }

  private Step bracket() {
    int end = template.indexOf(']', position);
    if (end < 0) {
      throw JsonPath.invalid(template, "unterminated array");
    }
    String inside = template.substring(position, end).strip();
    position = end + 1;
    if (inside.equals("*")) {
      return new Step.All();
    }
    if (inside.length() > 1 && inside.startsWith("'") && inside.endsWith("'")) {
      return new Step.Field(inside.substring(1, inside.length() - 1).replace("\\", ""));
    }
    if (inside.startsWith("?") || inside.contains(",")) {
      throw JsonPath.invalid(template, "filters and unions are not supported");
    }
    return elements(inside);
  }

  private Step elements(String inside) {
    String[] bounds = inside.split(":", -1);
    try {
      if (bounds.length == 1) {
        int index = Integer.parseInt(inside);
        return new Step.Elements(index, index + 1, 1);
      }
      Integer from = bounds[0].isBlank() ? null : Integer.valueOf(bounds[0].strip());
      Integer to = bounds[1].isBlank() ? null : Integer.valueOf(bounds[1].strip());
      int stride =
          bounds.length < 3 || bounds[2].isBlank() ? 1 : Integer.parseInt(bounds[2].strip());
      if (stride > 0) {
        return new Step.Elements(from, to, stride);
      }
      throw JsonPath.invalid(template, "step must be > 0");
    } catch (NumberFormatException _) {
      throw JsonPath.invalid(template, "invalid array index " + inside);
    }
  }

  private String quoted() {
    char quote = template.charAt(position++);
    StringBuilder text = new StringBuilder();
    while (position < template.length() && peek() != quote) {
      char c = template.charAt(position++);
      if (c == '\\' && position < template.length()) {
        char escaped = template.charAt(position++);
        c =
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            };
      }
      text.append(c);
    }
    if (position >= template.length()) {
      throw JsonPath.invalid(template, "unterminated quoted string");
    }
    position++;
    return text.toString();
  }

  private char peek() {
    return template.charAt(position);
  }
}
