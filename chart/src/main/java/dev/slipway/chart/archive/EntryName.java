package dev.slipway.chart.archive;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.List;

/// Turns the name of an archive's entry into the name of a chart's file, or refuses it. The checks,
/// their order and their texts are Helm's; a note names the entry, which Helm does not always do.
final class EntryName {
  private EntryName() {}

  /// The path below the archive's single base directory.
  ///
  /// An archive made on Windows may have `\` between the parts; such names are split there and
  /// spelled with `/`, so that none reaches a file system.
  static String inChart(TarEntry entry) {
    String name = entry.name();
    if (entry.kind() != TarEntry.Kind.FILE) {
      throw refuse(entry, "chart illegally contains " + entry.kind().words());
    }
    char delimiter = name.indexOf('\\') >= 0 ? '\\' : '/';
    int cut = name.indexOf(delimiter);
    String base = cut < 0 ? name : name.substring(0, cut);
    String rest = cut < 0 ? "" : name.substring(cut + 1).replace(delimiter, '/');
    if (rest.startsWith("/")) {
      throw refuse(entry, "chart illegally contains absolute paths");
    }
    rest = SlashPath.clean(rest);
    if (rest.equals(".")) {
      throw refuse(
          entry,
          "chart illegally contains content outside the base directory: " + GoQuote.quote(name));
    }
    if (rest.startsWith("..")) {
      throw refuse(entry, "chart illegally references parent directory");
    }
    if (startsWithDrive(rest)) {
      throw refuse(entry, "chart contains illegally named files");
    }
    if (base.equals("Chart.yaml")) {
      throw refuse(entry, "chart yaml not in base directory");
    }
    return rest;
  }

  private static boolean startsWithDrive(String name) {
    if (name.length() < 3 || name.charAt(1) != ':' || name.charAt(2) != '/') {
      return false;
    }
    char c = name.charAt(0);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static ChartException refuse(TarEntry entry, String message) {
    return new ChartException(
        Diagnostic.error(ChartErrorCode.INVALID_CHART_FILE, message)
            .withNotes(List.of("entry: " + GoQuote.quote(entry.name())))
            .withHint(
                "the archive was not made by 'helm package': do not trust where it came from"));
  }
}
