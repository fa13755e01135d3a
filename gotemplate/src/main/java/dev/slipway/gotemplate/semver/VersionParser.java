package dev.slipway.gotemplate.semver;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoNumbers;

/// Reads versions, leniently (`NewVersion`: a leading v, missing parts and leading zeros are fine)
/// or strictly (`StrictNewVersion`).
final class VersionParser {
  private static final int MAX_LENGTH = 256;

  private final String text;
  private final SemverRules rules;
  private int position;

  private VersionParser(String text, SemverRules rules) {
    this.text = text;
    this.rules = rules;
  }

  static SemanticVersion parse(String text, SemverRules rules) {
    return new VersionParser(text, rules).lenient();
  }

  static SemanticVersion parseStrict(String text, SemverRules rules) {
    return new VersionParser(text, rules).strict();
  }

  private SemanticVersion lenient() {
    checkLength();
    if (text.startsWith("v")) {
      position++;
    }
    String major = digits();
    String minor = ".".equals(peek()) ? afterDot() : "";
    String patch = !minor.isEmpty() && ".".equals(peek()) ? afterDot() : "";
    String prerelease = "-".equals(peek()) ? identifiers() : "";
    String metadata = "+".equals(peek()) ? identifiers() : "";
    if (position != text.length()) {
      throw invalid();
    }
    long[] numbers = {segment(major), segment(minor), segment(patch)};
    if (!prerelease.isEmpty()) {
      checkPrerelease(prerelease);
    }
    return new SemanticVersion(
        numbers[0], numbers[1], numbers[2], prerelease, metadata, text, rules);
  }

  private String peek() {
    return position < text.length() ? text.substring(position, position + 1) : "";
  }

  private String digits() {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw invalid();
    }
    return text.substring(start, position);
  }

  private String afterDot() {
    position++;
    return digits();
  }

  /// What follows a `-` or `+`: identifiers with dots between them.
  private String identifiers() {
    int start = ++position;
    int identifierStart = start;
    for (; position < text.length(); position++) {
      char c = text.charAt(position);
      if (c == '.' && position > identifierStart) {
        identifierStart = position + 1;
      } else if (!isAllowed(c)) {
        break;
      }
    }
    if (position == identifierStart) {
      throw invalid();
    }
    return text.substring(start, position);
  }

  private long segment(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      return GoNumbers.parseUint(digits, 10, 64);
    } catch (FunctionException outOfRange) {
      throw SemverException.version(
          word("Error", "error") + " parsing version segment: " + outOfRange.getMessage());
    }
  }

  private SemanticVersion strict() {
    if (text.isEmpty()) {
      throw SemverException.version(word("Version", "version") + " string empty");
    }
    checkLength();
    int firstDot = text.indexOf('.');
    int secondDot = firstDot < 0 ? -1 : text.indexOf('.', firstDot + 1);
    if (secondDot < 0) {
      throw invalid();
    }
    String patch = text.substring(secondDot + 1);
    String metadata = "";
    int plus = patch.indexOf('+');
    if (plus >= 0) {
      metadata = patch.substring(plus + 1);
      patch = patch.substring(0, plus);
      checkMetadata(metadata);
    }
    String prerelease = "";
    int dash = patch.indexOf('-');
    if (dash >= 0) {
      prerelease = patch.substring(dash + 1);
      patch = patch.substring(0, dash);
      checkPrerelease(prerelease);
    }
    String major = text.substring(0, firstDot);
    String minor = text.substring(firstDot + 1, secondDot);
    checkNumber(major);
    checkNumber(minor);
    checkNumber(patch);
    return new SemanticVersion(
        strictSegment(major),
        strictSegment(minor),
        strictSegment(patch),
        prerelease,
        metadata,
        text,
        rules);
  }

  private static long strictSegment(String digits) {
    try {
      return GoNumbers.parseUint(digits, 10, 64);
    } catch (FunctionException invalid) {
      throw SemverException.version(invalid.getMessage());
    }
  }

  private void checkLength() {
    if (rules.bounded()
        && text.length() * 3 > MAX_LENGTH
        && GoStrings.byteLength(text) > MAX_LENGTH) {
      throw SemverException.version("version string is too long (max " + MAX_LENGTH + " bytes)");
    }
  }

  private void checkNumber(String part) {
    if (!isNumber(part)) {
      throw SemverException.version(word("Invalid", "invalid") + " characters in version");
    }
    if (part.length() > 1 && part.charAt(0) == '0') {
      throw startsWithZero(rules);
    }
  }

  void checkPrerelease(String prerelease) {
    checkPrerelease(prerelease, rules);
  }

  static void checkPrerelease(String prerelease, SemverRules rules) {
    for (String part : prerelease.split("\\.", -1)) {
      boolean valid = part.isEmpty() ? rules == SemverRules.V3_3 : true;
      if (valid && isNumber(part)) {
        if (part.length() > 1 && part.charAt(0) == '0') {
          throw startsWithZero(rules);
        }
      } else if (!valid || !isAllowed(part)) {
        throw SemverException.version(
            rules == SemverRules.V3_3 ? "Invalid Prerelease string" : "invalid prerelease string");
      }
    }
  }

  private void checkMetadata(String metadata) {
    checkMetadata(metadata, rules);
  }

  static void checkMetadata(String metadata, SemverRules rules) {
    for (String part : metadata.split("\\.", -1)) {
      if ((part.isEmpty() && rules != SemverRules.V3_3) || !isAllowed(part)) {
        throw SemverException.version(
            rules == SemverRules.V3_3 ? "Invalid Metadata string" : "invalid metadata string");
      }
    }
  }

  private static SemverException startsWithZero(SemverRules rules) {
    return SemverException.version(
        (rules == SemverRules.V3_3 ? "Version" : "version") + " segment starts with 0");
  }

  private SemverException invalid() {
    return SemverException.version(
        rules == SemverRules.V3_3 ? "Invalid Semantic Version" : "invalid semantic version");
  }

  private String word(String old, String current) {
    return rules == SemverRules.V3_3 ? old : current;
  }

  private static boolean isNumber(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (!isDigit(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (!isAllowed(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAllowed(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
}
