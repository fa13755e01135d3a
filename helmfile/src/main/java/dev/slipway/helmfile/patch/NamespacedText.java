package dev.slipway.helmfile.patch;

import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;

/// States a namespace in objects that state none, in their own text: comments, quotes and the order
/// of keys stay. Lines are indented anew, as go-yaml v3 does it for chartify (set_namespace.go):
/// two spaces for each level, sequences too. Used once for each document.
public final class NamespacedText {
  private enum Kind {
    MAP,
    LIST
  }

  /// An open collection: where it stands in the source, and where it is written.
  private record Level(Kind kind, int from, int to) {}

  private final List<String> source;
  private final String namespace;
  private final List<String> out = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();
  private int next;

  /// Where the last line of `metadata` ends in `out`; -1 before it.
  private int metadataEnd = -1;

  private boolean inMetadata;
  private boolean hasNamespace;

  private NamespacedText(List<String> source, String namespace) {
    this.source = source;
    this.namespace = namespace;
  }

  /// The text with the namespace in each of its objects that has metadata without one.
  public static String of(String text, String namespace) {
    StringBuilder all = new StringBuilder();
    for (List<String> document : documents(text)) {
      all.append(all.isEmpty() ? "" : "---\n");
      all.append(new NamespacedText(document, namespace).rewritten());
    }
    return all.toString();
  }

  private static List<List<String>> documents(String text) {
    List<List<String>> documents = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.equals("---") || line.startsWith("--- ")) {
        addUnlessEmpty(documents, lines);
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    addUnlessEmpty(documents, lines);
    return documents;
  }

  private static void addUnlessEmpty(List<List<String>> documents, List<String> lines) {
    if (lines.stream().anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"))) {
      documents.add(lines);
    }
  }

  private String rewritten() {
    while (next < source.size()) {
      String line = source.get(next++);
      String content = line.strip();
      if (content.startsWith("#")) {
        comments.add(content);
      } else if (!content.isEmpty()) {
        line(line.length() - line.stripLeading().length(), content);
      }
    }
    out.addAll(comments);
    if (metadataEnd >= 0 && !hasNamespace) {
      out.add(metadataEnd, "  namespace: " + scalar(namespace));
    }
    return String.join("\n", out) + "\n";
  }

  private static String scalar(String text) {
    return Yaml.readVersion3(text) instanceof String ? text : '"' + text + '"';
  }

  private void line(int column, String content) {
    boolean item = isItem(content);
    while (!levels.isEmpty() && levels.getLast().from > column) {
      levels.removeLast();
    }
    if (!item
        && !levels.isEmpty()
        && levels.getLast().kind == Kind.LIST
        && levels.getLast().from == column) {
      levels.removeLast();
    }
    Level level = open(item ? Kind.LIST : Kind.MAP, column);
    for (String comment : comments) {
      out.add(" ".repeat(level.to) + comment);
    }
    comments.clear();
    StringBuilder written = new StringBuilder(" ".repeat(level.to));
    content(level, content, written);
  }

  private static boolean isItem(String content) {
    return content.equals("-") || content.startsWith("- ");
  }

  private Level open(Kind kind, int column) {
    Level last = levels.isEmpty() ? null : levels.getLast();
    if (last != null && last.kind == kind && last.from == column) {
      return last;
    }
    Level level = new Level(kind, column, last == null ? 0 : last.to + 2);
    levels.add(level);
    return level;
  }

  /// Writes what stands on one line, in `written` behind its indentation.
  private void content(Level level, String content, StringBuilder written) {
    if (level.kind == Kind.LIST) {
      String rest = content.substring(1).stripLeading();
      if (rest.isEmpty() && goesOnDeeper(level)) {
        String line = source.get(next++);
        int column = line.length() - line.stripLeading().length();
        String inner = line.strip();
        Kind kind = isItem(inner) ? Kind.LIST : Kind.MAP;
        content(open(kind, column), inner, written.append("- "));
        return;
      }
      if (rest.isEmpty() || rest.startsWith("#")) {
        finish(level, written.append('-').append(rest.isEmpty() ? "" : " " + rest).toString());
        return;
      }
      written.append("- ");
      int column = level.from + content.length() - rest.length();
      if (isItem(rest)) {
        content(open(Kind.LIST, column), rest, written);
      } else if (keyEnd(rest) >= 0) {
        content(open(Kind.MAP, column), rest, written);
      } else {
        value(level, rest, written);
      }
      return;
    }
    int end = keyEnd(content);
    if (end < 0) {
      finish(level, written.append(content).toString());
      return;
    }
    String key = content.substring(0, end).stripTrailing();
    String rest = content.substring(end + 1).strip();
    if (level.from == 0) {
      inMetadata = key.equals("metadata");
    }
    boolean direct = inMetadata && levels.indexOf(level) == 1;
    hasNamespace |= direct && key.equals("namespace");
    written.append(key).append(':');
    if (rest.isEmpty() || rest.startsWith("#")) {
      finish(level, written.append(rest.isEmpty() ? "" : " " + rest).toString());
    } else {
      value(level, rest, written.append(' '));
    }
  }

  /// Whether a collection begins on the next line, inside an item that has nothing on its own.
  private boolean goesOnDeeper(Level level) {
    if (next >= source.size()) {
      return false;
    }
    String line = source.get(next);
    String content = line.strip();
    return line.length() - line.stripLeading().length() > level.from
        && !content.isEmpty()
        && (isItem(content) || keyEnd(content) >= 0);
  }

  private void finish(Level level, String line) {
    out.add(line);
    if (inMetadata && (level.from > 0 || line.startsWith("metadata:"))) {
      metadataEnd = out.size();
    }
  }

  /// Writes a value that begins on this line: a scalar of one or more lines, or a flow collection.
  private void value(Level level, String rest, StringBuilder written) {
    char first = rest.charAt(0);
    if (first == '|' || first == '>') {
      finish(level, written.append(rest).toString());
      block(level, rest);
      return;
    }
    String whole = rest;
    if (first == '"' || first == '\'' || first == '{' || first == '[') {
      while (isOpen(whole) && next < source.size()) {
        whole += " " + source.get(next++).strip();
      }
    } else if (first != '&' && first != '*' && first != '!') {
      while (next < source.size() && continues(level, source.get(next))) {
        whole += " " + source.get(next++).strip();
      }
    }
    if (first == '{' || first == '[') {
      whole = flow(whole);
      if (inMetadata && level.from == 0) {
        whole = flowMetadata(whole);
      }
    }
    finish(level, written.append(commented(whole)).toString());
  }

  /// A scalar with one space before the comment behind it.
  private static String commented(String text) {
    char quote = text.charAt(0);
    int from = quote == '"' || quote == '\'' ? text.indexOf(quote, 1) + 1 : 0;
    int mark = text.indexOf(" #", from);
    return mark < 0 ? text : text.substring(0, mark).stripTrailing() + text.substring(mark);
  }

  private String flowMetadata(String flow) {
    hasNamespace = true;
    int end = flow.lastIndexOf('}');
    if (end < 0 || flow.contains("namespace:")) {
      return flow;
    }
    String inner = flow.substring(1, end);
    return "{" + inner + (inner.isEmpty() ? "" : ", ") + "namespace: " + scalar(namespace) + "}";
  }

  /// Whether a line goes on with a plain scalar: it stands deeper than the key.
  private boolean continues(Level level, String line) {
    String content = line.strip();
    int column = line.length() - line.stripLeading().length();
    return !content.isEmpty() && !content.startsWith("#") && column > level.from;
  }

  /// Writes a block of text, in a folded one the lines that are one.
  private void block(Level level, String header) {
    int margin = -1;
    List<String> lines = new ArrayList<>();
    while (next < source.size()) {
      String line = source.get(next);
      int column = line.length() - line.stripLeading().length();
      if (!line.isBlank()) {
        if (column <= level.from) {
          break;
        }
        margin = margin < 0 ? column : Math.min(margin, column);
      }
      lines.add(line);
      next++;
    }
    while (!header.contains("+") && !lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    List<String> texts = new ArrayList<>();
    for (String line : lines) {
      String text = line.isBlank() ? "" : line.substring(margin);
      boolean joins =
          header.startsWith(">") && !texts.isEmpty() && isProse(texts.getLast()) && isProse(text);
      if (joins) {
        texts.add(texts.removeLast() + " " + text);
      } else {
        texts.add(text);
      }
    }
    for (String text : texts) {
      finish(level, text.isEmpty() ? "" : " ".repeat(level.to + 2) + text);
    }
  }

  private static boolean isProse(String text) {
    return !text.isEmpty() && text.charAt(0) != ' ' && text.charAt(0) != '\t';
  }

  /// Whether quotes or brackets are still open at the end.
  private static boolean isOpen(String text) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (quote == '"' && c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return quote != 0 || depth > 0;
  }

  /// A flow collection with single spaces where go-yaml has them.
  private static String flow(String text) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char last = out.isEmpty() ? 0 : out.charAt(out.length() - 1);
      if (quote != 0) {
        out.append(c);
        if (quote == '"' && c == '\\' && i + 1 < text.length()) {
          out.append(text.charAt(++i));
        } else if (c == quote) {
          quote = 0;
        }
      } else if ((c == '}' || c == ']' || c == ',') && last == ' ') {
        out.setCharAt(out.length() - 1, c);
      } else if (c != ' ' || !(last == '{' || last == '[' || last == ' ')) {
        if (last == ',' && c != ' ') {
          out.append(' ');
        }
        if (c == '"' || c == '\'') {
          quote = c;
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  /// Where the colon behind a key stands, or -1 if the text does not begin with a key.
  private static int keyEnd(String text) {
    char first = text.charAt(0);
    int from = 0;
    if (first == '"' || first == '\'') {
      from = text.indexOf(first, 1) + 1;
      if (from == 0) {
        return -1;
      }
    } else if (first == '{' || first == '[') {
      return -1;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
        return i;
      }
      if (text.charAt(i) == '#' && i > 0 && text.charAt(i - 1) == ' ') {
        return -1;
      }
    }
    return -1;
  }
}
