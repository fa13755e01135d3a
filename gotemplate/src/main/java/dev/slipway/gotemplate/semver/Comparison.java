package dev.slipway.gotemplate.semver;

import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.Optional;

/// One comparison of a constraint, such as `>=1.2.x`.
///
/// @param operator as written, such as `>=`, `~>` or the empty text
/// @param original the version as written, such as `1.2.x`
/// @param version the version with 0 in the places left open
/// @param dirty whether a part is left open (`x`, `*` or missing)
/// @param minorDirty whether the minor part is the first one left open
/// @param patchDirty whether the patch part is the first one left open
record Comparison(
    String operator,
    String original,
    SemanticVersion version,
    boolean dirty,
    boolean minorDirty,
    boolean patchDirty) {

  /// Why the candidate does not pass; empty when it does.
  ///
  /// @param groupHasPrerelease whether a comparison of the same group names a pre-release
  Optional<String> check(SemanticVersion candidate, boolean groupHasPrerelease, SemverRules rules) {
    boolean includePrereleases =
        rules == SemverRules.V3_3
            ? version.isPrerelease() || (operator.equals("!=") && !dirty)
            : groupHasPrerelease;
    if (candidate.isPrerelease() && !includePrereleases) {
      return Optional.of(prereleaseError(candidate, rules));
    }
    String reason =
        switch (operator) {
          case "", "=" -> dirty ? tilde(candidate) : equal(candidate);
          case "!=" -> notEqual(candidate);
          case ">" -> greaterThan(candidate);
          case "<" -> candidate.compareTo(version) < 0 ? "" : " is greater than or equal to ";
          case ">=", "=>" -> candidate.compareTo(version) >= 0 ? "" : " is less than ";
          case "<=", "=<" -> lessThanEqual(candidate);
          case "~", "~>" -> tilde(candidate);
          case "^" -> caret(candidate);
          default -> throw new IllegalStateException("No operator " + operator);
        };
    return reason.isEmpty() ? Optional.empty() : Optional.of(error(candidate, reason, rules));
  }

  static String prereleaseError(SemanticVersion candidate, SemverRules rules) {
    return quoted(candidate.toString(), rules)
        + " is a prerelease version and the constraint is only looking for release versions";
  }

  /// The error: `reason` is what stands between the versions, and `%` in it stands for the second
  /// one when it is not last.
  private String error(SemanticVersion candidate, String reason, SemverRules rules) {
    String wanted = quoted(original, rules);
    int place = reason.indexOf('%');
    String rest =
        place < 0
            ? reason + wanted
            : reason.substring(0, place) + wanted + reason.substring(place + 1);
    return quoted(candidate.toString(), rules) + rest;
  }

  private static String quoted(String text, SemverRules rules) {
    return rules == SemverRules.V3_5 ? GoQuote.quote(text) : text;
  }

  private String equal(SemanticVersion candidate) {
    return candidate.compareTo(version) == 0 ? "" : " is not equal to ";
  }

  private String notEqual(SemanticVersion candidate) {
    String equal = " is equal to ";
    if (dirty) {
      if (candidate.major() != version.major()) {
        return "";
      }
      if (minorDirty) {
        return equal;
      }
      if (candidate.minor() != version.minor()) {
        return "";
      }
      if (patchDirty) {
        boolean differs =
            SemanticVersion.comparePrereleases(candidate.prerelease(), version.prerelease()) != 0;
        return differs ? "" : equal;
      }
      if (candidate.patch() != version.patch()) {
        return "";
      }
    }
    return candidate.compareTo(version) == 0 ? equal : "";
  }

  private String greaterThan(SemanticVersion candidate) {
    String less = " is less than or equal to ";
    if (dirty) {
      int order = Long.compareUnsigned(candidate.major(), version.major());
      if (order != 0) {
        return order > 0 ? "" : less;
      }
      if (minorDirty) {
        return less;
      }
      if (patchDirty) {
        return Long.compareUnsigned(candidate.minor(), version.minor()) > 0 ? "" : less;
      }
    }
    return candidate.compareTo(version) > 0 ? "" : less;
  }

  private String lessThanEqual(SemanticVersion candidate) {
    String greater = " is greater than ";
    if (!dirty) {
      return candidate.compareTo(version) <= 0 ? "" : greater;
    }
    int order = Long.compareUnsigned(candidate.major(), version.major());
    boolean above =
        order > 0
            || (order == 0
                && !minorDirty
                && Long.compareUnsigned(candidate.minor(), version.minor()) > 0);
    return above ? greater : "";
  }

  private String tilde(SemanticVersion candidate) {
    if (candidate.compareTo(version) < 0) {
      return " is less than ";
    }
    boolean anything = isZero() && !minorDirty && !patchDirty;
    if (anything) {
      return "";
    }
    if (candidate.major() != version.major()) {
      return " does not have same major version as ";
    }
    return candidate.minor() != version.minor() && !minorDirty
        ? " does not have same major and minor version as "
        : "";
  }

  private boolean isZero() {
    return version.major() == 0 && version.minor() == 0 && version.patch() == 0;
  }

  private String caret(SemanticVersion candidate) {
    if (candidate.compareTo(version) < 0) {
      return " is less than ";
    }
    if (version.major() != 0 || minorDirty) {
      return candidate.major() == version.major() ? "" : " does not have same major version as ";
    }
    if (candidate.major() != 0) {
      return " does not have same major version as ";
    }
    if (version.minor() != 0 || patchDirty) {
      return candidate.minor() == version.minor()
          ? ""
          : " does not have same minor version as %. Expected minor versions to match when"
              + " constraint major version is 0";
    }
    if (candidate.minor() != 0) {
      return " does not have same minor version as ";
    }
    return candidate.patch() == version.patch()
        ? ""
        : " does not equal %. Expect version and constraint to equal when major and minor versions"
            + " are 0";
  }

  @Override
  public String toString() {
    return operator + original;
  }
}
