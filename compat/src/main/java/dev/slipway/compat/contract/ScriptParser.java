package dev.slipway.compat.contract;

import dev.slipway.compat.contract.Step.Check;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a script. A line is one of:
///
/// ```
/// # what the case is about                  `# only: sandbox` where the real one cannot do it
/// METHOD PATH [as=USER] [token=TOKEN] [type=TYPE] [accept=TYPE]
///   the body: YAML, sent as JSON            (indented by two)
/// status N | is PATH VALUE | contains PATH TEXT | has PATH | no PATH | save NAME PATH
/// until status N | until PATH VALUE         repeats the request until this holds
/// only PATH... | hide PATH...               what of the answer is compared; `only` alone: nothing
/// watch NAME PATH [token=TOKEN]             goes on beside the next steps
/// take NAME N | take NAME all               the next N events; `all` up to the watch's end
/// end NAME
/// ```
///
/// `$NAME` stands for what was saved, `$ns` for the case's own namespace, which exists, `$hook` for
/// the address of admission webhooks (see [HookServer]) and `$hookca` for their certificate.
final class ScriptParser {
  private static final Map<String, String> TYPES =
      Map.of(
          "json", "application/json-patch+json",
          "merge", "application/merge-patch+json",
          "strategic", "application/strategic-merge-patch+json",
          "apply", "application/apply-patch+yaml",
          "table", "application/json;as=Table;v=v1;g=meta.k8s.io",
          "metadata", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
          "metadata-list", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
          "discovery", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder about = new StringBuilder();
  private String only = "";
  private List<Check> checks = new ArrayList<>();
  private List<Check> until = new ArrayList<>();
  private List<FieldPath> shown = new ArrayList<>();
  private List<FieldPath> hidden = new ArrayList<>();

  private ScriptParser(String name) {
    this.name = name;
  }

  static Script parse(String name, String text) {
    return new ScriptParser(name).read(text.split("\n", -1));
  }

  private Script read(String[] lines) {
    for (int at = 0; at < lines.length; at++) {
      String line = lines[at];
      if (line.startsWith("# only: ")) {
        only = line.substring(8).strip();
      } else if (line.startsWith("#") && steps.isEmpty()) {
        about.append(about.isEmpty() ? "" : " ").append(line.substring(1).strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int end = at + 1;
        StringBuilder body = new StringBuilder();
        while (end < lines.length && (lines[end].startsWith("  ") || isBlankWithin(lines, end))) {
          body.append(lines[end].isBlank() ? "" : lines[end].substring(2)).append('\n');
          end++;
        }
        read(at + 1, line.strip(), body.toString());
        at = end - 1;
      }
    }
    return new Script(name, about.toString(), only, List.copyOf(steps));
  }

  private static boolean isBlankWithin(String[] lines, int at) {
    return lines[at].isBlank() && at + 1 < lines.length && lines[at + 1].startsWith("  ");
  }

  private void read(int line, String text, String body) {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    String rest = space < 0 ? "" : text.substring(space + 1).strip();
    switch (word) {
      case "GET", "POST", "PUT", "DELETE", "PATCH" -> request(line, word, rest, body);
      case "watch" -> {
        String[] words = rest.split(" +", -1);
        fresh();
        steps.add(new Step.Watch(line, words[0], words[1], headers(words, 2)));
      }
      case "take" -> {
        String[] words = rest.split(" +", -1);
        fresh();
        int count = words[1].equals("all") ? -1 : Integer.parseInt(words[1]);
        steps.add(new Step.Take(line, words[0], count, checks, new Step.Shown(shown, hidden)));
      }
      case "end" -> steps.add(new Step.End(line, rest));
      case "only" -> {
        if (rest.isEmpty()) {
          shown.add(FieldPath.parse(".nothing"));
        }
        paths(rest, shown);
      }
      case "hide" -> paths(rest, hidden);
      case "until" -> until.add(check(line, rest));
      default -> checks.add(check(line, text));
    }
  }

  private void request(int line, String method, String rest, String body) {
    String[] words = rest.split(" +", -1);
    Map<String, String> headers = headers(words, 1);
    fresh();
    String json = body.isBlank() ? null : Json.write(Yaml.read(body));
    if (json != null) {
      headers.putIfAbsent("Content-Type", "application/json");
    }
    steps.add(
        new Step.Request(
            line, method, words[0], headers, json, checks, until, new Step.Shown(shown, hidden)));
  }

  private void fresh() {
    checks = new ArrayList<>();
    until = new ArrayList<>();
    shown = new ArrayList<>();
    hidden = new ArrayList<>();
  }

  private static Map<String, String> headers(String[] words, int from) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      String value = words[i].substring(equals + 1);
      switch (words[i].substring(0, equals)) {
        case "as" -> headers.put("Impersonate-User", value);
        case "token" -> headers.put("Authorization", value.isEmpty() ? "" : "Bearer " + value);
        case "type" -> headers.put("Content-Type", TYPES.getOrDefault(value, value));
        case "accept" -> headers.put("Accept", TYPES.getOrDefault(value, value));
        default -> throw new IllegalArgumentException("no option " + words[i]);
      }
    }
    return headers;
  }

  private static void paths(String rest, List<FieldPath> into) {
    for (String path : rest.split(" +", -1)) {
      if (!path.isEmpty()) {
        into.add(FieldPath.parse(path));
      }
    }
  }

  private Check check(int line, String text) {
    String[] words = text.split(" +", 3);
    return switch (words[0]) {
      case "status" -> new Check.Status(Integer.parseInt(words[1]));
      case "is" -> new Check.Is(FieldPath.parse(words[1]), json(words[2]));
      case "contains" -> new Check.Contains(FieldPath.parse(words[1]), words[2]);
      case "has" -> new Check.Exists(FieldPath.parse(words[1]), true);
      case "no" -> new Check.Exists(FieldPath.parse(words[1]), false);
      case "save" -> new Check.Save(words[1], FieldPath.parse(words[2]));
      default -> {
        if (!text.startsWith(".")) {
          throw new IllegalArgumentException(name + ".txt:" + line + ": what is " + text);
        }
        String[] both = text.split(" +", 2);
        yield new Check.Is(FieldPath.parse(both[0]), json(both[1]));
      }
    };
  }

  private static String json(String yaml) {
    return Json.writeRaw(Yaml.read(yaml));
  }
}
