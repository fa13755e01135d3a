package dev.slipway.core;

import java.util.ArrayList;
import java.util.List;

/// Columns of text as Helm's tables have them: padded with blanks, with tabs between.
public final class TextTable {
  private TextTable() {}

  /// One line for each row; all rows have the same number of cells.
  ///
  /// @param maxWidth the greatest width of a column, beyond which text is cut; 0 for no bound
  public static List<String> lines(List<List<String>> rows, int maxWidth) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        int width = width(row.get(i));
        widths[i] = Math.max(widths[i], maxWidth > 0 ? Math.min(width, maxWidth) : width);
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? "" : "\t").append(resized(row.get(i), widths[i]));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String resized(String text, int width) {
    int length = width(text);
    if (length <= width) {
      return text + " ".repeat(width - length);
    }
    int kept = Math.max(1, width - 3);
    return text.substring(0, text.offsetByCodePoints(0, kept)) + "...";
  }
}
