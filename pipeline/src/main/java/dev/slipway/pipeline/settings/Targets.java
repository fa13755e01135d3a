package dev.slipway.pipeline.settings;

import dev.slipway.helmfile.host.HelmfileHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the helmfiles that `slipway.yaml` means.
public final class Targets {
  private final HelmfileHost host;
  private final String root;

  private Targets(HelmfileHost host, String root) {
    this.host = host;
    this.root = root;
  }

  /// All targets: clusters in the order of rollout, for each the sources in the order of the file,
  /// for each the helmfiles by name, for each the environments. A helmfile that two sources mean in
  /// the same environment is the first one's.
  ///
  /// @param root the repository's folder
  public static List<Target> of(Settings settings, HelmfileHost host, String root) {
    Targets targets = new Targets(host, root);
    List<Target> all = new ArrayList<>();
    for (Cluster cluster : settings.clusters()) {
      List<Found> found = new ArrayList<>();
      Set<String> known = new HashSet<>();
      int stage = 0;
      for (List<HelmfileSource> sources : List.of(settings.sources(), cluster.sources())) {
        for (HelmfileSource source : sources) {
          if (source.isFor(cluster)) {
            targets.find(source, stage, cluster, known, found);
          }
          stage++;
        }
      }
      all.addAll(named(cluster, found));
    }
    return all;
  }

  private record Found(
      HelmfileSource source, int stage, String file, String environment, boolean stated) {}

  private void find(
      HelmfileSource source, int stage, Cluster cluster, Set<String> known, List<Found> found) {
    Set<String> excepted = new HashSet<>();
    for (String pattern : source.except()) {
      excepted.addAll(glob(pattern, cluster));
    }
    boolean stated = source.environments() != null || source.environmentPerFile() != null;
    for (String file : glob(source.files(), cluster)) {
      if (!excepted.contains(file)) {
        for (String environment : environments(source, cluster)) {
          if (known.add(environment + " " + file)) {
            found.add(new Found(source, stage, file, environment, stated));
          }
        }
      }
    }
  }

  private List<String> environments(HelmfileSource source, Cluster cluster) {
    List<String> stated = source.environments();
    if (stated != null) {
      return stated.stream().map(name -> filled(name, cluster)).toList();
    }
    String perFile = source.environmentPerFile();
    if (perFile != null) {
      Set<String> names = new LinkedHashSet<>();
      for (String file : glob(perFile, cluster)) {
        names.add(withoutExtension(file.substring(file.lastIndexOf('/') + 1)));
      }
      return List.copyOf(names);
    }
    // A folder for each cluster needs no environments to tell them apart.
    boolean apart = source.files().contains(HelmfileSource.CLUSTER);
    return List.of(apart ? "default" : cluster.environment());
  }

  private List<String> glob(String pattern, Cluster cluster) {
    return PathSearch.files(host, root, filled(pattern, cluster));
  }

  private static String filled(String text, Cluster cluster) {
    return text.replace(HelmfileSource.CLUSTER, cluster.name());
  }

  private static String withoutExtension(String name) {
    String plain = name.endsWith(".gotmpl") ? name.substring(0, name.length() - 7) : name;
    int dot = plain.lastIndexOf('.');
    return dot <= 0 ? plain : plain.substring(0, dot);
  }

  /// Names services by their folders; two folders of one name by the folders above too.
  private static List<Target> named(Cluster cluster, List<Found> found) {
    Map<String, String> names = new HashMap<>();
    for (int depth = 1; depth <= 8; depth++) {
      Map<String, Set<String>> filesByName = new HashMap<>();
      for (Found one : found) {
        filesByName
            .computeIfAbsent(
                names.computeIfAbsent(one.file, _ -> name(one, cluster, 1)), _ -> new HashSet<>())
            .add(one.file);
      }
      boolean unique = true;
      for (Found one : found) {
        Set<String> sharing = filesByName.get(names.get(one.file));
        if (sharing != null && sharing.size() > 1 && one.source.service() == null) {
          unique = false;
          names.put(one.file, name(one, cluster, depth + 1));
        }
      }
      if (unique) {
        break;
      }
    }
    List<Target> targets = new ArrayList<>();
    for (Found one : found) {
      String name = names.getOrDefault(one.file, name(one, cluster, 1));
      targets.add(new Target(cluster, one.stage, one.file, one.environment, one.stated, name));
    }
    return targets;
  }

  private static String name(Found found, Cluster cluster, int depth) {
    @Nullable String service = found.source.service();
    if (service != null) {
      return filled(service, cluster);
    }
    String[] parts = found.file.split("/", -1);
    int last = parts.length - 2;
    // helmfile.d/NAME.yaml is a service too, and a folder for the cluster's name says nothing.
    if (last < 0 || !parts[last + 1].startsWith("helmfile.")) {
      String file = withoutExtension(parts[parts.length - 1]);
      if (!file.equals("helmfile")) {
        return file;
      }
    }
    if (last >= 1 && parts[last].equals(cluster.name())) {
      last--;
    }
    StringBuilder name = new StringBuilder();
    for (int i = Math.max(0, last - depth + 1); i <= last; i++) {
      name.append(name.isEmpty() ? "" : "-").append(parts[i]);
    }
    return name.isEmpty() ? "helmfile" : name.toString();
  }
}
