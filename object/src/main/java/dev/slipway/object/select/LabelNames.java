package dev.slipway.object.select;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What keys and values of labels may look like, with the words of the API server.
public final class LabelNames {
  private static final int LONGEST = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', "
          + "regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', "
          + "regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String PREFIX_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', "
          + "regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

  private LabelNames() {}

  /// What is wrong with a key; empty if nothing is.
  public static List<String> keyProblems(String key) {
    List<String> problems = new ArrayList<>();
    int slash = key.indexOf('/');
    if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
      problems.add(
          "a valid label key "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
      return problems;
    }
    if (slash == 0) {
      problems.add("prefix part must be non-empty");
    } else if (slash > 0) {
      for (String problem : subdomainProblems(key.substring(0, slash))) {
        problems.add("prefix part " + problem);
      }
    }
    String name = key.substring(slash + 1);
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (bytes(name) > LONGEST) {
      problems.add("name part must be no more than 63 bytes");
    }
    if (!isName(name)) {
      problems.add("name part " + NAME_RULE);
    }
    return problems;
  }

  /// What is wrong with a value; empty if nothing is.
  public static List<String> valueProblems(String value) {
    List<String> problems = new ArrayList<>();
    if (bytes(value) > LONGEST) {
      problems.add("must be no more than 63 bytes");
    }
    if (!value.isEmpty() && !isName(value)) {
      problems.add(VALUE_RULE);
    }
    return problems;
  }

  /// What is wrong with a name that must be a DNS subdomain, as those of most objects; empty if
  /// nothing is.
  public static List<String> subdomainProblems(String name) {
    List<String> problems = new ArrayList<>();
    if (bytes(name) > LONGEST_PREFIX) {
      problems.add("must be no more than 253 bytes");
    }
    if (!isSubdomain(name)) {
      problems.add(PREFIX_RULE);
    }
    return problems;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isName(String text) {
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      boolean inner = c == '-' || c == '_' || c == '.';
      if (!isLetterOrDigit(c) && (!inner || i == 0 || i == last)) {
        return false;
      }
    }
    return last >= 0;
  }

  private static boolean isSubdomain(String text) {
    int last = text.length() - 1;
    boolean edge = true;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (c == '-' || c == '.') {
        if (edge || i == last || (c == '.' && text.charAt(i - 1) == '-')) {
          return false;
        }
        edge = c == '.';
      } else if (isLetterOrDigit(c) && !(c >= 'A' && c <= 'Z')) {
        edge = false;
      } else {
        return false;
      }
    }
    return last >= 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
