package dev.slipway.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the cases that compat/vectors/helm recorded from the real Helm.
public final class HelmVectors {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private HelmVectors() {}

  /// One question and Helm's answer.
  ///
  /// @param version the Helm that answered
  /// @param files a chart's files
  /// @param values texts of values files
  /// @param error the text of Helm's error, or null
  /// @param value Helm's answer, or null when there is an error: integers are Long, others Double
  public record Case(
      String id,
      String kind,
      HelmVersion version,
      Map<String, String> files,
      List<String> values,
      String op,
      List<String> args,
      String name,
      String namespace,
      String kubeVersion,
      List<String> apiVersions,
      boolean upgrade,
      boolean includeCrds,
      @Nullable String error,
      @Nullable Object value) {
    /// The chart's files for the loader.
    public List<ChartFile> chartFiles() {
      return files.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(file -> ChartFile.ofText(file.getKey(), file.getValue()))
          .toList();
    }

    @Override
    public String toString() {
      return version.label() + " " + id;
    }
  }

  /// All cases of a vector file, one for each version of Helm.
  public static Stream<Case> read(String name) {
    try (InputStream in = HelmVectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no vectors " + name);
      }
      JsonNode root = MAPPER.readTree(in.readAllBytes());
      List<Case> cases = new ArrayList<>();
      for (JsonNode node : root.get("cases")) {
        addCases(root.get("base"), node, cases);
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addCases(JsonNode base, JsonNode node, List<Case> cases) {
    Map<String, String> files = new LinkedHashMap<>();
    base.properties().forEach(file -> files.put(file.getKey(), file.getValue().asString()));
    node.path("files").properties().forEach(f -> files.put(f.getKey(), f.getValue().asString()));
    for (HelmVersion version : HelmVersion.values()) {
      JsonNode expect = node.get("expect").path(version.label());
      if (expect.isMissingNode()) {
        expect = node.get("expect").path("all");
      }
      if (expect.isMissingNode()) {
        continue;
      }
      cases.add(
          new Case(
              node.get("id").asString(),
              node.get("kind").asString(),
              version,
              files,
              texts(node.path("values")),
              text(node.path("op")),
              texts(node.path("args")),
              text(node.path("name")),
              text(node.path("namespace")),
              text(node.path("kubeVersion")),
              texts(node.path("apiVersions")),
              node.path("isUpgrade").asBoolean(false),
              node.path("includeCrds").asBoolean(false),
              expect.has("error") ? expect.get("error").asString() : null,
              expect.has("value") ? plain(expect.get("value")) : null));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "" : node.asString();
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(plain(item)));
      return list;
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isNull() ? null : node.asString();
  }
}
