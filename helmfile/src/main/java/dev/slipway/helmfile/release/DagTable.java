package dev.slipway.helmfile.release;

import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.Release;
import java.util.ArrayList;
import java.util.List;

/// What `helmfile show-dag` prints: for each release its group and what it needs.
public final class DagTable {
  private static final List<String> TITLES = List.of("GROUP", "RELEASE", "DEPENDENCIES");

  private DagTable() {}

  /// The table of releases in groups, columns separated by at least one space.
  ///
  /// @param fill whether columns before the last are filled up at the end of a line too, as
  ///   helmfile 0.171 does
  public static String of(List<List<Release>> groups, boolean fill) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(TITLES);
    for (int i = 0; i < groups.size(); i++) {
      for (Release release : groups.get(i)) {
        lines.add(
            List.of(
                Integer.toString(i + 1),
                ReleaseSelection.id(release),
                String.join(", ", ReleaseSelection.needs(release))));
      }
    }
    int[] widths = new int[TITLES.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length() + 1);
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        row.append(cell).repeat(" ", i + 1 == line.size() ? 0 : widths[i] - cell.length());
      }
      out.append(fill ? row : row.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
