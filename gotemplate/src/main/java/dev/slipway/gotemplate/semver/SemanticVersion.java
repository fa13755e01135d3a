package dev.slipway.gotemplate.semver;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A semantic version, as Masterminds/semver v3 reads and orders it; for templates, its
/// `*semver.Version`. Immutable.
///
/// The order ignores the metadata, while `equals` goes by the whole text.
public final class SemanticVersion implements Comparable<SemanticVersion>, GoObject {
  static final GoType STRUCT_TYPE = new GoType("semver.Version", GoKind.STRUCT, null);

  /// The type of versions in templates.
  public static final GoType GO_TYPE = new GoType("*semver.Version", GoKind.PTR, STRUCT_TYPE);

  private final long major;
  private final long minor;
  private final long patch;
  private final String prerelease;
  private final String metadata;
  private final String original;
  private final SemverRules rules;
  private final boolean pointer;

  SemanticVersion(
      long major,
      long minor,
      long patch,
      String prerelease,
      String metadata,
      String original,
      SemverRules rules) {
    this(major, minor, patch, prerelease, metadata, original, rules, true);
  }

  private SemanticVersion(
      long major,
      long minor,
      long patch,
      String prerelease,
      String metadata,
      @Nullable String original,
      SemverRules rules,
      boolean pointer) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.prerelease = prerelease;
    this.metadata = metadata;
    this.rules = rules;
    this.pointer = pointer;
    this.original = original == null ? toString() : original;
  }

  /// Reads a version as `semver.NewVersion` does: a leading `v`, missing parts and leading zeros
  /// are fine.
  ///
  /// @throws SemverException if it is no version
  public static SemanticVersion parse(String text) {
    return parse(text, SemverRules.LATEST);
  }

  /// As [#parse], with the behaviour of an older release.
  ///
  /// @throws SemverException if it is no version
  public static SemanticVersion parse(String text, SemverRules rules) {
    return VersionParser.parse(text, rules);
  }

  /// Reads a version as `semver.StrictNewVersion` does: exactly as semver.org has it.
  ///
  /// @throws SemverException if it is no version
  public static SemanticVersion parseStrict(String text) {
    return parseStrict(text, SemverRules.LATEST);
  }

  /// As [#parseStrict], with the behaviour of an older release.
  ///
  /// @throws SemverException if it is no version
  public static SemanticVersion parseStrict(String text, SemverRules rules) {
    return VersionParser.parseStrict(text, rules);
  }

  /// The first number; unsigned.
  public long major() {
    return major;
  }

  /// The second number; unsigned.
  public long minor() {
    return minor;
  }

  /// The third number; unsigned.
  public long patch() {
    return patch;
  }

  /// What follows the `-`; empty for a release.
  public String prerelease() {
    return prerelease;
  }

  /// What follows the `+`, or an empty text.
  public String metadata() {
    return metadata;
  }

  /// The text that was read.
  public String original() {
    return original;
  }

  /// Whether it is a pre-release.
  public boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  boolean isPointer() {
    return pointer;
  }

  SemverRules rules() {
    return rules;
  }

  /// The next release: of a pre-release the release itself, else the next patch.
  public SemanticVersion incrementPatch() {
    return next(major, minor, isPrerelease() ? patch : patch + 1, "", "");
  }

  /// The next minor release.
  public SemanticVersion incrementMinor() {
    return next(major, minor + 1, 0, "", "");
  }

  /// The next major release.
  public SemanticVersion incrementMajor() {
    return next(major + 1, 0, 0, "", "");
  }

  SemanticVersion withPrerelease(String newPrerelease) {
    if (!newPrerelease.isEmpty()) {
      VersionParser.checkPrerelease(newPrerelease, rules);
    }
    return next(major, minor, patch, newPrerelease, metadata);
  }

  SemanticVersion withMetadata(String newMetadata) {
    if (!newMetadata.isEmpty()) {
      VersionParser.checkMetadata(newMetadata, rules);
    }
    return next(major, minor, patch, prerelease, newMetadata);
  }

  private SemanticVersion next(
      long newMajor, long newMinor, long newPatch, String newPrerelease, String newMetadata) {
    String text = format(newMajor, newMinor, newPatch, newPrerelease, newMetadata);
    return new SemanticVersion(
        newMajor,
        newMinor,
        newPatch,
        newPrerelease,
        newMetadata,
        original.startsWith("v") ? "v" + text : text,
        rules,
        false);
  }

  /// Orders by precedence; versions that differ in metadata only are equal here.
  @Override
  public int compareTo(SemanticVersion other) {
    int order = Long.compareUnsigned(major, other.major);
    if (order == 0) {
      order = Long.compareUnsigned(minor, other.minor);
    }
    if (order == 0) {
      order = Long.compareUnsigned(patch, other.patch);
    }
    if (order != 0) {
      return order < 0 ? -1 : 1;
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    return comparePrereleases(prerelease, other.prerelease);
  }

  static int comparePrereleases(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    int count = Math.max(left.length, right.length);
    for (int i = 0; i < count; i++) {
      int order = compareParts(i < left.length ? left[i] : "", i < right.length ? right[i] : "");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// Numbers come before words; what is no 64-bit number is a word.
  private static int compareParts(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? -1 : 1;
    }
    boolean leftIsNumber = isNumber(a);
    boolean rightIsNumber = isNumber(b);
    if (!leftIsNumber && !rightIsNumber) {
      return GoStrings.compare(a, b) > 0 ? 1 : -1;
    }
    if (leftIsNumber && rightIsNumber) {
      return Long.compareUnsigned(Long.parseUnsignedLong(a), Long.parseUnsignedLong(b)) > 0
          ? 1
          : -1;
    }
    return leftIsNumber ? -1 : 1;
  }

  private static boolean isNumber(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    int zeros = 0;
    while (zeros < part.length() - 1 && part.charAt(zeros) == '0') {
      zeros++;
    }
    int digits = part.length() - zeros;
    return digits < 20
        || (digits == 20 && part.substring(zeros).compareTo("18446744073709551615") <= 0);
  }

  /// The version in full, without a leading `v`.
  @Override
  public String toString() {
    return format(major, minor, patch, prerelease, metadata);
  }

  private static String format(
      long major, long minor, long patch, String prerelease, String metadata) {
    StringBuilder out = new StringBuilder(24);
    out.append(Long.toUnsignedString(major))
        .append('.')
        .append(Long.toUnsignedString(minor))
        .append('.')
        .append(Long.toUnsignedString(patch));
    if (!prerelease.isEmpty()) {
      out.append('-').append(prerelease);
    }
    if (!metadata.isEmpty()) {
      out.append('+').append(metadata);
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticVersion that
        && original.equals(that.original)
        && pointer == that.pointer
        && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(original, pointer);
  }

  @Override
  public GoType type() {
    return pointer ? GO_TYPE : STRUCT_TYPE;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return VersionMethods.find(this, name);
  }

  @Override
  public String goString() {
    return toString();
  }

  @Override
  public String goSyntax() {
    return (pointer ? "&" : "")
        + "semver.Version{major:0x"
        + Long.toHexString(major)
        + ", minor:0x"
        + Long.toHexString(minor)
        + ", patch:0x"
        + Long.toHexString(patch)
        + ", pre:"
        + GoQuote.quote(prerelease)
        + ", metadata:"
        + GoQuote.quote(metadata)
        + ", original:"
        + GoQuote.quote(original)
        + "}";
  }

  @Override
  public Object jsonValue() {
    return toString();
  }
}
