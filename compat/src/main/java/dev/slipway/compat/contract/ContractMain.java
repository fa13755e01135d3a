package dev.slipway.compat.contract;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    for (ContractOptions.Named named : options.targets()) {
      Target target = Target.of(named.name(), named.kubeconfig());
      int passed = 0;
      List<String> failed = new ArrayList<>();
      for (Script script : scripts) {
        if (!script.only().isEmpty() && !script.only().equals(target.name())) {
          continue;
        }
        if (passes(script, target)) {
          passed++;
        } else {
          failed.add(script.name());
        }
      }
      out.println(
          "contract: " + target.name() + ": " + passed + " cases pass, " + failed.size() + " fail");
      equal &= failed.isEmpty();
    }
    return equal;
  }

  private List<Script> scripts() throws IOException {
    List<Script> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.list(options.scripts())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        if (file.toString().endsWith(".txt") && isWanted(name)) {
          scripts.add(ScriptParser.parse(name, Files.readString(file)));
        }
      }
    }
    return scripts;
  }

  private boolean isWanted(String name) {
    return options.only().isEmpty() || options.only().stream().anyMatch(name::contains);
  }

  private boolean passes(Script script, Target target) throws IOException, InterruptedException {
    ScriptRun.Outcome outcome = ScriptRun.run(script, target);
    List<String> wrong = new ArrayList<>(outcome.failures());
    Path recorded = options.scripts().resolve("recorded").resolve(script.name() + ".txt");
    if (options.record() && target.name().equals("real")) {
      Files.createDirectories(recorded.getParent());
      Files.writeString(recorded, outcome.transcript());
    }
    String difference = "";
    if (script.only().isEmpty() || target.name().equals("real")) {
      String golden = Files.exists(recorded) ? Files.readString(recorded) : "";
      if (!golden.equals(outcome.transcript())) {
        wrong.add(script.name() + ": the answers differ from the recorded ones");
        difference = Transcripts.difference(golden, outcome.transcript());
      }
    }
    if (wrong.isEmpty()) {
      return true;
    }
    out.println("  FAILS " + target.name() + " " + script.name() + ": " + script.about());
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
