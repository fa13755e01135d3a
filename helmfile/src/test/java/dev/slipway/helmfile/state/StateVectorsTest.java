package dev.slipway.helmfile.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.InMemoryHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the real helmfile prints for the cases of compat/helmfile-cases: `helmfile build` of 0.171
/// and 1.8, or the first line of its error (empty where ours says the same in other words).
class StateVectorsTest {
  @TestFactory
  Stream<DynamicTest> statesAreThoseOfHelmfile() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(getClass().getResourceAsStream("/vectors/states.jsonl"))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      JsonMapper json = new JsonMapper();
      return text
          .lines()
          .map(json::readTree)
          .map(one ->
              DynamicTest.dynamicTest(
                  one.get("name").asString()
                      + " "
                      + one.get("rules").asString()
                      + " "
                      + one.get("args"),
                  () -> check(one)))
          .toList()
          .stream();
    }
  }

  private static void check(JsonNode one) {
    InMemoryHost host = new InMemoryHost().variable("HOME", "/root").program("sh", 4, "", "bad\n");
    if (one.get("name").asString().equals("render-yaml-told")) {
      host.variable("HELMFILE_RENDER_YAML", "true");
    }
    one.get("files")
        .properties()
        .forEach(file -> host.file(file.getKey(), file.getValue().asString()));
    HelmfileRules rules = HelmfileRules.valueOf(one.get("rules").asString());
    LoadOptions options = options(one.get("args")).withRules(rules);
    if (one.has("error")) {
      assertThatThrownBy(() -> new HelmfileLoader(host).load(options))
          .isInstanceOf(SlipwayException.class)
          .hasMessageContaining(one.get("error").asString());
      return;
    }
    StringBuilder built = new StringBuilder();
    for (DesiredState state : new HelmfileLoader(host).load(options)) {
      built.append(HelmfileYaml.write(state.document(), rules));
    }
    assertThat(lines(built.toString())).isEqualTo(lines(one.get("out").asString()));
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private static LoadOptions options(JsonNode arguments) {
    LoadOptions options = LoadOptions.defaults();
    List<String> words = new ArrayList<>();
    arguments.forEach(word -> words.add(word.asString()));
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      options =
          switch (words.get(i)) {
            case "-e" -> options.withEnvironment(value);
            case "-f" -> options.withFile(value);
            case "-n" -> options.withNamespace(value);
            case "--kube-context" -> options.withKubeContext(value);
            case "--state-values-set" -> options.withStateValuesSet(List.of(value));
            case "--state-values-set-string" -> options.withStateValuesSetString(List.of(value));
            case "--state-values-file" -> options.withStateValuesFiles(List.of(value));
            default -> options;
          };
    }
    return options;
  }
}
