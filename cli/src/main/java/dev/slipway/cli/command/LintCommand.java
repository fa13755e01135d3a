package dev.slipway.cli.command;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.lint.LintRun;
import dev.slipway.chart.lint.LintSettings;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;

/// `slipway chart lint CHART…`: says what is wrong with charts.
final class LintCommand implements Command {
  private static final Option<Boolean> STRICT = Option.flag("strict", "fail on warnings too");

  private static final Option<Boolean> WITH_SUBCHARTS =
      Option.flag("with-subcharts", "lint the charts under charts/ too");

  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    return FleetFolder.isMeant(arguments, environment)
        ? new FleetLintCommand()
        : ChartOrHelmfile.choose(arguments, environment, this, HelmfileLintCommand::new);
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Examine charts for what will fail ([ERROR]) and for what breaks with convention"
                + " ([WARNING], [INFO]), as 'helm lint' does. --quiet leaves out charts without"
                + " warnings and errors.")
        .withArguments("CHART…", 1, Integer.MAX_VALUE, new Suggestions.Charts())
        .withExample("slipway chart lint ./charts/shop", "with the chart's own values")
        .withExample(
            "slipway chart lint ./charts/* --strict -f staging.yaml",
            "several, with values, where warnings count")
        .withOptions(ValueOptions.ALL)
        .withOptions(List.of(STRICT, WITH_SUBCHARTS))
        .withOptions(
            List.of(
                TemplateOptions.KUBE_VERSION,
                TemplateOptions.SKIP_SCHEMA,
                HelmOptions.NAMESPACE,
                HelmOptions.HELM_VERSION))
        .withOptions(HelmOptions.CLUSTER);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmVersion version = HelmOptions.version(invocation);
    String kube = invocation.get(TemplateOptions.KUBE_VERSION);
    LintSettings settings =
        new LintSettings(
            ValueFiles.settings(invocation).merge(new ValueFiles(session), version),
            KubeNamespace.of(invocation, session.environment()),
            version,
            kube.isEmpty() ? null : KubeVersion.parse(kube, version),
            invocation.get(TemplateOptions.SKIP_SCHEMA));
    List<LintRun.Target> targets =
        invocation.arguments().stream()
            .map(chart -> new LintRun.Target(chart, session.environment().resolve(chart)))
            .toList();
    LintRun.Report report =
        new LintRun(settings, invocation.get(STRICT), invocation.get(GeneralOptions.QUIET))
            .run(invocation.get(WITH_SUBCHARTS) ? LintRun.withSubcharts(targets) : targets);
    session.console().print(report.text());
    if (report.failed() > 0) {
      throw new ChartException(ChartErrorCode.LINT, report.summary());
    }
    if (report.mentionSummary()) {
      session.console().println(report.summary());
    }
    return true;
  }
}
