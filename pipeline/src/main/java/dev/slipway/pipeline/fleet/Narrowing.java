package dev.slipway.pipeline.fleet;

import dev.slipway.helmfile.select.Selector;
import dev.slipway.pipeline.settings.Target;
import java.util.List;

/// What part of the fleet a command is about.
///
/// @param environments names of clusters or environments, of which one must fit; empty for all
/// @param selectors `-l`, of which one must fit; empty for all
/// @param paths folders or files of the repository, or CLUSTER/SERVICE, of which one must fit;
///   empty for all
public record Narrowing(List<String> environments, List<String> selectors, List<String> paths) {
  /// Everything.
  public static final Narrowing ALL = new Narrowing(List.of(), List.of(), List.of());

  public Narrowing {
    environments = List.copyOf(environments);
    selectors = List.copyOf(selectors);
    paths = paths.stream().map(Narrowing::clean).toList();
    Selector.parseAll(selectors);
  }

  private static String clean(String path) {
    String clean = path;
    while (clean.startsWith("./")) {
      clean = clean.substring(2);
    }
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    return clean;
  }

  boolean accepts(Target target) {
    return (environments.isEmpty()
            || environments.contains(target.cluster().name())
            || environments.contains(target.environment()))
        && (paths.isEmpty() || paths.stream().anyMatch(path -> isWithin(target, path)));
  }

  private static boolean isWithin(Target target, String path) {
    return path.isEmpty()
        || path.equals(".")
        || target.file().equals(path)
        || target.file().startsWith(path + "/")
        || path.equals(target.cluster().name() + "/" + target.service());
  }

  boolean accepts(FleetRelease release) {
    List<String> wanted = release.stateSelectors() == null ? selectors : release.stateSelectors();
    return wanted.isEmpty() || Selector.anyMatches(Selector.parseAll(wanted), release.labels());
  }
}
