package dev.slipway.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what a user probably meant by a name that does not exist.
public final class Spelling {
  /// Names longer than this are compared by their beginnings only, so that the cost stays bounded.
  private static final int LONGEST = 64;

  private Spelling() {}

  /// The known name that is nearest to `wanted`, if one is near enough to be worth a hint: other
  /// letter case, or about one typing error in three letters. The first of equals wins.
  public static Optional<String> nearest(String wanted, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(1, Math.min(wanted.length(), LONGEST) / 3) + 1;
    for (String candidate : known) {
      if (candidate.equals(wanted)) {
        continue;
      }
      int distance =
          candidate.equalsIgnoreCase(wanted)
              ? 0
              : distance(shortened(wanted), shortened(candidate), bestDistance);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String shortened(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
  }

  /// Insertions, deletions, replacements and swaps of neighbours from `a` to `b`; at least `limit`
  /// when it is not below that.
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cost = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforePrevious[j - 2] + 1);
        }
        current[j] = cost;
      }
      int[] free = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = free;
    }
    return previous[b.length()];
  }
}
