package dev.slipway.helmfile.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.host.InMemoryHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the real Kustomize builds, or whether it fails; and what go-yaml writes of objects that get
/// a namespace.
class KustomizeVectorsTest {
  @TestFactory
  Stream<DynamicTest> objectsAreThoseOfKustomize() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(getClass().getResourceAsStream("/vectors/kustomize.jsonl.gz"));
        InputStream stream = new GZIPInputStream(packed)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      JsonMapper json = new JsonMapper();
      return text
          .lines()
          .map(json::readTree)
          .map(one -> DynamicTest.dynamicTest(one.get("name").asString(), () -> check(one)))
          .toList()
          .stream();
    }
  }

  private static void check(JsonNode one) {
    if (one.has("text")) {
      assertThat(NamespacedText.of(one.get("text").asString(), one.get("namespace").asString()))
          .isEqualTo(one.get("output").asString());
      return;
    }
    InMemoryHost host = new InMemoryHost();
    one.get("files")
        .properties()
        .forEach(file -> host.file(file.getKey(), file.getValue().asString()));
    if (one.has("failed")) {
      assertThatThrownBy(() -> build(host)).isInstanceOf(SlipwayException.class);
    } else {
      assertThat(build(host)).isEqualTo(one.has("output") ? one.get("output").asString() : "");
    }
  }

  private static String build(InMemoryHost host) {
    return String.join(
        "---\n",
        Kustomize.build(
            host, InMemoryHost.ROOT, new Kustomize.Overlay(List.of(), "", "", "", false)));
  }
}
