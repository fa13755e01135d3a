package dev.slipway.chart.values;

import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.SemverRules;
import dev.slipway.gotemplate.semver.VersionConstraint;

/// Versions and ranges of versions, as each Helm reads them.
public final class VersionRanges {
  private VersionRanges() {}

  /// The release of Masterminds/semver that is built into that Helm.
  public static SemverRules rules(HelmVersion helm) {
    return switch (helm) {
      case V3_17 -> SemverRules.V3_3;
      case V3_19 -> SemverRules.V3_4;
      case V4 -> SemverRules.V3_5;
    };
  }

  /// Whether the text is a version.
  public static boolean isVersion(String version, HelmVersion helm) {
    try {
      return !SemanticVersion.parse(version, rules(helm)).original().isEmpty();
    } catch (SemverException _) {
      return false;
    }
  }

  /// Whether the version is in the range; a malformed range holds none.
  public static boolean isCompatible(String range, String version, HelmVersion helm) {
    try {
      SemverRules rules = rules(helm);
      SemanticVersion wanted = SemanticVersion.parse(version, rules);
      return VersionConstraint.parse(range, rules).check(wanted);
    } catch (SemverException _) {
      return false;
    }
  }
}
