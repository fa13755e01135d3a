package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.core.GoStrings;
import dev.slipway.pipeline.cache.Digest;
import dev.slipway.pipeline.fleet.FleetRendering;
import dev.slipway.pipeline.fleet.ManifestFolder;
import dev.slipway.pipeline.fleet.Manifests;
import dev.slipway.pipeline.fleet.Narrowing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// `slipway template` at the root of a fleet: renders everything.
final class FleetTemplateCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Render all releases of all helmfiles on all clusters of slipway.yaml. PATH is a folder"
                + " or CLUSTER/SERVICE. Hooks are not run.")
        .withExample("slipway template -o manifests", "CLUSTER/SERVICE/RELEASE.yaml for each")
        .withExample("slipway template staging/formulas -l name=canary", "print one release")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(List.of(FleetOptions.OUTPUT_DIR));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    String folder = invocation.get(FleetOptions.OUTPUT_DIR);
    return folder.isEmpty()
        ? print(run, session)
        : write(run, session, ManifestFolder.open(session.environment().resolve(folder)));
  }

  private static boolean print(FleetRun run, Session session) {
    FleetRendering rendering = run.fleet().render(run.narrowing(), _ -> {});
    UnaryOperator<String> hiding = run.hiding();
    for (FleetRendering.Result result : rendering.results()) {
      result
          .rendered()
          .ifPresent(manifests -> {
            session.console().print(hiding.apply(manifests.text()));
            session.console().print("\n");
          });
    }
    return run.end(rendering.failures());
  }

  private static boolean write(FleetRun run, Session session, ManifestFolder folder) {
    UnaryOperator<String> hiding = run.hiding();
    Narrowing narrowing = run.narrowing();
    FleetRendering rendering =
        run.fleet()
            .render(
                narrowing,
                result ->
                    result
                        .rendered()
                        .ifPresentOrElse(
                            manifests -> folder.write(result.file(), hidden(manifests, hiding)),
                            () -> folder.keep(result.file())));
    Set<String> services = new HashSet<>();
    run.fleet()
        .targets(narrowing)
        .forEach(target -> services.add(target.cluster().name() + "/" + target.service()));
    rendering.failures().stream()
        .filter(failure -> failure.release() == null)
        .forEach(failure ->
            services.remove(failure.target().cluster().name() + "/" + failure.target().service()));
    boolean whole = narrowing.selectors().isEmpty();
    boolean everything = narrowing.equals(Narrowing.ALL) && rendering.failures().isEmpty();
    ManifestFolder.Summary summary =
        folder.end(path ->
            everything || (whole && services.contains(path.substring(0, path.lastIndexOf('/')))));
    session.console().note(text(summary, rendering));
    return run.end(rendering.failures());
  }

  private static Manifests hidden(Manifests manifests, UnaryOperator<String> hiding) {
    // The digest of what an earlier run kept: nothing in it is secret.
    if (manifests.isKept()) {
      return manifests;
    }
    String text = manifests.text();
    String shown = hiding.apply(text);
    return shown.equals(text)
        ? manifests
        : new Manifests(Digest.of(GoStrings.toBytes(shown)), false, () -> shown);
  }

  private static String text(ManifestFolder.Summary summary, FleetRendering rendering) {
    StringBuilder out = new StringBuilder();
    out.append(rendering.results().size()).append(" releases: ");
    out.append(summary.written()).append(" files written, ");
    out.append(summary.unchanged()).append(" unchanged, ");
    out.append(summary.removed()).append(" removed");
    if (summary.left() > 0) {
      out.append(", ").append(summary.left()).append(" left: they were changed by hand");
    }
    return out.toString();
  }
}
