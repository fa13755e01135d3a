package dev.slipway.chart.lint;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects of a file: YAML documents, or JSON values one after the other, told apart as
/// Kubernetes' decoder does.
///
/// @param objects those before the first problem
/// @param problem the text of the decoder's error, or null
record ObjectStream(List<ObjectHead> objects, @Nullable String problem) {
  private static final String SEPARATOR = "---";

  static ObjectStream read(String text) {
    String trimmed = text.stripLeading();
    if (!trimmed.startsWith("{")) {
      return readYaml(text, null);
    }
    List<ObjectHead> objects = new ArrayList<>();
    String rest = trimmed;
    while (!rest.isBlank()) {
      int end = endOfValue(rest);
      String value = rest.substring(0, end);
      try {
        if (ObjectHead.read(Json.read(value)) instanceof ObjectHead head) {
          objects.add(head);
        }
      } catch (YamlException e) {
        String problem = "json: offset " + offset(value) + ": " + e.getMessage();
        if (objects.size() > 1) {
          return new ObjectStream(objects, problem);
        }
        ObjectStream yaml = readYaml(rest, problem);
        objects.addAll(yaml.objects);
        return new ObjectStream(objects, yaml.problem);
      }
      rest = rest.substring(end).stripLeading();
    }
    return new ObjectStream(objects, null);
  }

  /// Where the first JSON value ends: after the brace that closes it, or at the end.
  private static int endOfValue(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /// How many bytes Go's decoder reads before it sees the error: the shortest beginning that is not
  /// merely unfinished.
  private static int offset(String text) {
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isUnfinished(text.substring(0, middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return GoStrings.byteLength(text.substring(0, low));
  }

  private static boolean isUnfinished(String text) {
    try {
      Json.read(text);
      return false;
    } catch (YamlException e) {
      return String.valueOf(e.getMessage()).contains("unexpected end of JSON input");
    }
  }

  /// @param firstProblem the error to report instead of the first document's own, or null
  private static ObjectStream readYaml(String text, @Nullable String firstProblem) {
    List<ObjectHead> objects = new ArrayList<>();
    String separator = malformedSeparator(text);
    String usable = separator == null ? text : text.substring(0, text.indexOf(separator));
    List<String> documents = new ArrayList<>(Yaml.splitDocuments(usable));
    if (separator != null && !documents.isEmpty()) {
      documents.removeLast();
    }
    String instead = firstProblem;
    for (String document : documents) {
      String problem = readDocument(document, objects);
      if (problem != null) {
        return new ObjectStream(objects, instead == null ? problem : instead);
      }
      instead = null;
    }
    if (separator != null) {
      String after = separator.substring(SEPARATOR.length()).strip();
      String problem = "invalid Yaml document separator: " + after;
      return new ObjectStream(objects, instead == null ? problem : instead);
    }
    return new ObjectStream(objects, null);
  }

  private static @Nullable String readDocument(String document, List<ObjectHead> objects) {
    try {
      Object tree = Yaml.read(document);
      if (tree != null) {
        switch (ObjectHead.read(tree)) {
          case ObjectHead head -> objects.add(head);
          case Object problem -> {
            return problem.toString();
          }
        }
      }
      return null;
    } catch (YamlException e) {
      return e.getMessage();
    }
  }

  /// The first line that begins like a separator and goes on like none, or null.
  private static @Nullable String malformedSeparator(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end);
      if (line.startsWith(SEPARATOR)) {
        String after = line.substring(SEPARATOR.length()).strip();
        if (!after.isEmpty() && after.charAt(0) != '#') {
          return line;
        }
      }
      start = end < 0 ? text.length() : end + 1;
    }
    return null;
  }
}
