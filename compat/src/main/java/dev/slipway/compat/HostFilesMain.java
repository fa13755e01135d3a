package dev.slipway.compat;

import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lays what a deployment server of Wikimedia's would have under `/etc/helmfile-defaults`, out of
/// puppet's data, as the `refresh_fixtures` task of the charts repository does; what stands in a
/// service's own `.fixtures.yaml` becomes that service's private values. Prints nothing; the pairs
/// of helmfile and environment go to `pairs.txt` beside the host's files.
final class HostFilesMain {
  private static final String PREFIX = "profile::kubernetes::deployment_server::";
  private static final String ADDRESS = "185.71.138.138/32";

  private final HelmfileTree tree;
  private final Path puppet;
  private final Path host;
  private final Map<String, String> versions;

  private HostFilesMain(HelmfileTree tree, Path puppet, Path host, Map<String, String> versions) {
    this.tree = tree;
    this.puppet = puppet;
    this.host = host;
    this.versions = versions;
  }

  /// Takes the repository, the folder of puppet's data, the folder to write to, and the clusters'
  /// Kubernetes versions as `CLUSTER=VERSION`, `*` standing for every other one.
  public static void main(String[] args) throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (int i = 3; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      versions.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    HelmfileTree tree = HelmfileTree.read(Path.of(args[0]));
    Path host = Path.of(args[2]);
    Files.createDirectories(host);
    if (!args[1].isEmpty()) {
      new HostFilesMain(tree, Path.of(args[1]), host, versions).write();
    }
    try (PrintStream pairs = new PrintStream(host.resolveSibling("pairs.txt").toFile())) {
      tree.pairs().forEach(p -> pairs.print(p.file() + "\t" + p.environment() + "\n"));
    }
  }

  private void write() throws IOException {
    Map<String, @Nullable Object> general = map(hiera("kubernetes.yaml").get(PREFIX + "general"));
    Map<String, @Nullable Object> shared = shared();
    Map<String, @Nullable Object> services =
        map(hiera("deployment_server.yaml").get(PREFIX + "services"));
    for (String cluster : tree.environments()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      merge(map(general.get("default")), values);
      merge(cluster(general, cluster), values);
      merge(shared, values);
      Map<String, @Nullable Object> version = new LinkedHashMap<>();
      version.put("kubernetesVersion", version(cluster));
      merge(version, values);
      put("general-" + cluster + ".yaml", values);
      put("clusterinfo-" + cluster + ".yaml", version);
      put("services-" + cluster + ".yaml", Map.of("services", map(services.get(group(cluster)))));
    }
    for (HelmfileTree.PrivateValues file : tree.privateValues()) {
      put(file.path(), map(Yaml.read(Files.readString(file.source()))));
    }
  }

  private String version(String cluster) {
    return versions.getOrDefault(cluster, versions.getOrDefault("*", "1.31.2"));
  }

  private static String group(String cluster) {
    for (String group : List.of("ml-serve", "dse-k8s", "aux-k8s")) {
      if (cluster.startsWith(group)) {
        return group;
      }
    }
    return cluster.startsWith("ml-") ? "ml-serve" : "main";
  }

  /// What puppet has of a cluster; one that came later has the domains of its data centre.
  private static Map<String, @Nullable Object> cluster(
      Map<String, @Nullable Object> general, String cluster) {
    String known = cluster.equals("staging") ? "staging-eqiad" : cluster;
    if (general.get(known) != null) {
      return map(general.get(known));
    }
    String site = cluster.endsWith("codfw") ? "codfw" : "eqiad";
    return map(general.get(site));
  }

  private Map<String, @Nullable Object> shared() throws IOException {
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    shared.put("services_proxy", listeners());
    shared.put(
        "mariadb",
        mapOf("section_ports", hiera("mariadb.yaml").get("profile::mariadb::section_ports")));
    Map<String, @Nullable Object> common = hiera("common.yaml");
    shared.put("zookeeper_clusters", mocked(map(common.get("zookeeper_clusters"))));
    shared.put("kafka_brokers", mocked(map(common.get("kafka_clusters"))));
    shared.put("external_services_definitions", externalServices());
    return shared;
  }

  private static Map<String, @Nullable Object> mocked(Map<String, @Nullable Object> clusters) {
    Map<String, @Nullable Object> mocked = new LinkedHashMap<>();
    clusters.keySet().forEach(name -> mocked.put(name, List.of(ADDRESS)));
    return mocked;
  }

  private Map<String, @Nullable Object> listeners() throws IOException {
    Map<String, @Nullable Object> listeners = new LinkedHashMap<>();
    Object named = hiera("envoy.yaml").get("profile::services_proxy::envoy::listeners");
    for (Object item : (List<?>) Objects.requireNonNull(named)) {
      Map<String, @Nullable Object> listener = map(item);
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      listener.put("upstream", upstream());
      if (listener.get("split") != null) {
        Map<String, @Nullable Object> split = map(listener.get("split"));
        split.put("address", split.get("upstream"));
        split.put("ips", List.of("127.0.0.2/32", "169.254.0.2/32"));
        split.put("port", 1443L);
        split.put("encryption", true);
      }
      for (String key :
          List.of("port", "http_host", "timeout", "retry_policy", "xfp", "upstream", "split")) {
        if (listener.get(key) != null) {
          kept.put(key, listener.get(key));
        }
      }
      listeners.put(String.valueOf(listener.get("name")), kept);
    }
    long port = 6900;
    for (String name : tree.listeners()) {
      if (!listeners.containsKey(name)) {
        Map<String, @Nullable Object> made = mapOf("port", port++);
        made.put("timeout", "5s");
        made.put("upstream", upstream());
        listeners.put(name, made);
      }
    }
    return listeners;
  }

  private static Map<String, @Nullable Object> upstream() {
    Map<String, @Nullable Object> upstream =
        mapOf("ips", List.of("127.0.0.1/32", "169.254.0.1/32"));
    upstream.put("address", "mock.discovery.wmnet");
    upstream.put("port", 443L);
    upstream.put("encryption", true);
    return upstream;
  }

  private static @Nullable Object externalServices() {
    return Yaml.read(
        """
        kafka:
          _meta: {ports: [{name: plaintext, port: 9092}, {name: tls, port: 9093}]}
          instances:
            main-eqiad: [185.71.138.138/32, "2001:67c:930::1/128"]
            main-codfw: [185.71.138.138/32, "2001:67c:930::1/128"]
        kerberos:
          _meta: {ports: [{name: ticket, port: 88, protocol: UDP}, {name: ticket-large, port: 88}]}
          instances:
            kdc: [185.71.138.138, "2001:67c:930::1"]
        """);
  }

  private Map<String, @Nullable Object> hiera(String name) throws IOException {
    return map(Yaml.read(Files.readString(puppet.resolve(name))));
  }

  private void put(String path, Map<String, ?> values) throws IOException {
    Path file = host.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Yaml.write(values));
  }

  private static Map<String, @Nullable Object> mapOf(String key, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  /// Lays `source` over `target`: maps merge, anything else replaces.
  private static void merge(
      Map<String, @Nullable Object> source, Map<String, @Nullable Object> target) {
    source.forEach((key, value) -> {
      if (value instanceof Map<?, ?> && target.get(key) instanceof Map<?, ?> below) {
        Map<String, @Nullable Object> merged = map(below);
        merge(map(value), merged);
        target.put(key, merged);
      } else {
        target.put(key, value);
      }
    });
  }

  static Map<String, @Nullable Object> map(@Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    }
    return copy;
  }
}
