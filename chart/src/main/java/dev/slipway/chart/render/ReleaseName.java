package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.Template;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.sprig.Sprig;
import java.time.Clock;

/// Helm's rules for the names of releases. Stateless.
public final class ReleaseName {
  /// The name that `helm template` gives to a release without one.
  public static final String DEFAULT = "release-name";

  private static final int MAX_LENGTH = 53;
  private static final String PATTERN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  private ReleaseName() {}

  /// Checks a name.
  ///
  /// @throws ChartException with Helm's text if it is not allowed
  public static void check(String name, HelmVersion version) {
    String problem = null;
    if (name.isEmpty()) {
      problem = "no name provided";
    } else if (GoStrings.byteLength(name) > MAX_LENGTH || !isDnsName(name)) {
      problem =
          "invalid release name, must match regex "
              + PATTERN
              + " and the length must not be longer than "
              + MAX_LENGTH;
    }
    if (problem != null) {
      String prefix = version.atLeast(HelmVersion.V4) ? "release name check failed: " : "";
      throw ChartException.of(
          ChartErrorCode.INVALID_RELEASE_NAME,
          prefix + "release name " + GoFormat.quote(name) + ": " + problem,
          "Use small letters, digits and hyphens.");
    }
  }

  private static boolean isDnsName(String name) {
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.startsWith("-") || label.endsWith("-")) {
        return false;
      }
      for (int i = 0; i < label.length(); i++) {
        char c = label.charAt(i);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
          return false;
        }
      }
    }
    return true;
  }

  /// The name that `--generate-name` makes of a chart's path or URL.
  public static String generate(String chart, Clock clock) {
    String base = chart;
    while (base.length() > 1 && base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    base = base.substring(base.lastIndexOf('/') + 1);
    if (base.isEmpty() || base.equals(".")) {
      base = "chart";
    }
    int dot = base.indexOf('.');
    if (dot >= 0) {
      base = base.substring(0, dot);
    }
    return base + "-" + clock.instant().getEpochSecond();
  }

  /// The name that `--name-template` makes: a template without data, with sprig's functions.
  ///
  /// @throws TemplateException if the template does not parse or its execution fails
  public static String fromTemplate(String template) {
    return NameFunctions.parse(template).execute(null);
  }

  /// Made only when a name template is used.
  private static final class NameFunctions {
    private static final Functions TABLE = Functions.builtins().with(Sprig.functions());

    static Template parse(String template) {
      return Template.parse("name-template", template, TABLE);
    }
  }
}
