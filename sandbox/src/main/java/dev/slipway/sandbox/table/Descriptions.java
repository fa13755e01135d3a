package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What tables say of their columns, in Kubernetes' own words. Columns whose words are not known
/// here are described by their names.
final class Descriptions {
  private static final String ANY_KIND = "*";
  private static final Map<String, String> TEXTS = read();

  private Descriptions() {}

  static String of(ResourceType type, Column column) {
    if (type.custom() != null) {
      for (Map<String, @Nullable Object> own : type.custom().columns()) {
        KubeObject known = KubeObject.of(own);
        if (known.text("name").equals(column.name())) {
          String given = known.text("description");
          return given.isEmpty()
              ? "Custom resource definition column (in JSONPath format): " + known.text("jsonPath")
              : given;
        }
      }
    }
    String own = TEXTS.get(type.name() + "\t" + column.name());
    return own == null ? TEXTS.getOrDefault(ANY_KIND + "\t" + column.name(), column.name()) : own;
  }

  /// Reads lines of a kind, a column's name, and a JSON text.
  private static Map<String, String> read() {
    Map<String, String> texts = new HashMap<>();
    try (InputStream in = Descriptions.class.getResourceAsStream("descriptions.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      all.lines()
          .forEach(line -> {
            int tab = line.lastIndexOf('\t');
            texts.put(
                line.substring(0, tab), String.valueOf(Json.readExact(line.substring(tab + 1))));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(texts);
  }
}
