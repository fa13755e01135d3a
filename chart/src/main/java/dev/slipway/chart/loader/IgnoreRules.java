package dev.slipway.chart.loader;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.PathPattern;
import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of a .helmignore file, as Helm's `pkg/ignore` reads them. Immutable.
public final class IgnoreRules {
  /// The name of the file that holds the rules.
  public static final String FILE_NAME = ".helmignore";

  /// The rule that Helm adds to each chart: dot files among the templates.
  private static final String DEFAULT_RULE = "templates/.?*";

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// One line.
  ///
  /// @param wholePath whether the pattern is held against the path, otherwise against the last name
  private record Rule(
      PathPattern pattern, boolean negated, boolean directoriesOnly, boolean wholePath) {
    boolean matches(String path) {
      return pattern.matches(wholePath ? path : path.substring(path.lastIndexOf('/') + 1));
    }
  }

  /// The rules of a chart without .helmignore.
  public static IgnoreRules defaults() {
    return parse(new byte[0]);
  }

  /// Reads the content of a .helmignore file and adds Helm's default rule.
  ///
  /// @throws ChartException if a line holds `**` or a malformed pattern
  public static IgnoreRules parse(byte[] content) {
    String text = GoStrings.fromBytes(content);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      parseLine(line, number).ifPresent(rules::add);
    }
    parseLine(DEFAULT_RULE, 0).ifPresent(rules::add);
    return new IgnoreRules(rules);
  }

  private static Optional<Rule> parseLine(String line, int number) {
    String rule = line.strip();
    if (rule.isEmpty() || rule.startsWith("#")) {
      return Optional.empty();
    }
    if (rule.contains("**")) {
      throw malformed("double-star (**) syntax is not supported", number, rule);
    }
    if (PathPattern.parse(rule).isEmpty()) {
      throw malformed("syntax error in pattern", number, rule);
    }
    boolean negated = rule.startsWith("!");
    if (negated) {
      rule = rule.substring(1);
    }
    boolean directoriesOnly = rule.endsWith("/");
    if (directoriesOnly) {
      rule = rule.substring(0, rule.length() - 1);
    }
    boolean wholePath = rule.contains("/");
    if (rule.startsWith("/")) {
      rule = rule.substring(1);
    }
    // What is left of a pattern such as "[a/" no longer parses: Helm then never matches it.
    return PathPattern.parse(rule)
        .map(pattern -> new Rule(pattern, negated, directoriesOnly, wholePath));
  }

  private static ChartException malformed(String message, int line, String rule) {
    return new ChartException(
        dev.slipway.core.Diagnostic.error(ChartErrorCode.INVALID_IGNORE_FILE, message)
            .at(new dev.slipway.core.SourceLocation(FILE_NAME, line, 0), rule)
            .withHint("Change or remove this line of " + FILE_NAME + "."));
  }

  /// Whether a file or folder of the chart is left out; a folder with all that it holds.
  ///
  /// @param path relative to the chart's folder, with `/` between its parts
  public boolean ignores(String path, boolean directory) {
    if (path.isEmpty() || path.equals(".") || path.equals("./")) {
      return false;
    }
    for (Rule rule : rules) {
      if (rule.negated) {
        if ((rule.directoriesOnly && !directory) || !rule.matches(path)) {
          return true;
        }
      } else if ((!rule.directoriesOnly || directory) && rule.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
