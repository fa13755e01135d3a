package dev.slipway.chart.loader;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.VersionRanges;
import dev.slipway.core.GoSpaces;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoUnicode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Helm's checks of Chart.yaml, with its texts.
final class MetadataValidation {
  private MetadataValidation() {}

  /// Metadata as it was read.
  record Draft(
      Map<String, String> texts,
      List<String> sources,
      List<String> keywords,
      List<@Nullable ChartMaintainer> maintainers,
      Map<String, String> annotations,
      boolean deprecated,
      List<@Nullable ChartDependency> dependencies) {
    String raw(String name) {
      return texts.getOrDefault(name, "");
    }

    String clean(String name) {
      return sanitize(raw(name));
    }
  }

  static ChartMetadata validate(Draft draft, HelmVersion version) {
    String name = draft.clean("name");
    checkRequired(draft, name, version);
    List<ChartMaintainer> maintainers = new ArrayList<>();
    for (ChartMaintainer maintainer : draft.maintainers) {
      if (maintainer == null) {
        throw invalid("maintainers must not contain empty or null nodes");
      }
      maintainers.add(
          new ChartMaintainer(
              sanitize(maintainer.name()),
              sanitize(maintainer.email()),
              sanitize(maintainer.url())));
    }
    return new ChartMetadata(
        name,
        draft.clean("home"),
        draft.sources.stream().map(MetadataValidation::sanitize).toList(),
        draft.raw("version"),
        draft.clean("description"),
        draft.keywords.stream().map(MetadataValidation::sanitize).toList(),
        maintainers,
        draft.clean("icon"),
        draft.raw("apiVersion"),
        draft.clean("condition"),
        draft.clean("tags"),
        draft.clean("appVersion"),
        draft.deprecated,
        draft.annotations,
        draft.clean("kubeVersion"),
        dependencies(draft.dependencies),
        draft.raw("type"));
  }

  private static void checkRequired(Draft draft, String name, HelmVersion version) {
    String chartVersion = draft.raw("version");
    if (draft.raw("apiVersion").isEmpty()) {
      throw invalid("chart.metadata.apiVersion is required");
    }
    if (name.isEmpty()) {
      throw invalid("chart.metadata.name is required");
    }
    if (version.atLeast(HelmVersion.V4) && (name.equals(".") || name.equals(".."))) {
      throw invalid("chart.metadata.name " + GoFormat.quote(name) + " is not allowed");
    }
    if (name.contains("/") && !name.equals("/")) {
      throw invalid("chart.metadata.name " + GoFormat.quote(name) + " is invalid");
    }
    if (chartVersion.isEmpty()) {
      throw invalid("chart.metadata.version is required");
    }
    if (!VersionRanges.isVersion(chartVersion, version)) {
      throw invalid("chart.metadata.version " + GoFormat.quote(chartVersion) + " is invalid");
    }
    switch (draft.raw("type")) {
      case "", "application", "library" -> {}
      default -> throw invalid("chart.metadata.type must be application or library");
    }
  }

  private static List<ChartDependency> dependencies(List<@Nullable ChartDependency> drafts) {
    List<ChartDependency> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ChartDependency draft : drafts) {
      if (draft == null) {
        throw invalid("dependencies must not contain empty or null nodes");
      }
      ChartDependency dependency =
          new ChartDependency(
              sanitize(draft.name()),
              sanitize(draft.version()),
              sanitize(draft.repository()),
              sanitize(draft.condition()),
              draft.tags().stream().map(MetadataValidation::sanitize).toList(),
              draft.enabled(),
              draft.importValues(),
              draft.alias());
      if (!dependency.alias().isEmpty() && !isAlias(dependency.alias())) {
        throw invalid(
            "dependency "
                + GoFormat.quote(dependency.name())
                + " has disallowed characters in the alias");
      }
      if (!names.add(dependency.effectiveName())) {
        throw invalid(
            "more than one dependency with name or alias "
                + GoFormat.quote(dependency.effectiveName()));
      }
      checked.add(dependency);
    }
    return checked;
  }

  private static boolean isAlias(String alias) {
    return alias
        .chars()
        .allMatch(c ->
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  /// Makes all white space a blank and drops what cannot be printed.
  static String sanitize(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= 0xDC80 && c <= 0xDCFF ? 0xFFFD : c)
        .forEach(c -> {
          if (GoSpaces.isSpace(c)) {
            out.append(' ');
          } else if (GoUnicode.isPrint(c)) {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static ChartException invalid(String message) {
    return ChartException.of(
        ChartErrorCode.INVALID_METADATA, "validation: " + message, "Correct Chart.yaml.");
  }
}
