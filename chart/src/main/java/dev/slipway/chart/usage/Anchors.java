package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds anchors in the text of YAML and what refers to them, well enough to tell whether a key is
/// only there to hold one.
final class Anchors {
  private static final Pattern ANCHOR = Pattern.compile("(?:^|[\\s\\[{,:-])&([^\\s,\\[\\]{}]+)");

  private Anchors() {}

  /// The names of the anchors in some lines.
  static List<String> in(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = ANCHOR.matcher(line);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /// Whether something in a text refers to an anchor.
  static boolean refers(String text, String anchor) {
    String alias = "*" + anchor;
    for (int at = text.indexOf(alias); at >= 0; at = text.indexOf(alias, at + 1)) {
      int end = at + alias.length();
      if (end == text.length() || " \t\r\n,]}:".indexOf(text.charAt(end)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
