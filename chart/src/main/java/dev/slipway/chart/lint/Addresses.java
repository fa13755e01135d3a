package dev.slipway.chart.lint;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.RepositoryUrls;
import java.util.regex.Pattern;

/// Whether texts are e-mail addresses and URLs, about as the Go library govalidator sees it.
/// Written out instead of its long regular expressions, which can take very long in Java.
final class Addresses {
  private static final Pattern REQUEST_URL =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
  private static final Pattern URL_SCHEME =
      Pattern.compile("(ftp|tcp|udp|wss?|https?)://.*", Pattern.DOTALL);
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final int MAX_URL = 2083;

  private Addresses() {}

  static boolean isEmail(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && isMailbox(text.substring(0, at)) && isMailDomain(text.substring(at + 1));
  }

  private static boolean isMailbox(String text) {
    if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return text.indexOf('"', 1) == text.length() - 1;
    }
    for (String atom : text.split("\\.", -1)) {
      if (atom.isEmpty() || !atom.codePoints().allMatch(Addresses::isAtomCharacter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtomCharacter(int c) {
    return isWordCharacter(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  private static boolean isMailDomain(String text) {
    String domain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    int dot = domain.lastIndexOf('.');
    if (dot < 1) {
      return false;
    }
    String last = domain.substring(dot + 1);
    return isLabel(domain.substring(0, dot), true)
        && isLabel(last, false)
        && isLetter(last.codePointAt(0))
        && isLetter(last.codePointBefore(last.length()));
  }

  private static boolean isLabel(String text, boolean dots) {
    if (text.isEmpty()
        || !isWordCharacter(text.codePointAt(0))
        || !isWordCharacter(text.codePointBefore(text.length()))) {
      return false;
    }
    return text.codePoints()
        .allMatch(c -> isWordCharacter(c) || "-_~".indexOf(c) >= 0 || (dots && c == '.'));
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xA0 && c <= 0xFFEF);
  }

  private static boolean isWordCharacter(int c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  /// A URL or a host name with what may follow it.
  static boolean isUrl(String text) {
    if (text.length() <= 3 || text.length() >= MAX_URL || text.startsWith(".") || hasSpace(text)) {
      return false;
    }
    String rest = text;
    if (URL_SCHEME.matcher(text).matches()) {
      rest = text.substring(text.indexOf("://") + 3);
    } else if (text.contains("://")) {
      return false;
    }
    int at = rest.lastIndexOf('@');
    String place = at >= 0 ? rest.substring(at + 1) : rest;
    int end = 0;
    while (end < place.length() && "/?#".indexOf(place.charAt(end)) < 0) {
      end++;
    }
    return isHostAndPort(place.substring(0, end));
  }

  private static boolean hasSpace(String text) {
    return text.chars().anyMatch(c -> c <= ' ');
  }

  private static boolean isHostAndPort(String text) {
    String host = text;
    int colon = text.lastIndexOf(':');
    if (colon >= 0 && !text.endsWith("]")) {
      String port = text.substring(colon + 1);
      if (port.isEmpty() || port.length() > 5 || !port.chars().allMatch(Character::isDigit)) {
        return false;
      }
      host = text.substring(0, colon);
    }
    if (host.startsWith("[")) {
      return host.endsWith("]")
          && host.chars().allMatch(c -> "[]:.%".indexOf(c) >= 0 || Character.digit(c, 16) >= 0);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    for (String label : name.split("\\.", -1)) {
      boolean valid =
          !label.isEmpty()
              && isWordCharacter(label.codePointAt(0))
              && isWordCharacter(label.codePointBefore(label.length()))
              && label.codePoints().allMatch(c -> isWordCharacter(c) || c == '-' || c == '_');
      if (!valid) {
        return false;
      }
    }
    return true;
  }

  /// A URL with a scheme, as Go's `url.ParseRequestURI` takes it.
  static boolean isRequestUrl(String text) {
    if (!REQUEST_URL.matcher(text).matches() || text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      return false;
    }
    int start = text.indexOf(':') + 1;
    if (!text.startsWith("//", start)) {
      return !PERCENT.matcher(text).find();
    }
    int end = start + 2;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String authority = text.substring(start + 2, end);
    if (authority.chars().anyMatch(c -> " <>\"^`{|}\\".indexOf(c) >= 0)
        || PERCENT.matcher(text).find()) {
      return false;
    }
    try {
      RepositoryUrls.resolve(text, "");
      return true;
    } catch (ChartException e) {
      return false;
    }
  }
}
