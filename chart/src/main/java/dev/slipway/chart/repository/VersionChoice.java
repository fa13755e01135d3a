package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.VersionConstraint;
import org.jspecify.annotations.Nullable;

/// Versions and ranges of versions, as charts and their dependencies name them.
public final class VersionChoice {
  private VersionChoice() {}

  /// The version, or null if the text is none.
  public static @Nullable SemanticVersion parse(String text) {
    try {
      return SemanticVersion.parse(text);
    } catch (SemverException e) {
      return null;
    }
  }

  /// The version in strict form (three numbers), or null if the text is none.
  public static @Nullable SemanticVersion parseStrict(String text) {
    try {
      return SemanticVersion.parseStrict(text);
    } catch (SemverException e) {
      return null;
    }
  }

  /// The range.
  ///
  /// @throws ChartException with the text of Masterminds/semver if it is malformed
  public static VersionConstraint range(String text) {
    try {
      return VersionConstraint.parse(text);
    } catch (SemverException e) {
      throw new ChartException(ChartErrorCode.INVALID_VERSION, String.valueOf(e.getMessage()), e);
    }
  }

  /// Whether both are the same version; texts that are no versions are compared as they are.
  public static boolean same(String a, String b) {
    SemanticVersion first = parse(a);
    if (first == null) {
      return a.equals(b);
    }
    SemanticVersion second = parse(b);
    return second != null && first.compareTo(second) == 0;
  }

  /// Whether the text asks for a range (`^1`, `1.x`) and not for one version.
  static boolean isRange(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("^~<>=!*".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    if (text.contains("||") || text.contains(" - ")) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' || c == '+') {
        return false;
      }
      if (c == 'x' || c == 'X') {
        return true;
      }
    }
    return false;
  }
}
