package dev.slipway.cli.command;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.ContextOverrides;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.kube.config.MachineHost;
import dev.slipway.pipeline.rollout.ClusterAddress;
import dev.slipway.pipeline.rollout.Clusters;
import dev.slipway.release.apply.ClusterReleaseEngine;
import dev.slipway.release.apply.ReleaseEngine;
import dev.slipway.release.lock.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The clusters of this machine's kubeconfigs; each is opened once. Safe for use by several
/// threads.
final class MachineClusters implements Clusters, AutoCloseable {
  private final MachineHost host;
  private final Environment environment;
  private final ContextOverrides overrides;
  private final KubeClients makers;
  private final Operator operator;
  private final Map<String, KubeConfig> configs = new ConcurrentHashMap<>();
  private final Map<ClusterAddress, HttpKubeClient> clients = new LinkedHashMap<>();
  private final Map<KubeClient, ReleaseEngine> engines = new ConcurrentHashMap<>();

  MachineClusters(Session session) {
    this(session, ContextOverrides.NONE);
  }

  /// @param overrides what counts in place of what the kubeconfig says
  MachineClusters(Session session, ContextOverrides overrides) {
    this(session, overrides, ClientSettings.of(Version.CURRENT));
  }

  /// Clusters that are asked one thing after the other, as by commands that read one release.
  static MachineClusters oneAtATime(Session session, ContextOverrides overrides) {
    return new MachineClusters(
        session, overrides, ClientSettings.of(Version.CURRENT).withConcurrency(1));
  }

  private MachineClusters(Session session, ContextOverrides overrides, ClientSettings settings) {
    this.overrides = overrides;
    this.environment = session.environment();
    this.host =
        new MachineHost(
            environment.variables(),
            environment.resolve("").toAbsolutePath(),
            session.console().isDialogue());
    this.operator = operator(environment, session.command());
    this.makers = new KubeClients(host, settings.withWarnings(session.console()::warn));
  }

  @Override
  public synchronized HttpKubeClient open(ClusterAddress address) {
    return clients.computeIfAbsent(address, each -> makers.connect(context(each)));
  }

  /// What changes the releases of a cluster.
  ReleaseEngine engine(KubeClient cluster) {
    return engines.computeIfAbsent(
        cluster,
        each -> new ClusterReleaseEngine(each, Clock.system(ZoneId.systemDefault()), operator));
  }

  /// Who this is, as others who want the same release are told.
  private static Operator operator(Environment environment, String command) {
    byte[] run = new byte[8];
    new SecureRandom().nextBytes(run);
    return new Operator(
        environment
            .variable("SUDO_USER")
            .or(() -> environment.variable("USER"))
            .orElseGet(() -> System.getProperty("user.name", "unknown")),
        environment.variable("HOSTNAME").orElseGet(MachineClusters::machine),
        ProcessHandle.current().pid(),
        command,
        HexFormat.of().formatHex(run));
  }

  private static String machine() {
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException _) {
      // A name for people to read; the run's number tells processes apart.
      return "this machine";
    }
  }

  private KubeContext context(ClusterAddress address) {
    KubeConfig config =
        configs.computeIfAbsent(address.kubeconfig(), file -> KubeConfig.load(host, file));
    return overrides.of(host, config, address.context());
  }

  @Override
  public String namespace(ClusterAddress address) {
    String namespace = context(address).namespace();
    return namespace.isEmpty() ? "default" : namespace;
  }

  /// The user's home folder.
  String home() {
    return environment.variable("HOME").orElse("");
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(KubeClient::close);
  }
}
