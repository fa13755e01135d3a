package dev.slipway.sandbox.resource;

import java.util.Comparator;

/// The order of API versions by which Kubernetes prefers them: `v2`, `v1`, `v2beta1`, `v1beta2`,
/// `v1alpha1`, then all other names by letters.
final class VersionOrder {
  static final Comparator<String> PREFERRED_FIRST = VersionOrder::compare;

  private VersionOrder() {}

  /// @param stage 2 for stable, 1 for beta, 0 for alpha, -1 for another name
  private record Parts(int stage, int major, int minor) {}

  private static int compare(String a, String b) {
    Parts left = parts(a);
    Parts right = parts(b);
    if (left.stage != right.stage) {
      return Integer.compare(right.stage, left.stage);
    }
    if (left.stage < 0) {
      return a.compareTo(b);
    }
    return left.major != right.major
        ? Integer.compare(right.major, left.major)
        : Integer.compare(right.minor, left.minor);
  }

  private static Parts parts(String version) {
    int at = digits(version, 1);
    if (!version.startsWith("v") || at == 1 || at > 9) {
      return new Parts(-1, 0, 0);
    }
    int major = Integer.parseInt(version.substring(1, at));
    String rest = version.substring(at);
    if (rest.isEmpty()) {
      return new Parts(2, major, 0);
    }
    int stage = rest.startsWith("beta") ? 1 : rest.startsWith("alpha") ? 0 : -1;
    String number = stage < 0 ? "" : rest.substring(stage == 1 ? 4 : 5);
    if (number.isEmpty() || number.length() > 9 || digits(number, 0) != number.length()) {
      return new Parts(-1, 0, 0);
    }
    return new Parts(stage, major, Integer.parseInt(number));
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
