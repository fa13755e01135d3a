package dev.slipway.cli.command;

import dev.slipway.chart.HelmVersion;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.release.OutputPaths;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.release.RenderedRelease;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.util.List;
import java.util.concurrent.Future;

/// `slipway template` without a chart: prints what `helmfile template` prints.
final class HelmfileTemplateCommand implements Command {
  static final Option<String> OUTPUT_DIR_TEMPLATE =
      Option.text("output-dir-template", "TEMPLATE", "the folder of each release, as a template")
          .in(Option.Section.OUTPUT);

  private static final Option<String> HELM_VERSION =
      Option.choice(
              "helm-version",
              "do as this Helm does, whatever helmBinary says",
              List.of("3.17", "3.19", "4"))
          .in(Option.Section.RENDER);

  private static final Option<List<String>> SHOW_ONLY =
      Option.texts("show-only", "TEMPLATE", "print only what these templates rendered")
          .suggesting(new Suggestions.None())
          .in(Option.Section.OUTPUT);

  @Override
  public Usage usage() {
    return Usage.of(
            "Render the releases of a helmfile and print their manifests, byte for byte as"
                + " 'helmfile template' with the Helm of its helmBinary does, in one process.")
        .withExample("slipway -e staging template", "the helmfile of this folder, in staging")
        .withExample(
            "slipway -e eqiad -f services/mathoid/helmfile.yaml template --skip-deps"
                + " --charts wmf-stable=charts",
            "a repository's charts from a local folder")
        .withExample(
            "slipway template -l name=web -l tier=db --include-needs",
            "some releases, and what they need")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(HelmfileOptions.NEEDS)
        .withOptions(
            List.of(
                HelmfileOptions.CONCURRENCY,
                ValueOptions.SET,
                HelmfileOptions.VALUES,
                HelmfileOptions.ARGS,
                HELM_VERSION,
                TemplateOptions.KUBE_VERSION,
                TemplateOptions.SKIP_SCHEMA,
                SHOW_ONLY,
                TemplateOptions.INCLUDE_CRDS,
                TemplateOptions.NO_HOOKS,
                TemplateOptions.SKIP_TESTS,
                TemplateOptions.OUTPUT_DIR,
                OUTPUT_DIR_TEMPLATE,
                TemplateOptions.POST_RENDERER,
                TemplateOptions.POST_RENDERER_ARGS,
                TemplateOptions.VALIDATE,
                HelmfileOptions.SKIP_CLEANUP));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    if (invocation.get(TemplateOptions.VALIDATE)) {
      throw new UsageException(
          "--validate needs a cluster, which Slipway does not ask",
          "leave it out: everything is rendered here");
    }
    new Work(invocation, session, new HelmfileRun(invocation, session, "template")).renderAll();
    return true;
  }

  /// The flags that the renderer knows.
  static TemplateFlags flags(Invocation invocation) {
    return new TemplateFlags(
        invocation.get(HelmfileOptions.VALUES),
        invocation.get(ValueOptions.SET),
        List.of(invocation.get(HelmfileOptions.ARGS)),
        invocation.get(TemplateOptions.INCLUDE_CRDS),
        invocation.get(TemplateOptions.NO_HOOKS),
        invocation.get(TemplateOptions.SKIP_TESTS),
        invocation.get(SHOW_ONLY),
        invocation.get(TemplateOptions.KUBE_VERSION),
        invocation.get(TemplateOptions.SKIP_SCHEMA),
        invocation.get(HelmfileOptions.SKIP_DEPS),
        invocation.get(TemplateOptions.POST_RENDERER),
        invocation.get(TemplateOptions.POST_RENDERER_ARGS),
        HelmVersion.of(invocation.get(HELM_VERSION)).orElse(null),
        invocation.get(HelmfileOptions.CONCURRENCY));
  }

  /// One run of the command.
  private record Work(Invocation invocation, Session session, HelmfileRun run) {
    void renderAll() {
      ReleaseRenderer renderer = new ReleaseRenderer(run.hosting().setup());
      run.forEach(state -> template(state, renderer));
      run.hosting().tellHidden();
    }

    private boolean template(DesiredState state, ReleaseRenderer renderer) {
      ReleaseSelection selection = run.selection(state);
      run.prepare(state, selection.selectedWithNeeds(run.needs()));
      if (selection.selected().isEmpty()) {
        return false;
      }
      List<Release> releases =
          HelmfileLock.resolved(
              state, HelmfileRun.enforced(selection, selection.ordered(run.needs()), invocation));
      List<Future<RenderedRelease>> results =
          renderer.start(
              releases.stream().map(release -> new ReleaseRenderer.Job(state, release)).toList(),
              flags(invocation),
              release -> outputFolder(state, release));
      boolean failed = false;
      for (Future<RenderedRelease> each : results) {
        failed |= !print(state, ReleaseRenderer.resultOf(each), !failed);
      }
      if (failed) {
        throw new EndedException(1);
      }
      return true;
    }

    /// Prints a result; after a failure only further failures are shown.
    private boolean print(DesiredState state, RenderedRelease result, boolean showOutput) {
      Release release = result.release();
      if (showOutput) {
        result.log().forEach(run::log);
        run.info("Templating release=" + release.name() + ", chart=" + chart(release));
        if (invocation.get(GeneralOptions.DEBUG)) {
          result.warnings().forEach(session.errors()::warning);
        }
      }
      boolean done =
          switch (result.outcome()) {
            case RenderedRelease.Failed(var error) -> {
              session.errors().error(error.diagnostic());
              session.errors().trace(error);
              yield false;
            }
            case RenderedRelease.Manifests(String text) -> {
              if (showOutput) {
                show(text);
              }
              yield true;
            }
          };
      run.cleanUp(state, release);
      return done;
    }

    /// With an output folder, what Helm prints is its log of files, each once.
    private void show(String text) {
      if (writesFiles()) {
        text.lines().distinct().filter(line -> !line.isEmpty()).forEach(run::info);
      } else {
        session.console().print(text);
        session.console().print("\n");
      }
    }

    private boolean writesFiles() {
      return !invocation.get(TemplateOptions.OUTPUT_DIR).isEmpty()
          || !invocation.get(OUTPUT_DIR_TEMPLATE).isEmpty();
    }

    private String outputFolder(DesiredState state, Release release) {
      if (!writesFiles()) {
        return "";
      }
      String folder = invocation.get(TemplateOptions.OUTPUT_DIR);
      while (folder.endsWith("/") && folder.length() > 1) {
        folder = folder.substring(0, folder.length() - 1);
      }
      return OutputPaths.folder(state, release, folder, invocation.get(OUTPUT_DIR_TEMPLATE));
    }
  }

  /// The chart as helmfile names it in its log: local paths in short.
  static String chart(Release release) {
    String chart = release.chart();
    return chart.contains("://") ? chart : Paths.clean(chart);
  }
}
