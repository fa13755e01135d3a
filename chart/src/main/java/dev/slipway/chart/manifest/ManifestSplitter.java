package dev.slipway.chart.manifest;

import dev.slipway.chart.HelmVersion;
import dev.slipway.core.GoSpaces;
import java.util.ArrayList;
import java.util.List;

/// Splits rendered text at its `---` lines, as Helm does: by text alone, without a look at the
/// YAML.
public final class ManifestSplitter {
  private ManifestSplitter() {}

  /// The documents that are not blank, in their order.
  ///
  /// Helm 4 splits where a line begins with `---` and keeps the line breaks at a document's end;
  /// Helm 3 takes all white space around the marks away.
  public static List<String> split(String text, HelmVersion version) {
    return version.atLeast(HelmVersion.V4)
        ? splitLines(GoSpaces.trimLeft(text))
        : splitAndTrim(GoSpaces.trim(text));
  }

  private static List<String> splitLines(String text) {
    List<String> documents = new ArrayList<>();
    int start = 0;
    int mark = text.startsWith("---") ? 0 : lineAfter(text.indexOf("\n---"));
    while (mark >= 0) {
      addUnlessBlank(documents, text.substring(start, mark));
      start = mark + 3;
      while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
        start++;
      }
      mark = lineAfter(text.indexOf("\n---", start));
    }
    addUnlessBlank(documents, text.substring(start));
    return documents;
  }

  private static int lineAfter(int lineBreak) {
    return lineBreak < 0 ? -1 : lineBreak + 1;
  }

  private static void addUnlessBlank(List<String> documents, String document) {
    String trimmed = GoSpaces.trimLeft(document);
    if (!trimmed.isEmpty()) {
      documents.add(trimmed);
    }
  }

  private static List<String> splitAndTrim(String text) {
    List<String> documents = new ArrayList<>();
    int start = text.startsWith("---") ? skipSpaces(text, 3) : 0;
    while (true) {
      int mark = text.indexOf("\n---", start);
      int end = mark < 0 ? text.length() : mark;
      String document = GoSpaces.trim(text.substring(start, end));
      // Helm drops only what is empty before trimming; what blanks remain here are not seen by its
      // pattern, such as a no-break space.
      if (end > start && !(document.isEmpty() && isAsciiBlank(text, start, end))) {
        documents.add(document);
      }
      if (mark < 0) {
        return documents;
      }
      start = skipSpaces(text, mark + 4);
    }
  }

  private static int skipSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && isAsciiSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isAsciiBlank(String text, int from, int to) {
    return skipSpaces(text, from) >= to;
  }

  private static boolean isAsciiSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
