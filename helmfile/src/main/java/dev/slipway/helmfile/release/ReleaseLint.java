package dev.slipway.helmfile.release;

import dev.slipway.chart.lint.LintRun;
import dev.slipway.chart.lint.LintSettings;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.util.List;

/// Lints a release's chart with the release's values: what `helmfile lint` does with each.
public final class ReleaseLint {
  /// What Helm says.
  ///
  /// @param text its report
  /// @param passed whether nothing is wrong
  public record Report(String text, boolean passed) {}

  private ReleaseLint() {}

  /// Lints one release.
  ///
  /// @param strict whether warnings fail too
  /// @throws dev.slipway.core.SlipwayException if its chart or values cannot be had
  public static Report run(
      ReleaseRenderer renderer,
      DesiredState state,
      Release release,
      TemplateFlags flags,
      boolean strict) {
    PreparedRelease prepared = renderer.prepare(state, release, flags);
    LintSettings settings =
        new LintSettings(
            prepared.request().values(),
            prepared.request().release().namespace(),
            prepared.version(),
            prepared.request().kubeVersion(),
            prepared.request().skipSchemaValidation());
    LintRun.Report report =
        new LintRun(settings, strict, false)
            .run(List.of(new LintRun.Target(shown(release), prepared.place())));
    String text = report.text() + report.summary() + "\n";
    return new Report(text, report.failed() == 0);
  }

  private static String shown(Release release) {
    String chart = release.chart();
    return chart.contains("://") ? chart : Paths.clean(chart);
  }
}
