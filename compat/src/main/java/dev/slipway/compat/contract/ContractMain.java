package dev.slipway.compat.contract;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.config.MachineHost;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the scripts of the contract against each target, and compares what is answered with what
/// the real API server answered when it was recorded.
final class ContractMain {
  private final ContractOptions options;
  private final PrintStream out;
  private int shown;

  private ContractMain(ContractOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// See `compat/contract/run`.
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean equal = new ContractMain(ContractOptions.parse(args), out).run();
    Runtime.getRuntime().halt(equal ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    List<Script> scripts = scripts();
    boolean equal = true;
    try (HookServer hooks = new HookServer()) {
      if (options.real() != null) {
        equal = run(scripts, "real", Files.readString(options.real()), hooks);
      }
      if (options.sandbox()) {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.of("sandbox"))) {
          equal &= run(scripts, "sandbox", sandbox.kubeconfig(), hooks);
        }
      }
    }
    return equal;
  }

  private boolean run(List<Script> scripts, String name, String kubeconfig, HookServer hooks)
      throws IOException, InterruptedException {
    Target target = Target.of(name, kubeconfig);
    int passed = 0;
    int failed = 0;
    for (Script script : scripts) {
      if (!script.only().isEmpty() && !script.only().equals(target.name())) {
        continue;
      }
      if (passes(script, target, hooks)) {
        passed++;
      } else {
        failed++;
      }
    }
    if (isWanted("client")) {
      if (clientPasses(name, kubeconfig)) {
        passed++;
      } else {
        failed++;
      }
    }
    out.println("contract: " + target.name() + ": " + passed + " cases pass, " + failed + " fail");
    return failed == 0;
  }

  private List<Script> scripts() throws IOException {
    List<Script> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(options.scripts())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        boolean script = file.toString().endsWith(".txt") && !name.equals("known-differences");
        if (script && isWanted(name)) {
          scripts.add(ScriptParser.parse(name, Files.readString(file)));
        }
      }
    }
    return scripts;
  }

  private boolean isWanted(String name) {
    return options.only().isEmpty() || options.only().stream().anyMatch(name::contains);
  }

  private boolean passes(Script script, Target target, HookServer hooks)
      throws IOException, InterruptedException {
    ScriptRun.Outcome outcome = ScriptRun.run(script, target, hooks);
    return isRight(target.name(), script.name(), script.about(), outcome);
  }

  /// The same with Slipway's own client.
  private boolean clientPasses(String target, String kubeconfig)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("contract");
    Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
    MachineHost host = new MachineHost(Map.of(), folder, false);
    KubeClients clients = new KubeClients(host, ClientSettings.of("contract"));
    ScriptRun.Outcome outcome;
    try (KubeClient client = clients.connect(KubeConfig.load(host, file.toString()).context(""))) {
      outcome = new ScriptRun.Outcome(ClientCase.run(client), List.of());
    } catch (KubeException e) {
      outcome = new ScriptRun.Outcome("", List.of("client: " + e.getMessage()));
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
    return isRight(target, "client", "What Slipway's own client does with a cluster", outcome);
  }

  private boolean isRight(String target, String name, String about, ScriptRun.Outcome outcome)
      throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>(outcome.failures());
    Path recorded = options.scripts().resolve("recorded").resolve(name + ".txt");
    if (options.record() && target.equals("real")) {
      Files.createDirectories(recorded.getParent());
      Files.writeString(recorded, outcome.transcript());
    }
    String golden = Files.exists(recorded) ? Files.readString(recorded) : "";
    String difference = "";
    if (!golden.equals(outcome.transcript())) {
      wrong.add(name + ": the answers differ from the recorded ones");
      difference = Transcripts.difference(golden, outcome.transcript());
    }
    if (wrong.isEmpty()) {
      return true;
    }
    out.println("  FAILS " + target + " " + name + ": " + about);
    wrong.forEach(each -> out.println("    " + shortened(each)));
    if (shown < options.show()) {
      shown++;
      difference.lines().limit(120).forEach(line -> out.println("    " + line));
    }
    return false;
  }

  private static String shortened(String text) {
    return text.length() > 600 ? text.substring(0, 600) + "…" : text;
  }
}
