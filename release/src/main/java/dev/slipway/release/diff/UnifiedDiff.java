package dev.slipway.release.diff;

import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// The difference of two texts, as `diff -u` prints it.
///
/// @param lines the lines without line ends, in the order of print
/// @param added how many lines are new
/// @param removed how many lines are gone
public record UnifiedDiff(List<Line> lines, int added, int removed) {
  /// What a line says.
  public enum Mark {
    HUNK,
    CONTEXT,
    REMOVED,
    ADDED
  }

  /// One line.
  ///
  /// @param mark what it says
  /// @param text the line with its first character
  public record Line(Mark mark, String text) {}

  public UnifiedDiff {
    lines = List.copyOf(lines);
  }

  /// Whether the texts are the same.
  public boolean isEmpty() {
    return added == 0 && removed == 0;
  }

  /// Compares two texts.
  ///
  /// @param context how many lines to show around each change
  public static UnifiedDiff of(String before, String after, int context) {
    if (before.equals(after)) {
      return new UnifiedDiff(List.of(), 0, 0);
    }
    RawText a = new RawText(GoStrings.toBytes(before));
    RawText b = new RawText(GoStrings.toBytes(after));
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b);
    return new Writing(a, b, context).write(edits);
  }

  private static final class Writing {
    private static final String NO_LINE_END = "\\ No newline at end of file";

    private final RawText a;
    private final RawText b;
    private final int context;
    private final List<Line> lines = new ArrayList<>();
    private int added;
    private int removed;

    Writing(RawText a, RawText b, int context) {
      this.a = a;
      this.b = b;
      this.context = context;
    }

    UnifiedDiff write(EditList edits) {
      int first = 0;
      while (first < edits.size()) {
        int last = first;
        while (last + 1 < edits.size()
            && edits.get(last + 1).getBeginA() - edits.get(last).getEndA() <= 2 * context) {
          last++;
        }
        hunk(edits.subList(first, last + 1));
        first = last + 1;
      }
      return new UnifiedDiff(lines, added, removed);
    }

    private void hunk(List<Edit> edits) {
      Edit first = edits.getFirst();
      Edit last = edits.getLast();
      int startA = Math.max(0, first.getBeginA() - context);
      int startB = Math.max(0, first.getBeginB() - context);
      int endA = Math.min(a.size(), last.getEndA() + context);
      int endB = Math.min(b.size(), last.getEndB() + context);
      lines.add(
          new Line(Mark.HUNK, "@@ -" + range(startA, endA) + " +" + range(startB, endB) + " @@"));
      int at = startA;
      for (Edit edit : edits) {
        at = context(at, edit.getBeginA());
        for (; at < edit.getEndA(); at++) {
          line(Mark.REMOVED, "-", a, at);
          removed++;
        }
        for (int i = edit.getBeginB(); i < edit.getEndB(); i++) {
          line(Mark.ADDED, "+", b, i);
          added++;
        }
      }
      context(at, endA);
    }

    private int context(int from, int to) {
      int at = from;
      for (; at < to; at++) {
        line(Mark.CONTEXT, " ", a, at);
      }
      return at;
    }

    private void line(Mark mark, String prefix, RawText text, int index) {
      var raw = text.getRawString(index);
      byte[] bytes = new byte[raw.remaining()];
      raw.get(bytes);
      lines.add(new Line(mark, prefix + GoStrings.fromBytes(bytes)));
      if (index == text.size() - 1 && text.isMissingNewlineAtEnd()) {
        lines.add(new Line(mark, NO_LINE_END));
      }
    }

    private static String range(int start, int end) {
      int length = end - start;
      String begin = Integer.toString(length == 0 ? start : start + 1);
      return length == 1 ? begin : begin + "," + length;
    }
  }
}
