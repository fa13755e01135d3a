package dev.slipway.gotemplate.semver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads constraints by the grammar of Masterminds/semver. That grammar is given by regular
/// expressions with oddities of their own (`|` is a digit); plain constraints are read without
/// them.
final class ConstraintParser {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_GROUPS = 32;

  private ConstraintParser() {}

  /// The expressions, compiled when first needed.
  private static final class Grammar {
    static final String VERSION =
        "v?([0-9|x|X|\\*]+)(\\.[0-9|x|X|\\*]+)?(\\.[0-9|x|X|\\*]+)?"
            + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
            + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?";
    static final String OPERATOR = "=||!=|>|<|>=|=>|<=|=<|~|~>|\\^";
    static final Pattern ONE = Pattern.compile("^\\s*(" + OPERATOR + ")\\s*(" + VERSION + ")\\s*$");
    static final Pattern HYPHEN_RANGE =
        Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
    static final Pattern EACH = Pattern.compile("(" + OPERATOR + ")\\s*(" + VERSION + ")");
    static final Pattern VALID =
        Pattern.compile(
            "^(\\s*("
                + OPERATOR
                + ")\\s*("
                + VERSION
                + ")\\s*)((?:\\s+|,\\s*)("
                + OPERATOR
                + ")\\s*("
                + VERSION
                + ")\\s*)*$");

    private Grammar() {}
  }

  static VersionConstraint parse(String text, SemverRules rules) {
    if (rules.bounded() && GoStrings.byteLength(text) > MAX_LENGTH) {
      throw SemverException.constraint(
          "constraint string is too long (max " + MAX_LENGTH + " bytes)");
    }
    String rewritten = mayHoldRange(text) ? rewriteRanges(text) : text;
    String[] groups = splitGroups(rewritten);
    if (rules.bounded() && groups.length > MAX_GROUPS) {
      throw SemverException.constraint("too many constraint groups (max " + MAX_GROUPS + ")");
    }
    List<VersionConstraint.Group> parsed = new ArrayList<>(groups.length);
    for (String group : groups) {
      List<Comparison> plain = new PlainConstraintReader(group, rules).read();
      parsed.add(new VersionConstraint.Group(plain != null ? plain : parseGroup(group, rules)));
    }
    return new VersionConstraint(List.copyOf(parsed), rules);
  }

  private static boolean mayHoldRange(String text) {
    int dash = text.indexOf('-', 1);
    while (dash > 0 && text.charAt(dash - 1) > ' ') {
      dash = text.indexOf('-', dash + 1);
    }
    return dash > 0;
  }

  private static String[] splitGroups(String text) {
    List<String> groups = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf("||"); end >= 0; end = text.indexOf("||", start)) {
      groups.add(text.substring(start, end));
      start = end + 2;
    }
    groups.add(text.substring(start));
    return groups.toArray(new String[0]);
  }

  /// Makes two comparisons of each `1.2 - 3.4`.
  private static String rewriteRanges(String text) {
    Matcher matcher = Grammar.HYPHEN_RANGE.matcher(text);
    String result = text;
    while (matcher.find()) {
      String found = matcher.group();
      int place = result.indexOf(found);
      result =
          result.substring(0, place)
              + ">= "
              + matcher.group(1)
              + ", <= "
              + matcher.group(11)
              + " "
              + result.substring(place + found.length());
    }
    return result;
  }

  private static List<Comparison> parseGroup(String group, SemverRules rules) {
    if (!Grammar.VALID.matcher(group).find()) {
      throw improper(group, rules);
    }
    List<Comparison> comparisons = new ArrayList<>();
    Matcher matcher = Grammar.EACH.matcher(group);
    while (matcher.find()) {
      comparisons.add(parseOne(matcher.group(), rules));
    }
    return comparisons;
  }

  private static Comparison parseOne(String text, SemverRules rules) {
    Matcher matcher = Grammar.ONE.matcher(text);
    if (!matcher.find()) {
      throw improper(text, rules);
    }
    return comparison(
        matcher.group(1),
        matcher.group(2),
        part(matcher.group(3)),
        part(matcher.group(4)),
        part(matcher.group(5)),
        matcher.group(6) == null ? "" : matcher.group(6),
        rules);
  }

  private static String part(@Nullable String group) {
    return group == null ? "" : group.startsWith(".") ? group.substring(1) : group;
  }

  private static SemverException improper(String text, SemverRules rules) {
    return SemverException.constraint(
        "improper constraint: " + (rules == SemverRules.V3_5 ? GoQuote.quote(text) : text));
  }

  /// Makes a comparison of the parts of a version.
  ///
  /// @param original the version as written
  /// @param prerelease with its `-`, or empty
  static Comparison comparison(
      String operator,
      String original,
      String major,
      String minor,
      String patch,
      String prerelease,
      SemverRules rules) {
    boolean majorOpen = isOpen(major);
    boolean minorOpen = !majorOpen && isOpen(minor);
    boolean patchOpen = !majorOpen && !minorOpen && isOpen(patch);
    String version =
        majorOpen
            ? "0.0.0" + prerelease
            : minorOpen
                ? major + ".0.0" + prerelease
                : patchOpen ? major + "." + minor + ".0" + prerelease : original;
    SemanticVersion parsed;
    try {
      parsed = SemanticVersion.parse(version, rules);
    } catch (SemverException invalid) {
      throw SemverException.constraint(
          rules == SemverRules.V3_3 ? "constraint Parser Error" : "constraint parser error");
    }
    return new Comparison(
        operator, original, parsed, majorOpen || minorOpen || patchOpen, minorOpen, patchOpen);
  }

  private static boolean isOpen(String part) {
    return part.isEmpty() || part.equals("x") || part.equals("X") || part.equals("*");
  }
}
