package dev.slipway.compat;

import dev.slipway.cli.Slipway;
import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Runs Slipway for `compat/helmfile-cases/run`, in one process: each line of the input says where
/// the results go, the folder of the case's files, how many variables there are, the variables and
/// the arguments, with tabs between. Each runs in a fresh copy of the files.
final class HelmfileCasesMain {
  private HelmfileCasesMain() {}

  /// Takes the folder to run in.
  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.split("\t", -1));
      int variables = 3 + Integer.parseInt(words.get(2));
      remove(work);
      copy(Path.of(words.get(1)), work);
      Map<String, String> environment = new TreeMap<>();
      for (String variable : words.subList(3, variables)) {
        int equals = variable.indexOf('=');
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
      run(work, words.get(0), environment, words.subList(variables, words.size()));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void run(
      Path work, String prefix, Map<String, String> variables, List<String> arguments)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]), text, messages, Console.Interactive.NONE);
    List<String> shown = new ArrayList<>(List.of("--show-secrets"));
    shown.addAll(arguments);
    int code = new Slipway(new Environment(variables, work), console).run(shown).number();
    Files.write(Path.of(prefix + ".out"), text.toByteArray());
    Files.write(Path.of(prefix + ".err"), messages.toByteArray());
    Files.writeString(Path.of(prefix + ".rc"), code + "\n");
    StringBuilder files = new StringBuilder();
    for (Path file : files(work)) {
      String name = "./" + work.relativize(file);
      if (!name.startsWith("./charts/")) {
        files.append(sha256(file)).append("  ").append(name).append('\n');
      }
    }
    Files.writeString(Path.of(prefix + ".files"), files);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path each : walk.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
