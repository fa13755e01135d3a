package dev.slipway.gotemplate.time;

/// Guesses how far a time zone's abbreviation goes, as Go does: three capital letters, or four or
/// five that end in T, or GMT with an hour, or just a signed hour.
final class ZoneAbbreviation {
  private ZoneAbbreviation() {}

  /// The length of the abbreviation that a text begins with; 0 for none.
  static int length(String text) {
    if (text.length() < 3) {
      return 0;
    }
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + signedHour(text.substring(3));
    }
    if (text.charAt(0) == '+' || text.charAt(0) == '-') {
      return signedHour(text);
    }
    int capitals = 0;
    while (capitals < 6
        && capitals < text.length()
        && text.charAt(capitals) >= 'A'
        && text.charAt(capitals) <= 'Z') {
      capitals++;
    }
    return switch (capitals) {
      case 3 -> 3;
      case 4 -> text.charAt(3) == 'T' || text.startsWith("WITA") ? 4 : 0;
      case 5 -> text.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  /// The length of a sign and a number up to 23; 0 for none.
  private static int signedHour(String text) {
    if (text.isEmpty() || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
      return 0;
    }
    int value = 0;
    int end = 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      value = Math.min(value * 10 + text.charAt(end) - '0', 1000);
      end++;
    }
    return end == 1 || value > 23 ? 0 : end;
  }
}
