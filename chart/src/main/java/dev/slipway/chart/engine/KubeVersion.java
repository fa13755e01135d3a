package dev.slipway.chart.engine;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.GoSpaces;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.SemverRules;
import java.util.ArrayList;
import java.util.List;

/// A cluster's Kubernetes version, as templates see it under `.Capabilities.KubeVersion`.
///
/// @param version the whole version, such as `v1.34.0`
/// @param major the major version
/// @param minor the minor version
/// @param normalized the version that Helm compares `kubeVersion` of Chart.yaml with
public record KubeVersion(String version, String major, String minor, String normalized) {
  /// A version that needs no normalisation.
  public static KubeVersion of(String version, String major, String minor) {
    return new KubeVersion(version, major, minor, version);
  }

  /// Reads the version that a user gives with `--kube-version`, as that Helm does.
  ///
  /// @throws ChartException if it is malformed
  public static KubeVersion parse(String text, HelmVersion helm) {
    return switch (helm) {
      case V3_17 -> parseSemantic(text);
      case V3_19 -> {
        List<String> parts = components(text);
        yield of("v" + String.join(".", parts), parts.get(0), parts.get(1));
      }
      case V4 -> {
        List<String> parts = components(text);
        yield new KubeVersion(
            text.startsWith("v") ? text : "v" + text,
            parts.get(0),
            parts.get(1),
            "v" + String.join(".", parts));
      }
    };
  }

  private static KubeVersion parseSemantic(String text) {
    try {
      SemanticVersion version = SemanticVersion.parse(text, SemverRules.V3_3);
      return of(
          "v" + version,
          Long.toUnsignedString(version.major()),
          Long.toUnsignedString(version.minor()));
    } catch (SemverException e) {
      throw invalid(text, e.getMessage());
    }
  }

  /// The leading numbers, parted by dots; what follows them is left aside.
  private static List<String> components(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    if (start < text.length() && text.charAt(start) == 'v') {
      start++;
    }
    int end = endOfNumbers(text, start);
    if (end == start) {
      throw invalid(text, "could not parse " + GoFormat.quote(text) + " as version");
    }
    String[] numbers = text.substring(start, end).split("\\.", -1);
    if (numbers.length < 2) {
      throw invalid(text, "illegal version string " + GoFormat.quote(text));
    }
    List<String> components = new ArrayList<>();
    for (String number : numbers) {
      components.add(component(number, text, components.isEmpty()));
    }
    return components;
  }

  private static String component(String number, String text, boolean first) {
    if (first && number.startsWith("0") && !number.equals("0")) {
      throw invalid(
          text,
          "illegal zero-prefixed version component "
              + GoFormat.quote(number)
              + " in "
              + GoFormat.quote(text));
    }
    try {
      return Long.toUnsignedString(GoNumbers.parseUint(number, 10, 64));
    } catch (FunctionException e) {
      throw invalid(
          text,
          "illegal non-numeric version component "
              + GoFormat.quote(number)
              + " in "
              + GoFormat.quote(text)
              + ": "
              + e.getMessage());
    }
  }

  private static int endOfNumbers(String text, int start) {
    int end = start;
    int i = start;
    while (true) {
      int digits = i;
      while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        i++;
      }
      if (i == digits) {
        return end;
      }
      end = i;
      if (i >= text.length() || text.charAt(i) != '.') {
        return end;
      }
      i++;
    }
  }

  private static boolean isBlank(char c) {
    return c != 0x0B && c < 0x80 && GoSpaces.isSpace(c);
  }

  private static ChartException invalid(String text, String problem) {
    return ChartException.of(
        ChartErrorCode.KUBE_VERSION,
        "invalid kube version '" + text + "': " + problem,
        "Give a version such as 1.34 or v1.34.2.");
  }
}
