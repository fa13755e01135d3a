package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.sandbox.SandboxFolder;
import dev.slipway.cli.sandbox.SandboxGroup;
import dev.slipway.cli.sandbox.SandboxProcess;
import dev.slipway.cli.terminal.CliErrorCode;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.TextTable;
import dev.slipway.pipeline.settings.Cluster;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.SettingsFile;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `slipway sandbox up|status|down`: simulated clusters in the background.
///
/// @param verb which of them
record SandboxCommand(Verb verb) implements Command {
  /// What is done with the clusters.
  enum Verb {
    UP,
    STATUS,
    DOWN
  }

  private static final List<String> USUAL = List.of("staging", "codfw", "eqiad");

  private static final Option<List<String>> CLUSTERS =
      Option.records(
              "clusters",
              "NAME",
              "the clusters; those of slipway.yaml here or above, or staging,codfw,eqiad without it")
          .in(Option.Section.CLUSTER);

  private static final Option<Integer> NODES =
      Option.count("nodes", 3, "how many nodes each has").in(Option.Section.CLUSTER);

  private static final Option<String> VERSION =
      Option.text(
              "kubernetes-version",
              "VERSION",
              "the Kubernetes version whose kinds they serve, such as 1.34; without it, what"
                  + " slipway.yaml states for each")
          .in(Option.Section.CLUSTER);

  private static final Option<Boolean> KEEP =
      Option.flag("keep", "keep what the clusters hold in the folder, for the next start")
          .in(Option.Section.CLUSTER);

  private static final Option<Boolean> FOREGROUND =
      Option.flag("foreground", "run them in this process until it is ended");

  private static final Option<String> FOLDER =
      Option.text(
              "folder",
              "DIR",
              "where kubeconfig and log are; $XDG_STATE_HOME/slipway/sandbox without it")
          .suggesting(new Suggestions.Folders());

  @Override
  public Usage usage() {
    return switch (verb) {
      case UP ->
          Usage.of(
                  "Start simulated clusters in the background. kubectl, helm and this program work on"
                      + " them as on any cluster; nothing is really run. They are no Kubernetes.")
              .withExample("slipway sandbox up", "the clusters of slipway.yaml, or three")
              .withExample("slipway sandbox up --clusters one,two --keep", "two that remember")
              .withExample("slipway sandbox up --kubernetes-version 1.31", "of another version")
              .withOptions(List.of(CLUSTERS, NODES, VERSION, KEEP, FOREGROUND, FOLDER));
      case STATUS ->
          Usage.of("Say which simulated clusters run.")
              .withExample("slipway sandbox status", "their names and addresses")
              .withOptions(List.of(FOLDER));
      case DOWN ->
          Usage.of("End the simulated clusters. What they hold is gone, unless they keep it.")
              .withExample("slipway sandbox down", "all of them")
              .withOptions(List.of(FOLDER));
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    SandboxFolder folder = folder(invocation, session.environment());
    try {
      return switch (verb) {
        case UP ->
            invocation.get(FOREGROUND)
                ? runHere(folder, invocation, session)
                : start(folder, invocation, session);
        case STATUS -> status(folder, session);
        case DOWN -> end(folder, session);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static SandboxFolder folder(Invocation invocation, Environment environment) {
    String given = invocation.get(FOLDER);
    if (!given.isEmpty()) {
      return new SandboxFolder(environment.resolve(given).toAbsolutePath().normalize());
    }
    Path state =
        environment
            .variable("XDG_STATE_HOME")
            .map(Path::of)
            .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".local", "state")))
            .orElseThrow(() ->
                new UsageException("neither XDG_STATE_HOME nor HOME is set", "say --folder DIR"));
    return new SandboxFolder(state.resolve("slipway/sandbox"));
  }

  private static boolean start(SandboxFolder folder, Invocation invocation, Session session)
      throws IOException, InterruptedException {
    Optional<SandboxFolder.Running> before = folder.running();
    List<SandboxOptions> wanted = wanted(folder, invocation, session.environment());
    List<String> names = wanted.stream().map(SandboxOptions::name).toList();
    if (before.isPresent()) {
      if (before.get().clusters().keySet().containsAll(names)) {
        session.console().note("They run already.");
        print(folder, before.get().clusters(), session);
        return true;
      }
      throw new UsageException(
          "other simulated clusters run already: "
              + String.join(", ", before.get().clusters().keySet()),
          "end them first: slipway sandbox down");
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "sandbox",
                "up",
                "--foreground",
                "--folder",
                folder.path().toString(),
                "--clusters",
                String.join(",", names),
                "--nodes",
                Integer.toString(invocation.get(NODES))));
    if (invocation.has(VERSION)) {
      arguments.addAll(List.of("--kubernetes-version", invocation.get(VERSION)));
    }
    if (invocation.get(KEEP)) {
      arguments.add("--keep");
    }
    Optional<SandboxFolder.Running> running = new SandboxProcess(folder).start(arguments);
    if (running.isEmpty()) {
      String log = Files.isReadable(folder.log()) ? Files.readString(folder.log()).strip() : "";
      session
          .errors()
          .error(
              Diagnostic.error(CliErrorCode.SANDBOX, "the simulated clusters did not start")
                  .withNotes(log.lines().toList())
                  .withHint("all of its output is in " + folder.log()));
      return false;
    }
    print(folder, running.get().clusters(), session);
    return true;
  }

  /// The clusters that are asked for, each of the version that it is to be of.
  private static List<SandboxOptions> wanted(
      SandboxFolder folder, Invocation invocation, Environment environment) throws IOException {
    Map<String, String> versions = versions(environment);
    List<String> names =
        invocation.has(CLUSTERS)
            ? invocation.get(CLUSTERS)
            : versions.isEmpty() ? USUAL : List.copyOf(versions.keySet());
    List<SandboxOptions> wanted = new ArrayList<>();
    for (String name : names) {
      SandboxOptions options = SandboxOptions.of(name).withNodes(invocation.get(NODES));
      String stated = versions.getOrDefault(name, "");
      if (invocation.has(VERSION)) {
        options = options.withKubernetes(invocation.get(VERSION));
      } else if (!stated.isEmpty()) {
        options = options.withKubernetesNear(stated);
      }
      wanted.add(invocation.get(KEEP) ? options.withFolder(folder.state().resolve(name)) : options);
    }
    return wanted;
  }

  /// The clusters of the fleet around here with the versions that it states, empty for none.
  private static Map<String, String> versions(Environment environment) throws IOException {
    Optional<Path> root = FleetFolder.around(environment);
    return root.isEmpty() ? Map.of() : versions(root.get());
  }

  /// The clusters of a fleet with the versions that it states, empty for none.
  ///
  /// @param root the folder of its slipway.yaml
  static Map<String, String> versions(Path root) throws IOException {
    Path file = root.resolve(Settings.FILE);
    Map<String, String> versions = new LinkedHashMap<>();
    for (Cluster cluster : SettingsFile.read(file.toString(), Files.readString(file)).clusters()) {
      String version = cluster.kubernetesVersion();
      versions.putIfAbsent(
          cluster.context().isEmpty() ? cluster.name() : cluster.context(),
          version == null ? "" : version);
    }
    return versions;
  }

  private static boolean runHere(SandboxFolder folder, Invocation invocation, Session session)
      throws IOException, InterruptedException {
    List<SandboxOptions> wanted = wanted(folder, invocation, session.environment());
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, closed)));
    try (SandboxGroup group = SandboxGroup.start(wanted)) {
      writeKubeconfig(folder.kubeconfig(), group.kubeconfig());
      folder.announce(group.addresses());
      print(folder, group.addresses(), session);
      session.console().flush();
      ended.await();
    } finally {
      folder.withdraw();
      closed.countDown();
    }
    return true;
  }

  /// Has the clusters closed before the process goes: what they keep is then on the disk.
  private static void end(CountDownLatch ended, CountDownLatch closed) {
    ended.countDown();
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes a kubeconfig that its owner alone can read.
  static void writeKubeconfig(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static boolean status(SandboxFolder folder, Session session) throws IOException {
    Optional<SandboxFolder.Running> running = folder.running();
    if (running.isEmpty()) {
      session.console().println("No simulated clusters run.");
      return true;
    }
    print(folder, running.get().clusters(), session);
    session.console().note("process " + running.get().pid() + ", log " + folder.log());
    return true;
  }

  private static boolean end(SandboxFolder folder, Session session)
      throws IOException, InterruptedException {
    Optional<SandboxFolder.Running> running = folder.running();
    if (running.isEmpty()) {
      session.console().note("No simulated clusters run.");
      return true;
    }
    if (!new SandboxProcess(folder).end(running.get())) {
      session
          .errors()
          .error(
              Diagnostic.error(
                      CliErrorCode.SANDBOX, "process " + running.get().pid() + " does not end")
                  .withHint("kill -9 " + running.get().pid()));
      return false;
    }
    session.console().note("Ended " + String.join(", ", running.get().clusters().keySet()) + ".");
    return true;
  }

  private static void print(SandboxFolder folder, Map<String, String> clusters, Session session) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CONTEXT", "ADDRESS"));
    clusters.forEach((name, address) -> rows.add(List.of(name, address)));
    TextTable.lines(rows, 0)
        .forEach(line -> session.console().println(line.replace('\t', ' ').stripTrailing()));
    session.console().println("");
    session.console().println("export KUBECONFIG=" + folder.kubeconfig());
  }
}
