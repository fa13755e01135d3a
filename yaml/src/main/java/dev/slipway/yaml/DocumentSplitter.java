package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into documents as Kubernetes' `yaml.NewYAMLReader` does: by lines, at those that
/// begin with `---`.
final class DocumentSplitter {
  private DocumentSplitter() {}

  static List<String> split(String text) {
    List<String> documents = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      int stop = end < 0 ? text.length() : end;
      if (end > start && text.charAt(end - 1) == '\r') {
        stop--;
      }
      String line = text.substring(start, stop);
      if (line.startsWith("---")) {
        checkSeparator(line.substring(3));
        if (!open.isEmpty()) {
          documents.add(open.toString());
          open.setLength(0);
          start = next;
          continue;
        }
      }
      open.append(line).append('\n');
      start = next;
    }
    if (!open.isEmpty()) {
      documents.add(open.toString());
    }
    return documents;
  }

  private static void checkSeparator(String rest) {
    String trimmed = trimSpace(rest);
    if (!trimmed.isEmpty() && trimmed.charAt(0) != '#') {
      throw new YamlException(
          YamlErrorCode.YAML_SYNTAX, "invalid Yaml document separator: " + trimmed);
    }
  }

  /// Go's `strings.TrimSpace`.
  private static String trimSpace(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == 0x85
        || c == 0xA0
        || (Character.isSpaceChar(c) && c != 0x200B);
  }
}
