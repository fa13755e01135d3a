package dev.slipway.helmfile.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// INI files as SOPS (gopkg.in/ini.v1) reads and writes them: sections of `key = value`, quotes,
/// values on several lines; comments are not kept.
final class IniText {
  private static final String FENCE = "\"\"\"";

  private final String[] lines;
  private int at;

  private IniText(String text) {
    lines = text.split("\n", -1);
  }

  /// The sections, each a map of strings; entries before the first are in `DEFAULT`.
  static Map<String, @Nullable Object> read(String text) {
    return new IniText(text).sections();
  }

  private Map<String, @Nullable Object> sections() {
    Map<String, @Nullable Object> sections = new LinkedHashMap<>();
    Map<String, Object> section = new LinkedHashMap<>();
    sections.put("DEFAULT", section);
    for (; at < lines.length; at++) {
      String line = lines[at].strip();
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
        continue;
      }
      if (line.charAt(0) == '[') {
        int close = line.lastIndexOf(']');
        if (close < 0) {
          throw invalid("an unclosed section");
        }
        section = new LinkedHashMap<>();
        sections.put(line.substring(1, close), section);
        continue;
      }
      entry(line, section);
    }
    return sections;
  }

  private void entry(String line, Map<String, Object> section) {
    int start = 0;
    int equals = -1;
    String key = "";
    if (line.charAt(0) == '`' || line.charAt(0) == '"') {
      int close = line.indexOf(line.charAt(0), 1);
      if (close > 0) {
        key = line.substring(1, close);
        start = close;
      }
    }
    for (int i = start; i < line.length() && equals < 0; i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        equals = i;
      }
    }
    if (equals < 0) {
      throw invalid("no = in a line");
    }
    if (key.isEmpty()) {
      key = line.substring(0, equals).strip();
    }
    section.put(key, value(line.substring(equals + 1).strip()));
  }

  private String value(String text) {
    if (text.startsWith(FENCE)) {
      return fenced(text.substring(3), FENCE);
    }
    if (text.startsWith("`")) {
      return fenced(text.substring(1), "`");
    }
    String value = text;
    while (value.endsWith("\\") && at + 1 < lines.length) {
      at++;
      value = value.substring(0, value.length() - 1) + lines[at].strip();
    }
    int comment = comment(value);
    if (comment >= 0) {
      value = value.substring(0, comment).strip();
    }
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static int comment(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '#' || value.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private String fenced(String first, String fence) {
    StringBuilder value = new StringBuilder();
    String line = first;
    while (true) {
      int close = line.indexOf(fence);
      if (close >= 0) {
        return value.append(line, 0, close).toString();
      }
      value.append(line).append('\n');
      at++;
      if (at >= lines.length) {
        throw invalid("a quote that does not end");
      }
      line = lines[at];
    }
  }

  private SecretException invalid(String problem) {
    return SecretException.of(SecretErrorCode.INVALID_FILE, "line " + (at + 1) + " has " + problem);
  }

  /// The sections with the signs `=` of each below each other.
  static String write(Map<String, @Nullable Object> sections) {
    StringBuilder out = new StringBuilder();
    sections.forEach((name, content) -> {
      Map<?, ?> entries = (Map<?, ?>) content;
      if (entries == null || (name.equals("DEFAULT") && entries.isEmpty())) {
        return;
      }
      if (!out.isEmpty()) {
        out.append('\n');
      }
      if (!name.equals("DEFAULT")) {
        out.append('[').append(name).append("]\n");
      }
      section(out, entries);
    });
    return out.toString();
  }

  private static void section(StringBuilder out, Map<?, ?> entries) {
    int width = 0;
    for (Object key : entries.keySet()) {
      width = Math.max(width, quotedKey((String) key).length());
    }
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = quotedKey((String) entry.getKey());
      String value = Indented.plain(entry.getValue());
      out.append(key).repeat(' ', width - key.length()).append(" = ");
      if (value.indexOf('\n') >= 0 || value.indexOf('`') >= 0) {
        out.append(FENCE).append(value).append(FENCE);
      } else if (comment(value) >= 0) {
        out.append('`').append(value).append('`');
      } else {
        out.append(value);
      }
      out.append('\n');
    }
  }

  private static String quotedKey(String key) {
    if (key.indexOf('"') >= 0 || key.indexOf('=') >= 0 || key.indexOf(':') >= 0) {
      return key.indexOf('`') >= 0 ? FENCE + key + FENCE : '`' + key + '`';
    }
    return key;
  }
}
