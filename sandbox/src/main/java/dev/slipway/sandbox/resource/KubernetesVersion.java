package dev.slipway.sandbox.resource;

import java.util.Optional;

/// A version of Kubernetes.
///
/// @param minor its minor version: 34 for 1.34
/// @param text all of it: `v1.34.3`
public record KubernetesVersion(int minor, String text) {
  /// The version that a sandbox is of unless another is asked for: the one that its answers are
  /// compared with.
  public static final KubernetesVersion USUAL = near("1.34").orElseThrow();

  /// Reads a version such as `1.34`, `v1.34` or `1.34.3`; one without a patch release gets that of
  /// which the kinds are known. Empty if the text is none.
  public static Optional<KubernetesVersion> near(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    String[] parts = plain.split("\\.", 3);
    int minor = parts.length < 2 || !parts[0].equals("1") ? -1 : number(parts[1]);
    if (minor < 0) {
      return Optional.empty();
    }
    if (parts.length == 3) {
      int digits = 0;
      while (digits < parts[2].length() && Character.isDigit(parts[2].charAt(digits))) {
        digits++;
      }
      return digits == 0
          ? Optional.empty()
          : Optional.of(new KubernetesVersion(minor, "v" + plain));
    }
    String known = BuiltinResources.near(minor).kubernetes();
    boolean same = known.startsWith("v1." + minor + ".");
    return Optional.of(new KubernetesVersion(minor, same ? known : "v" + plain + ".0"));
  }

  /// Whether the kinds of this version are known themselves, and not only those of the nearest one.
  public boolean isKnown() {
    return BuiltinResources.minors().contains(minor);
  }

  /// A number of at most three digits, or -1.
  private static int number(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }
}
