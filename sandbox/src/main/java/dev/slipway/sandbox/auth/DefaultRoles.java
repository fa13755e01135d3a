package dev.slipway.sandbox.auth;

import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.api.ApiRequest;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The roles and bindings that every cluster has, as far as people and charts use them.
public final class DefaultRoles {
  private static final String API = RbacIndex.GROUP + "/v1";
  private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";
  private static final Map<String, @Nullable Object> LABELS =
      Map.of("kubernetes.io/bootstrapping", "rbac-defaults");

  /// `edit` holds `view`, and `admin` holds `edit`.
  private static final Map<String, List<String>> HOLDS =
      Map.of("admin", List.of("admin", "edit", "view"), "edit", List.of("edit", "view"));

  private final ApiServer server;

  private DefaultRoles(ApiServer server) {
    this.server = server;
  }

  /// Creates those that are not there yet.
  public static void create(ApiServer server) {
    String text;
    try (InputStream in = DefaultRoles.class.getResourceAsStream("default-roles.txt")) {
      if (in == null) {
        throw new IllegalStateException("the default roles are missing from the jar");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new DefaultRoles(server).read(text);
  }

  private void read(String text) {
    String name = "";
    Map<String, @Nullable Object> labels = LABELS;
    List<@Nullable Object> rules = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("  ")) {
        rules.add(rule(line.strip()));
        continue;
      }
      if (!name.isEmpty()) {
        role(name, labels, rules, List.of());
        name = "";
        rules = new ArrayList<>();
      }
      List<String> words = words(line);
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "role" -> {
          name = words.get(1);
          labels = new LinkedHashMap<>(LABELS);
          for (String gatherer : words.subList(2, words.size())) {
            labels.put(AGGREGATE + gatherer, "true");
          }
        }
        case "gathers" -> gather(words.get(1));
        case "bind" -> bind(words.get(1), words.subList(2, words.size()));
        default -> {
          // A comment, or nothing.
        }
      }
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static Map<String, @Nullable Object> rule(String line) {
    String[] parts = line.split("\\|", -1);
    Map<String, @Nullable Object> rule = new LinkedHashMap<>();
    rule.put("verbs", words(parts[parts.length - 1]));
    if (parts.length == 2) {
      rule.put("nonResourceURLs", words(parts[0]));
    } else {
      rule.put("apiGroups", words(parts[0]).stream().map(g -> g.equals("core") ? "" : g).toList());
      rule.put("resources", words(parts[1]));
    }
    return rule;
  }

  private void gather(String name) {
    List<@Nullable Object> selectors = new ArrayList<>();
    for (String part : HOLDS.getOrDefault(name, List.of(name))) {
      selectors.add(Map.of("matchLabels", Map.of(AGGREGATE + part, "true")));
    }
    role(name, LABELS, List.of(), selectors);
  }

  private void role(
      String name,
      Map<String, @Nullable Object> labels,
      List<@Nullable Object> rules,
      List<@Nullable Object> selectors) {
    Map<String, @Nullable Object> role = object("ClusterRole", name, labels);
    if (!selectors.isEmpty()) {
      Map<String, @Nullable Object> aggregation = new LinkedHashMap<>();
      aggregation.put("clusterRoleSelectors", selectors);
      role.put("aggregationRule", aggregation);
    }
    role.put("rules", rules);
    post("clusterroles", role);
  }

  private void bind(String role, List<String> groups) {
    Map<String, @Nullable Object> binding = object("ClusterRoleBinding", role, LABELS);
    Map<String, @Nullable Object> reference = new LinkedHashMap<>();
    reference.put("apiGroup", RbacIndex.GROUP);
    reference.put("kind", "ClusterRole");
    reference.put("name", role);
    binding.put("roleRef", reference);
    List<@Nullable Object> subjects = new ArrayList<>();
    for (String group : groups) {
      Map<String, @Nullable Object> subject = new LinkedHashMap<>();
      subject.put("kind", "Group");
      subject.put("apiGroup", RbacIndex.GROUP);
      subject.put("name", group);
      subjects.add(subject);
    }
    binding.put("subjects", subjects);
    post("clusterrolebindings", binding);
  }

  private static Map<String, @Nullable Object> object(
      String kind, String name, Map<String, @Nullable Object> labels) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("labels", labels);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", API);
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    return tree;
  }

  /// What is there already stays as it is: someone may have changed it on purpose.
  private void post(String plural, Map<String, @Nullable Object> tree) {
    int status =
        server
            .handle(
                ApiRequest.of(
                    "POST", "/apis/" + API + "/" + plural, Json.writeRaw(tree), UserInfo.SYSTEM))
            .status();
    if (status != 201 && status != 409) {
      throw new IllegalStateException("a default role is refused with status " + status);
    }
  }
}
