package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.release.LogLine;
import dev.slipway.helmfile.release.MergedValues;
import dev.slipway.helmfile.release.OutputPaths;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.release.ValuesLayer;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `slipway write-values`: the merged values of each release, as files.
final class HelmfileValuesCommand implements Command {
  private static final Option<String> OUTPUT_FILE_TEMPLATE =
      Option.text(
              "output-file-template",
              "TEMPLATE",
              "the file of each release, as a template:"
                  + " {{ .State.BaseName }}-{{ .State.AbsPathSHA1 }}/{{ .Release.Name}}.yaml")
          .in(Option.Section.OUTPUT);

  @Override
  public Usage usage() {
    return Usage.of(
            "Write the values of each installed release, all files and secrets merged, to a file as"
                + " 'helmfile write-values' does. Values of 'set' are not among them.")
        .withExample(
            "slipway -e staging write-values --output-file-template 'out/{{ .Release.Name }}.yaml'",
            "one file for each release")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(
            List.of(
                HelmfileOptions.CONCURRENCY,
                ValueOptions.SET,
                HelmfileOptions.VALUES,
                OUTPUT_FILE_TEMPLATE,
                HelmfileOptions.SKIP_CLEANUP));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "write-values");
    ReleaseRenderer renderer = new ReleaseRenderer(run.hosting().setup());
    run.forEach(state -> {
      List<Release> releases = run.selection(state).filtered();
      for (Release release : releases) {
        if (release.enabled() && release.installed()) {
          write(invocation, run, state, release, renderer);
          run.cleanUp(state, release);
        }
      }
      return !releases.isEmpty();
    });
    run.hosting().tellHidden();
    return true;
  }

  private static void write(
      Invocation invocation,
      HelmfileRun run,
      DesiredState state,
      Release release,
      ReleaseRenderer renderer) {
    List<LogLine> log = new ArrayList<>();
    List<ValuesLayer> layers = new ArrayList<>();
    try {
      layers.addAll(renderer.layers(state, release, flags(invocation), log));
    } finally {
      log.forEach(run::log);
    }
    String file = OutputPaths.valuesFile(state, release, invocation.get(OUTPUT_FILE_TEMPLATE));
    run.info("Writing values file " + file);
    try {
      AtomicFile.write(
          Path.of(Paths.resolve(state.directory(), file)),
          GoStrings.toBytes(run.hosting().hiding().apply(MergedValues.write(state, layers))));
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.WRITE, "writing values file " + file + ": " + e.getMessage(), e);
    }
  }

  private static TemplateFlags flags(Invocation invocation) {
    return TemplateFlags.NONE.withValues(invocation.get(HelmfileOptions.VALUES));
  }
}
