package dev.slipway.cli.command;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.render.ChartRenderer;
import dev.slipway.chart.render.ReleaseName;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.TemplateAction;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.chart.usage.ChartUse;
import dev.slipway.chart.usage.UnreadReport;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.ErrorCode;
import dev.slipway.core.Severity;
import java.util.List;

/// `slipway template [NAME] CHART`: prints what `helm template` prints.
final class TemplateCommand implements Command {
  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    if (FleetFolder.isMeant(arguments, environment)) {
      return new FleetTemplateCommand();
    }
    return ChartOrHelmfile.choose(arguments, environment, this, HelmfileTemplateCommand::new);
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Render a chart's templates and print the manifests, byte for byte as 'helm template'"
                + " does. CHART is a folder, a .tgz archive, a URL, an oci:// reference, or"
                + " REPOSITORY/NAME. Without CHART, the releases of a helmfile are rendered: see"
                + " 'slipway helmfile template --help'.")
        .withArguments("[NAME] CHART", 1, 2, new Suggestions.Charts())
        .withExample(
            "slipway template shop ./charts/shop -f staging.yaml --set image.tag=1.8.2",
            "render a release of that name with your values")
        .withExample(
            "slipway template ./charts/shop -s templates/service.yaml",
            "print only what one template renders")
        .withExample(
            "slipway template ./charts/shop --trace",
            "show which line of which template made each line")
        .withExample(
            "slipway template shop ./charts/shop --helm-version 3.17 --kube-version 1.31",
            "as an older Helm would for an older cluster")
        .withOptions(ValueOptions.ALL)
        .withOptions(List.of(HelmOptions.NAMESPACE, HelmOptions.HELM_VERSION))
        .withOptions(TemplateOptions.RENDERING)
        .withOptions(SourceOptions.ALL)
        .withOptions(HelmOptions.STORES)
        .withOptions(TemplateOptions.PRINTING)
        .withOptions(TemplateOptions.accepted())
        .withOptions(HelmOptions.CLUSTER);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    refuseCluster(invocation);
    HelmVersion version = HelmOptions.version(invocation);
    KubeVersion kube = null;
    if (!invocation.get(TemplateOptions.KUBE_VERSION).isEmpty()) {
      kube = KubeVersion.parse(invocation.get(TemplateOptions.KUBE_VERSION), version);
    }
    String name = releaseName(invocation);
    ChartInput input = ChartInput.read(invocation.arguments().getLast(), invocation, session);
    ChartUse use = input.use();
    ReleaseOptions release =
        new ReleaseOptions(
            name,
            KubeNamespace.of(invocation, session.environment()),
            1,
            invocation.get(TemplateOptions.IS_UPGRADE));
    RenderRequest request =
        input
            .request(release, invocation)
            .withCluster(kube, invocation.get(TemplateOptions.API_VERSIONS));
    boolean strict = invocation.get(TemplateOptions.STRICT_VALUES);
    if (strict && !checkValues(use, session)) {
      return false;
    }
    boolean watches = use.hasValues() && !strict && !invocation.get(GeneralOptions.QUIET);
    UnreadWatch watch = watches ? UnreadWatch.begin(use) : null;
    if (invocation.get(TemplateOptions.TRACE)) {
      TracePrinter.print(request, invocation.get(TemplateOptions.SHOW_ONLY), session.console());
    } else {
      render(request, invocation, session);
    }
    if (watch != null) {
      session.console().flush();
      watch.warnings().forEach(session.errors()::warning);
    }
    return true;
  }

  /// Whether templates read all that the user gives; if not, says what they do not read.
  private static boolean checkValues(ChartUse use, Session session) {
    List<Diagnostic> unread = UnreadReport.of(use, Severity.ERROR);
    unread.forEach(session.errors()::error);
    return unread.isEmpty();
  }

  private static void render(RenderRequest request, Invocation invocation, Session session) {
    try {
      TemplateAction.run(request, settings(invocation, session), session.console()::print)
          .forEach(session.errors()::warning);
    } catch (ChartException e) {
      if (invocation.get(GeneralOptions.DEBUG)) {
        printInvalid(request, e.diagnostic().code(), session);
      }
      throw e;
    }
  }

  /// As helm does with `--debug`: what cannot be read as YAML is shown as it is.
  private static void printInvalid(RenderRequest request, ErrorCode problem, Session session) {
    StringBuilder text = new StringBuilder();
    if (problem == ChartErrorCode.INVALID_MANIFEST) {
      ChartRenderer.renderTemplates(request)
          .forEach((name, content) -> {
            if (!content.isBlank()) {
              text.append("---\n# Source: ").append(name).append('\n');
              text.append(content).append('\n');
            }
          });
    }
    if (problem == ChartErrorCode.INVALID_MANIFEST || problem == ChartErrorCode.RENDER) {
      session.console().println(text.toString().strip());
    }
  }

  private static void refuseCluster(Invocation invocation) {
    String dryRun = invocation.get(TemplateOptions.DRY_RUN);
    if (invocation.get(TemplateOptions.VALIDATE) || dryRun.equals("server")) {
      throw new UsageException(
          "--dry-run=server needs a cluster, which Slipway does not ask",
          "leave it out: everything is rendered here");
    }
    if (!List.of("", "client", "true").contains(dryRun)) {
      throw new UsageException(
          "invalid dry-run value (\"" + dryRun + "\"). Must be \"server\" or \"client\"", null);
    }
  }

  private static String releaseName(Invocation invocation) {
    String template = invocation.get(TemplateOptions.NAME_TEMPLATE);
    if (invocation.arguments().size() == 1) {
      return template.isEmpty() ? ReleaseName.DEFAULT : ReleaseName.fromTemplate(template);
    }
    if (invocation.get(TemplateOptions.GENERATE_NAME)) {
      throw new UsageException("cannot set --generate-name and also specify a name", null);
    }
    if (!template.isEmpty()) {
      throw new UsageException("cannot set --name-template and also specify a name", null);
    }
    return invocation.arguments().getFirst();
  }

  private static TemplateSettings settings(Invocation invocation, Session session) {
    TemplateSettings settings =
        TemplateSettings.DEFAULTS
            .withIncludeCrds(invocation.get(TemplateOptions.INCLUDE_CRDS))
            .withoutHooks(
                invocation.get(TemplateOptions.NO_HOOKS),
                invocation.get(TemplateOptions.SKIP_TESTS))
            .withShowOnly(invocation.get(TemplateOptions.SHOW_ONLY));
    String folder = invocation.get(TemplateOptions.OUTPUT_DIR);
    if (!folder.isEmpty()) {
      settings =
          settings.withOutputFolder(
              session.environment().resolve(folder),
              folder,
              invocation.get(TemplateOptions.RELEASE_NAME));
    }
    return settings.withPostRenderer(ChartInput.postRenderer(invocation));
  }
}
