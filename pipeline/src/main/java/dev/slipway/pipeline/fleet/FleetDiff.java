package dev.slipway.pipeline.fleet;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.cache.Inputs;
import dev.slipway.pipeline.git.ChangedFiles;
import dev.slipway.pipeline.git.Changes;
import dev.slipway.pipeline.git.GitRepository;
import dev.slipway.pipeline.git.RevisionHost;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.SettingsFile;
import dev.slipway.pipeline.settings.Target;
import dev.slipway.pipeline.settings.Targets;
import dev.slipway.release.diff.UnifiedDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Compares the rendered fleet of a Git revision with that of the working tree. Only releases that
/// were made from a file that differs are rendered, on both sides; both see the same time and the
/// same random numbers.
public final class FleetDiff {
  private final Fleet fleet;
  private final int context;
  private final UnaryOperator<String> hide;

  /// @param context how many lines to show around each change
  /// @param hide hides secrets in manifests
  public FleetDiff(Fleet fleet, int context, UnaryOperator<String> hide) {
    this.fleet = fleet;
    this.context = context;
    this.hide = hide;
  }

  /// What changed since a revision.
  ///
  /// @throws PipelineException if there is no such revision, or nothing is meant
  public FleetChanges against(String revision, Narrowing narrowing) {
    FleetSetup setup = fleet.setup();
    try (GitRepository repository = GitRepository.around(setup.root())) {
      Changes changes = repository.sinceRevision(revision);
      ChangedFiles changed = new ChangedFiles(changes, repository.workTree());
      HelmfileHost earlier = new RevisionHost(setup.host(), changes, repository.workTree());
      Settings settings = settings(earlier);
      View before = new View(setup, settings, earlier, false, fleet.watch().fixed());
      return new Comparison(changed, settings, earlier, before, narrowing).run();
    } catch (IOException e) {
      throw new PipelineException(
          PipelineErrorCode.GIT, "cannot read the Git repository: " + e.getMessage(), e);
    }
  }

  private Settings settings(HelmfileHost earlier) {
    String path = fleet.setup().root().resolve(Settings.FILE).toString();
    if (!earlier.isFile(path)) {
      return fleet.settings();
    }
    try {
      return SettingsFile.read(Settings.FILE, earlier.read(path));
    } catch (IOException | SlipwayException e) {
      // A file that was broken is compared as it is now.
      return fleet.settings();
    }
  }

  /// A release on one side.
  private record Side(LoadedTarget target, int index) {}

  /// A release on both sides; null where it is not.
  private record Pair(FleetRelease release, @Nullable Side before, @Nullable Side after) {}

  private final class Comparison {
    private final ChangedFiles changed;
    private final Settings settings;
    private final HelmfileHost earlier;
    private final View before;
    private final View after;
    private final Narrowing narrowing;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Failure> earlierFailures = new ArrayList<>();
    private int releases;

    Comparison(
        ChangedFiles changed,
        Settings settings,
        HelmfileHost earlier,
        View before,
        Narrowing narrowing) {
      this.changed = changed;
      this.settings = settings;
      this.earlier = earlier;
      this.before = before;
      this.narrowing = narrowing;
      FleetSetup setup = fleet.setup();
      this.after = View.ofDisk(setup, fleet.settings(), fleet.watch().fixed());
    }

    FleetChanges run() {
      List<Target> targets = fleet.targets(narrowing);
      Map<String, Target> earlierTargets = earlierTargets();
      boolean sameSettings = settings.equals(fleet.settings());
      List<LoadedTarget> known = fleet.load(targets, false);
      List<Affected> affected =
          fleet
              .crew()
              .each(
                  known,
                  "load",
                  target ->
                      affected(target, earlierTargets.get(key(target.target())), sameSettings));
      List<Pair> pairs = new ArrayList<>();
      for (Affected one : affected) {
        releases += one.releases;
        pairs.addAll(one.pairs);
        failures.addAll(one.failures);
        earlierFailures.addAll(one.earlierFailures);
        earlierTargets.remove(key(one.target));
      }
      for (Target gone : earlierTargets.values()) {
        Affected removed = pairs(null, fleet.loadAnew(gone, before), gone);
        pairs.addAll(removed.pairs);
        earlierFailures.addAll(removed.earlierFailures);
      }
      return compare(pairs);
    }

    private Map<String, Target> earlierTargets() {
      Map<String, Target> targets = new LinkedHashMap<>();
      for (Target target : Targets.of(settings, earlier, fleet.setup().root().toString())) {
        if (narrowing.accepts(target)) {
          targets.put(key(target), target);
        }
      }
      return targets;
    }

    private static String key(Target target) {
      return target.cluster().name() + "\n" + target.file() + "\n" + target.environment();
    }

    /// What of a target the change can affect.
    private record Affected(
        Target target,
        int releases,
        List<Pair> pairs,
        List<Failure> failures,
        List<Failure> earlierFailures) {}

    private Affected affected(
        LoadedTarget known, @Nullable Target earlierTarget, boolean sameSettings) {
      Target target = known.target();
      Inputs inputs = known.inputs();
      boolean sameState =
          sameSettings && earlierTarget != null && inputs != null && !changed.affects(inputs);
      LoadedTarget detailed = sameState ? fleet.withInputs(known) : known;
      if (sameState && !isAnyReleaseAffected(detailed)) {
        return new Affected(target, count(known), List.of(), List.of(), List.of());
      }
      LoadedTarget loaded = fleet.loadAnew(target, after);
      LoadedTarget was = earlierTarget == null ? null : fleet.loadAnew(earlierTarget, before);
      Affected all = pairs(loaded, was, target);
      if (!sameState || known.error() != null) {
        return all;
      }
      List<Pair> pairs =
          all.pairs.stream().filter(pair -> isReleaseAffected(detailed, pair.release)).toList();
      return new Affected(target, all.releases, pairs, all.failures, all.earlierFailures);
    }

    private int count(LoadedTarget target) {
      return (int) target.releases().stream().filter(this::isMeant).count();
    }

    private boolean isMeant(FleetRelease release) {
      return release.isDeployed() && narrowing.accepts(release);
    }

    private boolean isAnyReleaseAffected(LoadedTarget known) {
      if (known.error() != null) {
        return true;
      }
      for (int i = 0; i < known.releases().size(); i++) {
        if (isMeant(known.releases().get(i)) && isAffected(known, i)) {
          return true;
        }
      }
      return false;
    }

    private boolean isReleaseAffected(LoadedTarget known, FleetRelease release) {
      int index = known.releases().indexOf(release);
      return index < 0 || isAffected(known, index);
    }

    private boolean isAffected(LoadedTarget known, int index) {
      Kept.Rendered rendered = known.rendered(index);
      return rendered == null || changed.affects(rendered.inputs());
    }

    private Affected pairs(
        @Nullable LoadedTarget loaded, @Nullable LoadedTarget was, Target target) {
      Map<String, Side> earlierSides = new LinkedHashMap<>();
      List<Failure> broken = new ArrayList<>();
      List<Failure> wasBroken = new ArrayList<>();
      if (was != null && was.error() != null) {
        wasBroken.add(new Failure(was.target(), null, was.error()));
      } else if (was != null) {
        sides(was).forEach((key, side) -> earlierSides.put(key, side));
      }
      List<Pair> pairs = new ArrayList<>();
      int count = 0;
      if (loaded != null && loaded.error() != null) {
        broken.add(new Failure(target, null, loaded.error()));
        return new Affected(target, 0, List.of(), broken, wasBroken);
      }
      if (loaded != null) {
        for (Map.Entry<String, Side> entry : sides(loaded).entrySet()) {
          Side side = entry.getValue();
          count++;
          if (wasBroken.isEmpty()) {
            pairs.add(new Pair(release(side), earlierSides.remove(entry.getKey()), side));
          }
        }
      }
      earlierSides.values().forEach(side -> pairs.add(new Pair(release(side), side, null)));
      return new Affected(target, count, pairs, broken, wasBroken);
    }

    private Map<String, Side> sides(LoadedTarget target) {
      Map<String, Side> sides = new LinkedHashMap<>();
      for (int i = 0; i < target.releases().size(); i++) {
        if (isMeant(target.releases().get(i))) {
          sides.put(target.releases().get(i).identity(), new Side(target, i));
        }
      }
      return sides;
    }

    private static FleetRelease release(Side side) {
      return side.target.releases().get(side.index);
    }

    private FleetChanges compare(List<Pair> pairs) {
      Map<Integer, FleetChanges.Change> found = new HashMap<>();
      List<Integer> indexes = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        indexes.add(i);
      }
      List<Compared> results =
          fleet.crew().each(indexes, "compare", index -> compare(pairs.get(index)));
      for (int i = 0; i < results.size(); i++) {
        Compared one = results.get(i);
        if (one.change != null) {
          found.put(i, one.change);
        }
        failures.addAll(one.failures);
        earlierFailures.addAll(one.earlierFailures);
      }
      List<FleetChanges.Change> changes = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        FleetChanges.Change change = found.get(i);
        if (change != null) {
          changes.add(change);
        }
      }
      return new FleetChanges(changes, releases, pairs.size(), failures, earlierFailures);
    }

    private record Compared(
        FleetChanges.@Nullable Change change,
        List<Failure> failures,
        List<Failure> earlierFailures) {}

    private Compared compare(Pair pair) {
      List<Failure> broken = new ArrayList<>();
      List<Failure> wasBroken = new ArrayList<>();
      String then = text(pair.before, before, wasBroken);
      String now = text(pair.after, after, broken);
      if (!broken.isEmpty() || !wasBroken.isEmpty() || then.equals(now)) {
        return new Compared(null, broken, wasBroken);
      }
      FleetChanges.Kind kind =
          pair.before == null
              ? FleetChanges.Kind.ADDED
              : pair.after == null ? FleetChanges.Kind.REMOVED : FleetChanges.Kind.CHANGED;
      UnifiedDiff diff = UnifiedDiff.of(hide.apply(then), hide.apply(now), context);
      return new Compared(new FleetChanges.Change(pair.release, kind, diff), List.of(), List.of());
    }

    private String text(@Nullable Side side, View view, List<Failure> broken) {
      if (side == null) {
        return "";
      }
      try {
        return fleet.renderOnce(side.target, side.index, view);
      } catch (SlipwayException e) {
        broken.add(new Failure(side.target.target(), release(side).name(), e));
        return "";
      }
    }
  }
}
