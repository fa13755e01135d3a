package dev.slipway.compat;

import dev.slipway.cli.Slipway;
import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares Slipway with what the real helmfile said of every helmfile and environment of a staged
/// repository (see `compat/helmfile-goldens`): every byte of the manifests, of the list and of the
/// built state, and success and failure. Slipway reads the repository as it is, with its host's
/// paths and its charts' repository mapped to folders.
final class HelmfileCompareMain {
  private static final Map<String, List<String>> COMMANDS =
      new TreeMap<>(
          Map.of(
              "template", List.of("template", "--skip-deps", "--concurrency=1"),
              "list", List.of("list", "--skip-charts", "--output", "json"),
              "build", List.of("build")));

  private final HelmfileCompareOptions options;
  private final PrintStream out;
  private int shown;

  private HelmfileCompareMain(HelmfileCompareOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// Takes the cache's folder and the options of `compat/helmfile`; ends with 1 on any difference.
  public static void main(String[] args) throws IOException {
    HelmfileCompareOptions options = HelmfileCompareOptions.parse(args);
    PrintStream out = System.out;
    boolean equal = new HelmfileCompareMain(options, out).run();
    out.flush();
    Runtime.getRuntime().halt(equal ? 0 : 1);
  }

  private boolean run() throws IOException {
    boolean equal = true;
    for (Path place : options.places()) {
      for (String variant : options.variants()) {
        Path pointer = place.resolve("goldens").resolve(variant);
        if (!Files.exists(pointer)) {
          continue;
        }
        Path goldens = Path.of(Files.readString(pointer).strip());
        for (String command : COMMANDS.keySet()) {
          // What that parser writes is not of interest: Slipway writes as 0.171 or 1.x does.
          boolean wanted =
              options.commands().isEmpty()
                  ? !(command.equals("build") && variant.endsWith("goccy"))
                  : options.commands().contains(command);
          if (wanted) {
            equal &= compare(place, goldens, variant, command);
          }
        }
      }
    }
    return equal;
  }

  private boolean compare(Path place, Path goldens, String variant, String command)
      throws IOException {
    Tally tally = new Tally();
    long start = System.nanoTime();
    for (String line : Files.readAllLines(place.resolve("pairs.txt"))) {
      String[] pair = line.split("\t");
      String name = pairName(pair[0]) + "@" + pair[1];
      Path golden = goldens.resolve(name);
      if (!(pair[0] + "@" + pair[1]).contains(options.only())
          || !Files.exists(golden.resolve(command + ".rc"))) {
        continue;
      }
      HelmfileRun theirs = HelmfileRun.read(golden, command, texts(place));
      HelmfileRun ours = slipway(place, variant, pair[0], pair[1], command);
      judge(tally, golden, variant + " " + command + " " + name, theirs, ours);
    }
    if (tally.pairs() == 0) {
      return true;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        "%-18s %-11s %-8s %4d pairs: %4d identical (%d releases), %d both fail, %d with keys twice, %d differ (%.1f s)%n",
        place.getFileName(),
        variant,
        command,
        tally.pairs(),
        tally.identical,
        tally.releases,
        tally.failing.size(),
        tally.refused,
        tally.different,
        seconds);
    if (options.failures()) {
      tally.failing.forEach(failure -> out.println("    helmfile fails: " + failure));
    }
    return tally.different == 0;
  }

  private void judge(Tally tally, Path golden, String name, HelmfileRun theirs, HelmfileRun ours)
      throws IOException {
    if (!theirs.succeeded() && !ours.succeeded()) {
      tally.failing.add(name + ": " + theirs.reason());
      return;
    }
    if (theirs.refusesKeys() && ours.succeeded()) {
      tally.refused++;
      return;
    }
    if (theirs.succeeded() == ours.succeeded() && isEqual(theirs, ours, name)) {
      tally.identical++;
      tally.releases += HelmfileRun.releases(golden);
      return;
    }
    tally.different++;
    Path folder = options.cache().resolve("different/helmfile").resolve(name.replace(' ', '/'));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("helmfile"), theirs.whole());
    Files.writeString(folder.resolve("slipway"), ours.whole());
    if (tally.different <= Math.max(20, options.show())) {
      out.println("  DIFFERENT " + name + (theirs.succeeded() ? "" : " (helmfile fails)"));
    }
    if (shown < options.show()) {
      shown++;
      if (theirs.succeeded() && !ours.succeeded()) {
        ours.messages().lines().limit(6).forEach(line -> out.println("    " + line));
      } else {
        diff(folder);
      }
    }
  }

  /// Equal in every byte. In `build`, where long lines are folded, paths of the rewritten copy are
  /// longer than those of the original, so lines may break elsewhere.
  private static boolean isEqual(HelmfileRun theirs, HelmfileRun ours, String name) {
    return theirs.text().equals(ours.text())
        || (name.contains(" build ") && unfolded(theirs.text()).equals(unfolded(ours.text())));
  }

  private static String unfolded(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private void diff(Path folder) throws IOException {
    Process diff =
        new ProcessBuilder("diff", "-U2", "helmfile", "slipway")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    text.lines().skip(2).limit(40).forEach(line -> out.println("    " + line));
  }

  private HelmfileRun slipway(
      Path place, String variant, String file, String environment, String command) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--environment",
                environment,
                "--file",
                file,
                "--paths",
                "/etc/helmfile-defaults=" + place.resolve("host"),
                "--charts",
                "wmf-stable=" + place.resolve("tree/charts"),
                "--charts",
                "stable=" + place.resolve("tree/charts"),
                "--helmfile-version",
                variant.startsWith("0") ? "0" : "1"));
    arguments.addAll(COMMANDS.get(command));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]), text, messages, Console.Interactive.NONE);
    Map<String, String> variables = new TreeMap<>(options.variables());
    if (variant.equals("0.171-goccy")) {
      variables.put("HELMFILE_GOCCY_GOYAML", "true");
    } else if (variant.startsWith("1")) {
      variables.put("HELMFILE_RENDER_YAML", "true");
    }
    int code =
        new Slipway(new Environment(variables, place.resolve("tree")), console)
            .run(arguments)
            .number();
    return new HelmfileRun(
        code, text.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
  }

  /// What stands in the real one's text for what Slipway reads under other names.
  private static Map<String, String> texts(Path place) {
    String charts = place.getFileName().toString().startsWith("2019") ? "stable/" : "wmf-stable/";
    Map<String, String> texts = new TreeMap<>();
    texts.put(place.resolve("staged/charts") + "/", charts);
    texts.put(place.resolve("staged") + "/helmfile.d", place.resolve("tree") + "/helmfile.d");
    texts.put(place.resolve("host") + "/", "/etc/helmfile-defaults/");
    return texts;
  }

  private static String pairName(String file) {
    String folder = file.substring("helmfile.d/".length(), file.lastIndexOf('/'));
    return folder.replace('/', '+');
  }

  /// The counts of one command over one repository.
  private static final class Tally {
    final List<String> failing = new ArrayList<>();
    int identical;
    int different;
    int releases;
    int refused;

    int pairs() {
      return identical + different + refused + failing.size();
    }
  }
}
