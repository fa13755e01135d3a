package dev.slipway.sandbox.auth;

import dev.slipway.sandbox.access.AccessAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One rule of a role: `rbac.authorization.k8s.io/v1` PolicyRule.
///
/// @param verbs what may be done
/// @param groups in which API groups
/// @param resources to which resources, as `pods`, `pods/log`, `*/scale`
/// @param names only to objects of these names; to all if empty
/// @param paths to which paths that are no resources; `*` at the end stands for any rest
record PolicyRule(
    List<String> verbs,
    List<String> groups,
    List<String> resources,
    List<String> names,
    List<String> paths) {
  private static final String ALL = "*";

  static PolicyRule of(Map<?, ?> tree) {
    return new PolicyRule(
        texts(tree.get("verbs")),
        texts(tree.get("apiGroups")),
        texts(tree.get("resources")),
        texts(tree.get("resourceNames")),
        texts(tree.get("nonResourceURLs")));
  }

  /// The rules in a list.
  static List<PolicyRule> all(@Nullable Object list) {
    List<PolicyRule> rules = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> tree) {
          rules.add(of(tree));
        }
      }
    }
    return rules;
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
    }
    return List.copyOf(texts);
  }

  /// Whether it allows something.
  boolean allows(AccessAttributes asked) {
    if (!has(verbs, asked.verb())) {
      return false;
    }
    if (!asked.isResource()) {
      return paths.stream().anyMatch(path -> coversPath(path, asked.path()));
    }
    return has(groups, asked.group())
        && coversResource(asked.resource(), asked.subresource())
        && (names.isEmpty() || names.contains(asked.name()));
  }

  private static boolean has(List<String> list, String wanted) {
    return list.contains(ALL) || list.contains(wanted);
  }

  private static boolean coversPath(String rule, String path) {
    return rule.equals(ALL)
        || rule.equals(path)
        || (rule.endsWith(ALL) && path.startsWith(rule.substring(0, rule.length() - 1)));
  }

  private boolean coversResource(String resource, String subresource) {
    String whole = subresource.isEmpty() ? resource : resource + "/" + subresource;
    for (String rule : resources) {
      if (rule.equals(ALL)
          || rule.equals(whole)
          || (!subresource.isEmpty() && rule.equals("*/" + subresource))) {
        return true;
      }
    }
    return false;
  }

  /// The rule in the smallest parts: one verb, group and resource (or path), and name each.
  List<PolicyRule> parts() {
    List<PolicyRule> parts = new ArrayList<>();
    for (String verb : verbs) {
      for (String path : paths) {
        parts.add(new PolicyRule(List.of(verb), List.of(), List.of(), List.of(), List.of(path)));
      }
      for (String group : groups) {
        for (String resource : resources) {
          for (String name : names.isEmpty() ? List.of("") : names) {
            parts.add(
                new PolicyRule(
                    List.of(verb),
                    List.of(group),
                    List.of(resource),
                    name.isEmpty() ? List.of() : List.of(name),
                    List.of()));
          }
        }
      }
    }
    return parts;
  }

  /// Whether it allows all that a smallest part allows.
  boolean covers(PolicyRule part) {
    if (!has(verbs, part.verbs.getFirst())) {
      return false;
    }
    if (!part.paths.isEmpty()) {
      return paths.stream().anyMatch(path -> coversPath(path, part.paths.getFirst()));
    }
    String resource = part.resources.getFirst();
    int slash = resource.indexOf('/');
    return has(groups, part.groups.getFirst())
        && (resource.equals(ALL)
            ? resources.contains(ALL)
            : coversResource(
                slash < 0 ? resource : resource.substring(0, slash),
                slash < 0 ? "" : resource.substring(slash + 1)))
        && (names.isEmpty() || (names.containsAll(part.names) && !part.names.isEmpty()));
  }

  /// The rule as an object has it.
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("verbs", verbs);
    if (!groups.isEmpty()) {
      tree.put("apiGroups", groups);
    }
    if (!resources.isEmpty()) {
      tree.put("resources", resources);
    }
    if (!names.isEmpty()) {
      tree.put("resourceNames", names);
    }
    if (!paths.isEmpty()) {
      tree.put("nonResourceURLs", paths);
    }
    return tree;
  }

  /// Go's print of it, as the messages about escalation have it.
  String shown() {
    StringBuilder out = new StringBuilder("{");
    append(out, "APIGroups", groups);
    append(out, "Resources", resources);
    append(out, "ResourceNames", names);
    append(out, "NonResourceURLs", paths);
    append(out, "Verbs", verbs);
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, String name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    out.append(out.length() > 1 ? ", " : "").append(name).append(":[");
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "\"" : " \"").append(values.get(i)).append('"');
    }
    out.append(']');
  }
}
