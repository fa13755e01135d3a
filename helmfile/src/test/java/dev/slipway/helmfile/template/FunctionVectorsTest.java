package dev.slipway.helmfile.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gotemplate.TemplateException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.LocalHost;
import dev.slipway.helmfile.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the real helmfile's template functions print or say.
class FunctionVectorsTest {
  private static final Map<String, String> FILES =
      Map.of(
          "dir/a.txt",
          "A",
          "dir/b.txt",
          "B\n",
          "dir/sub/c.txt",
          "C",
          "map.yaml",
          "a: 1\nb: [x, y]\nc: {d: yes}\n",
          "bad.yaml",
          "a: [\n",
          "empty.txt",
          "",
          "_names.tpl",
          "{{ define \"hi\" }}hi {{ . }}{{ end }}{{ define \"nested\" }}{{ include \"hi\" . }}!{{"
              + " end }}");

  private static final String DATA =
      """
      a: {b: {c: 1, s: text}, z: null, e: "", f: false, list: [1, two, {k: v}]}
      list: [3, 1, 2]
      text: "some: yaml"
      num: 1.5
      key.with: dot
      deep: {x-y: {"0": zero}}
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void files() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
    }
  }

  @TestFactory
  Stream<DynamicTest> functionsAreThoseOfHelmfile() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(getClass().getResourceAsStream("/vectors/functions.jsonl"))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      JsonMapper json = new JsonMapper();
      return text
          .lines()
          .map(json::readTree)
          .map(one -> DynamicTest.dynamicTest(one.get("template").asString(), () -> check(one)))
          .toList()
          .stream();
    }
  }

  private void check(JsonNode one) {
    String template = one.get("template").asString();
    if (one.has("error")) {
      String error = one.get("error").asString().replace("/work", folder.toString());
      assertThatThrownBy(() -> render(template))
          .isInstanceOf(TemplateException.class)
          .hasMessage(error);
    } else {
      assertThat(render(template)).isEqualTo(one.get("output").asString());
    }
  }

  private String render(String template) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("SET", "a value");
    variables.put("EMPTY", "");
    LocalHost host = new LocalHost(folder, variables);
    Map<String, @Nullable Object> data = HelmfileYaml.readMap(DATA, HelmfileRules.V1);
    return new HelmfileTemplates(
            host, HelmfileRules.V1, Secrets.of(host).references().in(folder.toString()))
        .render(template, folder.toString(), data);
  }
}
