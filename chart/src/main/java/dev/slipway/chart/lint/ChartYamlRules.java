package dev.slipway.chart.lint;

import static dev.slipway.chart.lint.LintSeverity.ERROR;
import static dev.slipway.chart.lint.LintSeverity.INFO;
import static dev.slipway.chart.lint.LintSeverity.WARNING;

import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartYaml;
import dev.slipway.chart.repository.VersionChoice;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for Chart.yaml.
final class ChartYamlRules {
  private static final String FILE = "Chart.yaml";
  private static final VersionConstraint POSITIVE = VersionConstraint.parse(">0.0.0-0");

  private final Path file;
  private final Findings findings;
  private final HelmVersion helmVersion;

  ChartYamlRules(Path chart, Findings findings, HelmVersion helmVersion) {
    this.file = chart.resolve(FILE);
    this.findings = findings;
    this.helmVersion = helmVersion;
  }

  void check() {
    if (Files.isDirectory(file)) {
      findings.check(ERROR, FILE, "should be a file, not a directory");
      findings.check(ERROR, FILE, "unable to parse YAML\n\tread " + file + ": is a directory");
      return;
    }
    ChartYaml chart;
    try {
      chart = ChartYaml.parse(GoStrings.fromBytes(Files.readAllBytes(file)), helmVersion);
    } catch (IOException e) {
      findings.check(ERROR, FILE, "unable to parse YAML\n\topen " + file + ": " + e.getMessage());
      return;
    }
    if (!findings.check(ERROR, FILE, prefixed("unable to parse YAML\n\t", chart.problem()))) {
      return;
    }
    findings.check(
        WARNING,
        FILE,
        prefixed("failed to strictly parse chart metadata file\n\t", chart.strictProblem()));
    findings.check(ERROR, FILE, name(chart));
    findings.check(ERROR, FILE, apiVersion(chart));
    findings.check(ERROR, FILE, stringType(chart, "version"));
    findings.check(ERROR, FILE, version(chart));
    findings.check(ERROR, FILE, stringType(chart, "appVersion"));
    findings.check(ERROR, FILE, maintainers(chart));
    findings.check(ERROR, FILE, sources(chart));
    findings.check(INFO, FILE, chart.icon().isEmpty() ? "icon is recommended" : null);
    findings.check(ERROR, FILE, icon(chart));
    findings.check(ERROR, FILE, type(chart));
    findings.check(ERROR, FILE, dependencies(chart));
    findings.check(
        WARNING,
        FILE,
        VersionChoice.parseStrict(chart.version()) == null
            ? "version '" + chart.version() + "' is not a valid SemVerV2"
            : null);
  }

  private static @Nullable String prefixed(String prefix, @Nullable String problem) {
    return problem == null ? null : prefix + problem;
  }

  private static @Nullable String name(ChartYaml chart) {
    String name = chart.name();
    if (name.isEmpty()) {
      return "name is required";
    }
    return name.indexOf('/') >= 0 && !name.equals("/")
        ? "chart name " + GoQuote.quote(name) + " is invalid"
        : null;
  }

  private static @Nullable String apiVersion(ChartYaml chart) {
    return switch (chart.apiVersion()) {
      case "" -> "apiVersion is required. The value must be either \"v1\" or \"v2\"";
      case ChartMetadata.API_V1, ChartMetadata.API_V2 -> null;
      default ->
          "apiVersion '"
              + chart.apiVersion()
              + "' is not valid. The value must be either \"v1\" or \"v2\"";
    };
  }

  private static @Nullable String stringType(ChartYaml chart, String key) {
    if (!chart.document().containsKey(key)) {
      return null;
    }
    Object value = chart.document().get(key);
    String type =
        switch (value) {
          case null -> "<nil>";
          case String _ -> "string";
          case Boolean _ -> "bool";
          case List<?> _ -> "[]interface {}";
          case Map<?, ?> _ -> "map[string]interface {}";
          default -> "float64";
        };
    return type.equals("string")
        ? null
        : key + " should be of type string but it's of type " + type;
  }

  private static @Nullable String version(ChartYaml chart) {
    if (chart.version().isEmpty()) {
      return "version is required";
    }
    SemanticVersion version = VersionChoice.parse(chart.version());
    if (version == null) {
      return "version '" + chart.version() + "' is not a valid SemVer";
    }
    List<String> problems = POSITIVE.validate(version);
    return problems.isEmpty() ? null : "version " + problems.getFirst();
  }

  private static @Nullable String maintainers(ChartYaml chart) {
    for (ChartMaintainer maintainer : chart.maintainers()) {
      if (maintainer == null) {
        return "a maintainer entry is empty";
      }
      if (maintainer.name().isEmpty()) {
        return "each maintainer requires a name";
      }
      if (!maintainer.email().isEmpty() && !Addresses.isEmail(maintainer.email())) {
        return invalid("email", maintainer.email(), maintainer);
      }
      if (!maintainer.url().isEmpty() && !Addresses.isUrl(maintainer.url())) {
        return invalid("url", maintainer.url(), maintainer);
      }
    }
    return null;
  }

  private static String invalid(String what, String value, ChartMaintainer maintainer) {
    return "invalid " + what + " '" + value + "' for maintainer '" + maintainer.name() + "'";
  }

  private static @Nullable String sources(ChartYaml chart) {
    for (String source : chart.sources()) {
      if (!Addresses.isRequestUrl(source)) {
        return "invalid source URL '" + source + "'";
      }
    }
    return null;
  }

  private static @Nullable String icon(ChartYaml chart) {
    return !chart.icon().isEmpty() && !Addresses.isRequestUrl(chart.icon())
        ? "invalid icon URL '" + chart.icon() + "'"
        : null;
  }

  private static @Nullable String type(ChartYaml chart) {
    return !chart.type().isEmpty() && !isSecondVersion(chart)
        ? "chart type is not valid in apiVersion '"
            + chart.apiVersion()
            + "'. It is valid in apiVersion 'v2'"
        : null;
  }

  private static @Nullable String dependencies(ChartYaml chart) {
    return chart.hasDependencies() && !isSecondVersion(chart)
        ? "dependencies are not valid in the Chart file with apiVersion '"
            + chart.apiVersion()
            + "'. They are valid in apiVersion 'v2'"
        : null;
  }

  private static boolean isSecondVersion(ChartYaml chart) {
    return chart.apiVersion().equals(ChartMetadata.API_V2);
  }
}
