package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What one run of a helmfile's command gave.
///
/// @param code the exit code
/// @param text standard output
/// @param messages standard error
record HelmfileRun(int code, String text, String messages) {
  /// A kept result of the real helmfile, with `texts` replaced.
  static HelmfileRun read(Path golden, String command, Map<String, String> texts)
      throws IOException {
    String text = Files.readString(golden.resolve(command + ".out"));
    for (Map.Entry<String, String> each : texts.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    int code = Integer.parseInt(Files.readString(golden.resolve(command + ".rc")).strip());
    return new HelmfileRun(code, text, Files.readString(golden.resolve(command + ".err")));
  }

  /// How many releases a pair installs, by the real helmfile's list.
  static int releases(Path golden) throws IOException {
    String list = Files.readString(golden.resolve("list.out"));
    return list.split("\"enabled\":true,\"installed\":true", -1).length - 1;
  }

  boolean succeeded() {
    return code == 0;
  }

  /// Whether it refused a key that stands twice in a map, once by a merge: yaml.v2, the parser of
  /// 0.x, does, and that of 1.x, which is to be had in 0.171 too, does not. Slipway never does;
  /// what it makes of such files is compared with what `0.171-goccy` makes of them.
  boolean refusesKeys() {
    return !succeeded() && messages.contains(" already set in map");
  }

  /// The line of the messages that says why it failed.
  String reason() {
    String last = "";
    for (String line : messages.lines().toList()) {
      if (line.strip().startsWith("Error: ") || line.startsWith("in ")) {
        last = line.strip();
      } else if (line.startsWith("  line ") && !last.isEmpty()) {
        last += line;
      }
    }
    return last;
  }

  /// Text, then the messages of a failure.
  String whole() {
    return succeeded() ? text : text + messages;
  }
}
