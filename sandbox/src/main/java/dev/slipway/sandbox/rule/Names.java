package dev.slipway.sandbox.rule;

import java.util.ArrayList;
import java.util.List;

/// The rules for names, with the texts of apimachinery's `util/validation`.
public final class Names {
  private static final String LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String OLD_LABEL =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

  private Names() {}

  /// What is wrong with a name of one label.
  public static List<String> label(String name) {
    List<String> wrong = new ArrayList<>();
    if (name.length() > 63) {
      wrong.add("must be no more than 63 bytes");
    }
    if (!isLabel(name)) {
      wrong.add(LABEL);
    }
    return wrong;
  }

  /// What is wrong with a name of one label that starts with a letter.
  public static List<String> oldLabel(String name) {
    List<String> wrong = new ArrayList<>();
    if (name.length() > 63) {
      wrong.add("must be no more than 63 bytes");
    }
    if (!isLabel(name) || !isLetter(name.charAt(0))) {
      wrong.add(OLD_LABEL);
    }
    return wrong;
  }

  /// What is wrong with a name that stands in a path.
  public static List<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> wrong = new ArrayList<>();
    for (String part : List.of("/", "%")) {
      if (name.contains(part)) {
        wrong.add("may not contain '" + part + "'");
      }
    }
    return wrong;
  }

  static boolean isLabel(String name) {
    return !name.isEmpty() && isLabel(name, 0, name.length());
  }

  private static boolean isLabel(String name, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      boolean inside = c == '-' && i > start && i < end - 1;
      if (!inside && !isLetter(c) && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
