package dev.slipway.pipeline.fleet;

import dev.slipway.chart.render.ChartRenderer;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TracedText;
import dev.slipway.helmfile.release.PreparedRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the line of a template that made a line of a release's manifests, by rendering that
/// template once more with tracing. For one release.
final class TemplateLines {
  private static final TracedText NOTHING = new TracedText("", List.of());

  private final PreparedRelease release;
  private final Path root;
  private final List<String> manifests;
  private final Map<String, TracedText> traced = new HashMap<>();

  /// @param root the repository's folder; files in it are named relative to it
  /// @param manifests what the release was rendered to
  TemplateLines(PreparedRelease release, Path root, String manifests) {
    this.release = release;
    this.root = root;
    this.manifests = manifests.lines().toList();
  }

  /// The place of a line.
  ///
  /// @param template the template that rendered it, as `# Source:` names it
  /// @param line the line in the manifests, 1-based
  /// @return `FILE:LINE`, or only `FILE` when what was rendered was changed afterwards
  String place(String template, int line) {
    SourceLocation found = location(template, line).orElse(SourceLocation.of(template));
    return shown(found.name()) + (found.line() == 0 ? "" : ":" + found.line());
  }

  private Optional<SourceLocation> location(String template, int line) {
    int first = line - 1;
    while (first > 0 && !manifests.get(first - 1).startsWith("# Source: ")) {
      first--;
    }
    int end = first;
    while (end < manifests.size() && !manifests.get(end).startsWith("---")) {
      end++;
    }
    TracedText text = traced.computeIfAbsent(template, this::trace);
    String document = String.join("\n", manifests.subList(first, end)).strip();
    int at = text.text().indexOf(document);
    if (document.isEmpty() || at < 0) {
      return Optional.empty();
    }
    int before = (int) text.text().substring(0, at).chars().filter(c -> c == '\n').count();
    return text.locationOf(before + line - first);
  }

  private TracedText trace(String template) {
    try {
      return ChartRenderer.trace(release.request(), template::equals)
          .getOrDefault(template, NOTHING);
    } catch (SlipwayException _) {
      // A chart that renders differently each time: the template's name has to do.
      return NOTHING;
    }
  }

  /// The template's file where there is one, relative to the repository.
  private String shown(String template) {
    Path file = release.place().resolve(template.substring(template.indexOf('/') + 1)).normalize();
    if (!Files.isRegularFile(file)) {
      return template;
    }
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }
}
