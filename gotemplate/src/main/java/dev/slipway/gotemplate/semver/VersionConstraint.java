package dev.slipway.gotemplate.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A range of versions, as Masterminds/semver v3 reads it: comparisons that must all hold,
/// separated by spaces or commas, in groups separated by `||` of which one must hold. Immutable.
///
/// A pre-release is in a range only if the range names a pre-release itself (see [SemverRules]).
public final class VersionConstraint {
  private static final int MAX_KEPT = 1024;
  private static final Map<Key, VersionConstraint> PARSED = new ConcurrentHashMap<>();

  private final List<Group> groups;
  private final SemverRules rules;

  VersionConstraint(List<Group> groups, SemverRules rules) {
    this.groups = groups;
    this.rules = rules;
  }

  /// Equality is written out: that of a record is put together at its first use, which takes longer
  /// than reading a constraint.
  private record Key(String text, SemverRules rules) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && text.equals(key.text) && rules == key.rules;
    }

    @Override
    public int hashCode() {
      return text.hashCode() + 31 * rules.hashCode();
    }
  }

  /// Comparisons of which all must hold.
  ///
  /// @param containsPrerelease whether one of them names a pre-release
  record Group(List<Comparison> comparisons, boolean containsPrerelease) {
    Group(List<Comparison> comparisons) {
      this(
          List.copyOf(comparisons),
          comparisons.stream().anyMatch(each -> each.version().isPrerelease()));
    }
  }

  /// Reads a constraint, such as `>= 1.21-0 < 2 || ~3.1`.
  ///
  /// @throws SemverException if it is none
  public static VersionConstraint parse(String text) {
    return parse(text, SemverRules.LATEST);
  }

  /// As [#parse], with the behaviour of an older release.
  ///
  /// @throws SemverException if it is none
  public static VersionConstraint parse(String text, SemverRules rules) {
    Key key = new Key(text, rules);
    VersionConstraint known = PARSED.get(key);
    if (known != null) {
      return known;
    }
    VersionConstraint parsed = ConstraintParser.parse(text, rules);
    if (PARSED.size() >= MAX_KEPT) {
      PARSED.clear();
    }
    PARSED.put(key, parsed);
    return parsed;
  }

  /// Whether the version is in the range.
  public boolean check(SemanticVersion version) {
    for (Group group : groups) {
      if (holds(group, version)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Group group, SemanticVersion version) {
    for (Comparison comparison : group.comparisons()) {
      if (comparison.check(version, group.containsPrerelease(), rules).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /// Why the version is not in the range: `Validate`'s errors of all groups; empty when it is.
  public List<String> validate(SemanticVersion version) {
    List<String> errors = new ArrayList<>();
    boolean prereleaseTold = false;
    for (Group group : groups) {
      boolean holds = true;
      for (Comparison comparison : group.comparisons()) {
        boolean looksForPrereleases =
            rules == SemverRules.V3_3
                ? comparison.version().isPrerelease()
                : group.containsPrerelease();
        if (version.isPrerelease() && !looksForPrereleases) {
          if (!prereleaseTold) {
            errors.add(Comparison.prereleaseError(version, rules));
            prereleaseTold = true;
          }
          holds = false;
          continue;
        }
        Optional<String> error = comparison.check(version, group.containsPrerelease(), rules);
        error.ifPresent(errors::add);
        holds &= error.isEmpty();
      }
      if (holds) {
        return List.of();
      }
    }
    return errors;
  }

  /// The constraint in its normal form.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      out.append(i == 0 ? "" : " || ");
      List<Comparison> comparisons = groups.get(i).comparisons();
      for (int k = 0; k < comparisons.size(); k++) {
        out.append(k == 0 ? "" : " ").append(comparisons.get(k));
      }
    }
    return out.toString();
  }
}
