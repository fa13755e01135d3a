package dev.slipway.chart.lint;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Kubernetes' rules for the names of objects, by kind.
final class ObjectNames {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String OLD_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
  private static final Pattern OLD_LABEL_PATTERN = Pattern.compile(OLD_LABEL);
  private static final int MAX_LABEL = 63;
  private static final int MAX_SUBDOMAIN = 253;

  private ObjectNames() {}

  /// What is wrong with an object's name, or null.
  static @Nullable String problem(ObjectHead object) {
    String name = object.name();
    List<String> problems =
        switch (object.kind().toLowerCase(Locale.ROOT)) {
          case "service" -> oldLabel(name);
          case "namespace" -> label(name);
          case "certificatesigningrequest" -> List.of();
          case "role", "clusterrole", "rolebinding", "clusterrolebinding" -> pathSegment(name);
          default -> subdomain(name);
        };
    if (problems.isEmpty()) {
      return null;
    }
    String quoted = GoQuote.quote(name);
    List<String> lines = new ArrayList<>();
    for (String problem : problems) {
      lines.add("metadata.name: Invalid value: " + quoted + ": " + problem);
    }
    String all = lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
    return "object name does not conform to Kubernetes naming requirements: " + quoted + ": " + all;
  }

  private static List<String> subdomain(String name) {
    List<String> problems = new ArrayList<>();
    if (GoStrings.byteLength(name) > MAX_SUBDOMAIN) {
      problems.add("must be no more than " + MAX_SUBDOMAIN + " characters");
    }
    if (!isSubdomain(name)) {
      problems.add(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is '"
              + LABEL
              + "(\\."
              + LABEL
              + ")*')");
    }
    return problems;
  }

  private static boolean isSubdomain(String name) {
    for (String part : name.split("\\.", -1)) {
      if (!LABEL_PATTERN.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> label(String name) {
    List<String> problems = new ArrayList<>();
    if (GoStrings.byteLength(name) > MAX_LABEL) {
      problems.add("must be no more than " + MAX_LABEL + " characters");
    }
    if (!LABEL_PATTERN.matcher(name).matches()) {
      problems.add(
          isSubdomain(name)
              ? "must not contain dots"
              : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                  + " '-', and must start and end with an alphanumeric character (e.g. 'my-name', "
                  + " or '123-abc', regex used for validation is '"
                  + LABEL
                  + "')");
    }
    return problems;
  }

  private static List<String> oldLabel(String name) {
    List<String> problems = new ArrayList<>();
    if (GoStrings.byteLength(name) > MAX_LABEL) {
      problems.add("must be no more than " + MAX_LABEL + " characters");
    }
    if (!OLD_LABEL_PATTERN.matcher(name).matches()) {
      problems.add(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
              + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name', "
              + " or 'abc-123', regex used for validation is '"
              + OLD_LABEL
              + "')");
    }
    return problems;
  }

  private static List<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> problems = new ArrayList<>();
    for (String part : List.of("/", "%")) {
      if (name.contains(part)) {
        problems.add("may not contain '" + part + "'");
      }
    }
    return problems;
  }
}
