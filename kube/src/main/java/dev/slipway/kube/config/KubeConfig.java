package dev.slipway.kube.config;

import dev.slipway.core.GoStrings;
import dev.slipway.core.Spelling;
import dev.slipway.kube.KubeException;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Kubeconfig files, merged as client-go merges them: for each name the first file that has it
/// counts, and of the current context the first file that sets one. Immutable.
///
/// Files are read when it is loaded; what it refers to (certificates, tokens) is read when a
/// context is asked for.
public final class KubeConfig {
  private final KubeHost host;
  private final InstantSource clock;
  private final List<String> files;
  private final String currentContext;
  private final Map<String, Section> contexts = new LinkedHashMap<>();
  private final Map<String, Section> clusters = new LinkedHashMap<>();
  private final Map<String, Section> users = new LinkedHashMap<>();

  /// @param files those that are there, the most important first
  private KubeConfig(
      KubeHost host, InstantSource clock, Map<String, Map<String, @Nullable Object>> files) {
    this.host = host;
    this.clock = clock;
    this.files = List.copyOf(files.keySet());
    String current = "";
    for (Map.Entry<String, Map<String, @Nullable Object>> entry : files.entrySet()) {
      Map<String, @Nullable Object> content = entry.getValue();
      collect(entry.getKey(), content.get("contexts"), "context", contexts);
      collect(entry.getKey(), content.get("clusters"), "cluster", clusters);
      collect(entry.getKey(), content.get("users"), "user", users);
      if (current.isEmpty() && content.get("current-context") instanceof String text) {
        current = text;
      }
    }
    this.currentContext = current;
  }

  /// Reads the configuration of whoever runs the program.
  ///
  /// @param file the one file to read; empty for those that `KUBECONFIG` lists, or `~/.kube/config`
  /// @throws dev.slipway.kube.KubeException of code KUBECONFIG if a file cannot be read, or the
  ///   named one is not there; those that `KUBECONFIG` lists may be missing
  public static KubeConfig load(KubeHost host, String file) {
    return load(host, file, InstantSource.system());
  }

  /// The same with another clock, by which tokens expire.
  public static KubeConfig load(KubeHost host, String file, InstantSource clock) {
    Map<String, Map<String, @Nullable Object>> contents = new LinkedHashMap<>();
    if (!file.isEmpty()) {
      Map<String, @Nullable Object> content = read(host, file);
      if (content == null) {
        throw ConfigFaults.config("the kubeconfig is not there", file, null, null);
      }
      contents.put(file, content);
      return new KubeConfig(host, clock, contents);
    }
    for (String path : standardFiles(host)) {
      Map<String, @Nullable Object> content = read(host, path);
      if (content != null) {
        contents.putIfAbsent(path, content);
      }
    }
    return new KubeConfig(host, clock, contents);
  }

  private static Set<String> standardFiles(KubeHost host) {
    Set<String> paths = new LinkedHashSet<>();
    String listed = host.variable("KUBECONFIG");
    if (listed != null && !listed.isEmpty()) {
      int start = 0;
      for (int i = 0; i <= listed.length(); i++) {
        if (i == listed.length() || listed.charAt(i) == File.pathSeparatorChar) {
          if (i > start) {
            paths.add(listed.substring(start, i));
          }
          start = i + 1;
        }
      }
      return paths;
    }
    String home = host.variable("HOME");
    if (home != null && !home.isEmpty()) {
      paths.add(home + "/.kube/config");
    }
    return paths;
  }

  private static @Nullable Map<String, @Nullable Object> read(KubeHost host, String path) {
    try {
      return Yaml.readMap(GoStrings.fromBytes(host.read(path)));
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw ConfigFaults.config("the kubeconfig cannot be read", path, null, e);
    } catch (YamlException e) {
      throw ConfigFaults.config("the kubeconfig is no YAML: " + e.getMessage(), path, null, e);
    }
  }

  private static void collect(
      String file, @Nullable Object list, String key, Map<String, Section> into) {
    if (!(list instanceof List<?> entries)) {
      return;
    }
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map
          && map.get("name") instanceof String name
          && map.get(key) instanceof Map<?, ?> content) {
        into.putIfAbsent(name, new Section(file, name, content));
      }
    }
  }

  /// The files that were read, the most important first.
  public List<String> files() {
    return files;
  }

  /// The name of the current context, or empty.
  public String currentContext() {
    return currentContext;
  }

  /// The names of all contexts.
  public Set<String> contextNames() {
    return Collections.unmodifiableSet(contexts.keySet());
  }

  /// The namespace of a context; empty if it has none, or is not there.
  ///
  /// @param name the context; empty for the current one
  public String namespace(String name) {
    Section context = contexts.get(name.isEmpty() ? currentContext : name);
    return context == null ? "" : context.text("namespace");
  }

  /// The namespace that helm takes when it reaches no cluster: that of a context, of the pod that
  /// the program runs in, or `default`. A kubeconfig that cannot be read passes as if it named
  /// none.
  ///
  /// @param file the one file to read; empty for the usual ones
  /// @param name the context; empty for the current one
  public static String namespaceOrDefault(KubeHost host, String file, String name) {
    try {
      String namespace = load(host, file).namespace(name);
      return namespace.isEmpty() ? PodAccount.namespaceOrDefault(host) : namespace;
    } catch (KubeException _) {
      return "default";
    }
  }

  /// A context with all that is needed to reach its cluster.
  ///
  /// @param name its name; empty for the current one, or, where there is no kubeconfig, for the
  ///   cluster that the program runs in
  /// @throws dev.slipway.kube.KubeException of code KUBECONFIG if there is no such context, or it
  ///   names a cluster or user that is not there, or a file that cannot be read
  public KubeContext context(String name) {
    String wanted = name.isEmpty() ? currentContext : name;
    if (wanted.isEmpty()) {
      if (contexts.isEmpty() && PodAccount.isHere(host)) {
        return PodAccount.context(host, clock);
      }
      throw noContext();
    }
    Section context = entry(contexts, "context", wanted, "");
    Section cluster = entry(clusters, "cluster", context.text("cluster"), context.file());
    String userName = context.text("user");
    Section user =
        userName.isEmpty()
            ? new Section(context.file(), "", Map.of())
            : entry(users, "user", userName, context.file());
    ClusterAccess access = new ClusterSection(host, cluster).access();
    UserSection section = new UserSection(host, user, clock);
    return new KubeContext(
        wanted,
        context.text("namespace"),
        access,
        section.credentials(access, cluster),
        section.impersonation());
  }

  private RuntimeException noContext() {
    if (files.isEmpty()) {
      return ConfigFaults.config(
          "there is no kubeconfig",
          "",
          "name one by --kubeconfig or KUBECONFIG, or put it at ~/.kube/config",
          null);
    }
    return ConfigFaults.config(
        "the kubeconfig has no current context",
        files.getFirst(),
        "name one by --kube-context: " + String.join(", ", contexts.keySet()),
        null);
  }

  private Section entry(Map<String, Section> all, String kind, String name, String file) {
    Section found = all.get(name);
    if (found != null) {
      return found;
    }
    List<String> known = new ArrayList<>(all.keySet());
    String hint =
        Spelling.nearest(name, known)
            .map(nearest -> "did you mean \"" + nearest + "\"?")
            .orElseGet(() -> known.isEmpty() ? "" : "it has: " + String.join(", ", known));
    String place = !file.isEmpty() ? file : files.isEmpty() ? "" : files.getFirst();
    throw ConfigFaults.config(
        files.isEmpty()
            ? "there is no kubeconfig with a " + kind + " \"" + name + "\""
            : "the kubeconfig has no " + kind + " \"" + name + "\"",
        place,
        hint.isEmpty() ? null : hint,
        null);
  }

  @Override
  public String toString() {
    return "KubeConfig" + files;
  }
}
