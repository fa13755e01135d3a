package dev.slipway.cli.command;

import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.render.InstallRendering;
import dev.slipway.chart.render.PostRenderer;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.release.ChartSource;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.PlanOptions;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `slipway install`, `upgrade` and `diff upgrade`: one chart to one cluster, with helm's flags.
///
/// @param verb which of them
record UpgradeCommand(Verb verb) implements Command {
  /// What is done.
  enum Verb {
    INSTALL,
    UPGRADE,
    DIFF
  }

  @Override
  public Usage usage() {
    List<Option<?>> options = new ArrayList<>();
    Usage usage = described();
    switch (verb) {
      case INSTALL ->
          options.addAll(
              List.of(
                  ReleaseFlags.GENERATE_NAME, TemplateOptions.NAME_TEMPLATE, ReleaseFlags.REPLACE));
      case UPGRADE, DIFF -> options.add(ReleaseFlags.INSTALL);
    }
    options.addAll(ValueOptions.ALL);
    if (verb != Verb.INSTALL) {
      options.addAll(ReleaseFlags.REUSE);
    }
    options.addAll(ReleaseFlags.RENDERING);
    options.addAll(SourceOptions.ALL);
    options.addAll(HelmOptions.STORES);
    options.add(RolloutFlags.REGENERATE);
    options.addAll(RolloutFlags.CONFLICTS);
    if (verb != Verb.DIFF) {
      options.add(ReleaseFlags.DRY_RUN);
    }
    options.addAll(ReleaseFlags.CHANGE);
    if (verb != Verb.INSTALL) {
      options.addAll(List.of(ReleaseFlags.CLEANUP, ReleaseFlags.HISTORY_MAX));
    }
    if (verb == Verb.DIFF) {
      options.addAll(
          List.of(
              RolloutFlags.AGAINST_RELEASE,
              RolloutFlags.OUTPUT,
              RolloutFlags.CONTEXT,
              RolloutFlags.SUPPRESS,
              RolloutFlags.DETAILED_EXIT_CODE,
              HelmfileOptions.SHOW_SECRETS));
    } else {
      options.addAll(
          List.of(ReleaseFlags.HIDE_NOTES, ReleaseFlags.SUBCHART_NOTES, OutputFormat.OPTION));
    }
    options.addAll(ClusterOptions.ALL);
    options.addAll(ReleaseFlags.accepted());
    return usage.withOptions(options);
  }

  private Usage described() {
    return switch (verb) {
      case INSTALL ->
          Usage.of(
                  "Install a chart on a cluster, as 'helm install' does. What will fail is said"
                      + " before anything is touched.")
              .withArguments("[NAME] CHART", 1, 2, new Suggestions.Charts())
              .withExample(
                  "slipway install web ./charts/web -n web --create-namespace --wait",
                  "and wait until it is ready")
              .withExample(
                  "slipway install web ./charts/web -f prod.yaml --dry-run", "only show it");
      case UPGRADE ->
          Usage.of(
                  "Bring a release to a chart and values, as 'helm upgrade' does. Without -f and --set"
                      + " the values of the last revision stay.")
              .withArguments("NAME CHART", 2, 2, new Suggestions.Charts())
              .withExample(
                  "slipway upgrade --install web ./charts/web -f prod.yaml --atomic",
                  "install or upgrade; go back to what was there if it fails")
              .withExample(
                  "slipway upgrade web ./charts/web --reuse-values --set image.tag=1.8.2",
                  "change one value and keep the others");
      case DIFF ->
          Usage.of("Show what 'slipway upgrade' would change on the cluster.")
              .withArguments("upgrade NAME CHART", 3, 3, new Suggestions.Charts())
              .withExample(
                  "slipway diff upgrade web ./charts/web -f prod.yaml", "as the live objects are")
              .withExample(
                  "slipway diff upgrade -i web ./charts/web --detailed-exitcode",
                  "exit code 2 when something changes");
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    ChartInput input = ChartInput.read(invocation.arguments().getLast(), invocation, session);
    try (ReleaseRun run = new ReleaseRun(invocation, session, name(invocation, input))) {
      PlanOptions options = RolloutFlags.plan(invocation);
      ReleaseSpec spec =
          new ReleaseSpec(
              run.name(),
              source(run.name(), input, options, invocation),
              ReleaseFlags.settings(invocation));
      Planner planner = new Planner(run.cluster(), run.store());
      ReleasePlan plan;
      try (Interrupts _ = run.untouched()) {
        ReleaseHistory history = planner.history(run.name());
        check(run.name(), history.last(), invocation);
        plan = planner.plan(spec, history, options);
      }
      if (isDry(invocation)) {
        return PlanPrinter.shown(plan, invocation, session);
      }
      ConflictDialogue dialogue = new ConflictDialogue(session.console());
      dialogue.add(run.name().toString(), plan);
      if (dialogue.isWanted()) {
        Optional<ConflictChoice> choice = dialogue.ask(options.conflicts());
        if (choice.isEmpty()) {
          session.console().message("Nothing was changed.");
          return false;
        }
        options = options.withConflicts(choice.get());
        plan = planner.plan(spec, options);
      }
      PlanOptions decided = options;
      run.decide(decided.conflicts());
      return changed(plan, () -> planner.plan(spec, decided), run, invocation, session);
    }
  }

  private String name(Invocation invocation, ChartInput input) {
    List<String> arguments = invocation.arguments();
    String template = invocation.get(TemplateOptions.NAME_TEMPLATE);
    boolean generates = invocation.get(ReleaseFlags.GENERATE_NAME);
    if (verb != Verb.INSTALL || arguments.size() == 2) {
      if (generates || !template.isEmpty()) {
        throw new UsageException(
            "cannot set --"
                + (generates ? "generate-name" : "name-template")
                + " and also specify a name",
            null);
      }
      return arguments.get(arguments.size() - 2);
    }
    if (!template.isEmpty()) {
      return dev.slipway.chart.render.ReleaseName.fromTemplate(template);
    }
    if (generates) {
      return input.use().chart().name() + "-" + Instant.now().getEpochSecond();
    }
    throw new UsageException(
        "must either provide a name or specify --generate-name",
        "write it before the chart: slipway install NAME " + arguments.getLast());
  }

  private void check(ReleaseName name, Optional<StoredRelease> last, Invocation invocation) {
    ReleaseStatus status = last.map(StoredRelease::status).orElse(null);
    boolean isThere = status != null && status != ReleaseStatus.UNINSTALLED;
    if (verb == Verb.INSTALL && status != null) {
      boolean replaceable = !isThere || status == ReleaseStatus.FAILED;
      if (!invocation.get(ReleaseFlags.REPLACE) || !replaceable) {
        throw ReleaseException.of(
            ReleaseErrorCode.NAME_IN_USE,
            "cannot re-use a name that is still in use",
            "release "
                + name
                + " is "
                + status.text()
                + (replaceable ? "; --replace uses its name" : "; 'slipway upgrade' changes it"));
      }
    }
    if (verb != Verb.INSTALL && !isThere && !invocation.get(ReleaseFlags.INSTALL)) {
      throw ReleaseException.of(
          ReleaseErrorCode.NOT_FOUND,
          "\"" + name.name() + "\" has no deployed releases",
          "--install installs it into namespace " + name.namespace());
    }
  }

  private ChartSource source(
      ReleaseName name, ChartInput input, PlanOptions options, Invocation invocation) {
    RenderRequest request =
        input
            .request(new ReleaseOptions(name.name(), name.namespace(), 1, false), invocation)
            .withSubchartNotes(invocation.get(ReleaseFlags.SUBCHART_NOTES));
    PostRenderer renderer = ChartInput.postRenderer(invocation);
    return new ChartSource(
        name,
        request,
        wanted -> InstallRendering.render(wanted, renderer, files -> files),
        ReleaseFlags.reuse(invocation),
        Instant.now(),
        options.seed());
  }

  private boolean isDry(Invocation invocation) {
    return verb == Verb.DIFF || ReleaseFlags.isDry(invocation);
  }

  private boolean changed(
      ReleasePlan plan,
      Supplier<ReleasePlan> again,
      ReleaseRun run,
      Invocation invocation,
      Session session) {
    String name = run.name().name();
    boolean installs = plan.kind() == PlanKind.INSTALL;
    if (installs && verb == Verb.UPGRADE) {
      session.console().note("Release \"" + name + "\" does not exist. Installing it now.");
    }
    ReleaseOutcome outcome =
        run.watched(
            installs ? "installing" : "upgrading",
            (options, progress) ->
                run.engine().apply(plan, () -> Optional.of(again.get()), options, progress));
    if (!outcome.succeeded()) {
      return false;
    }
    ReleaseHealth health = run.engine().status(run.name(), 0);
    if (OutputFormat.isWanted(invocation)) {
      Map<String, @Nullable Object> entry = HealthText.entryWithRecord(health, null);
      // Helm prints the whole chart here, unlike in its status.
      entry.put("chart", new RecordText(health.release(), null).chart());
      session.console().print(OutputFormat.text(invocation, entry));
      return true;
    }
    if (!installs) {
      session.console().println("Release \"" + name + "\" has been upgraded. Happy Helming!");
    }
    HealthText.print(health, session.console(), !invocation.get(ReleaseFlags.HIDE_NOTES));
    return true;
  }
}
