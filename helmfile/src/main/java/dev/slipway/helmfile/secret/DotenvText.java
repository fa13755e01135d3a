package dev.slipway.helmfile.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of lines `NAME=value`, as SOPS reads and writes them; comments are not kept.
final class DotenvText {
  private DotenvText() {}

  static Map<String, @Nullable Object> read(String text) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw SecretException.of(
            SecretErrorCode.INVALID_FILE, "line " + number + " has no = and is no comment");
      }
      entries.put(line.substring(0, equals), line.substring(equals + 1).replace("\\n", "\n"));
    }
    return entries;
  }

  static String write(Map<String, @Nullable Object> entries) {
    StringBuilder out = new StringBuilder();
    entries.forEach((key, value) ->
        out.append(key)
            .append('=')
            .append(Indented.plain(value).replace("\n", "\\n"))
            .append('\n'));
    return out.toString();
  }
}
