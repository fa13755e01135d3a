package dev.slipway.gotemplate.semver;

/// The release of Masterminds/semver whose behaviour is wanted. They differ in the texts of errors,
/// in the bounds on the input, and in how a pre-release meets a range: up to 3.3 each part of a
/// range must name a pre-release itself, from 3.4 on it is enough that one part of the group does.
public enum SemverRules {
  /// v3.3.0, of Helm 3.17 and of sprig v3.3.0 itself.
  V3_3,
  /// v3.4.0, of Helm 3.18 and 3.19.
  V3_4,
  /// v3.5.0, of Helm 4.
  V3_5;

  /// The newest.
  public static final SemverRules LATEST = V3_5;

  boolean bounded() {
    return this == V3_5;
  }
}
