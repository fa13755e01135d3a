package dev.slipway.helmfile.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.ProcessResult;
import dev.slipway.yaml.Yaml;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables are those of vals (pkg/expansion, vals_fragment_test.go, the providers' tests).
class ValsReferencesTest {
  private final InMemorySecretHost host = new InMemorySecretHost();
  private final SecretMask mask = new SecretMask();

  private ValsReferences references() {
    return new ValsReferences(host, new SopsFiles(host, mask), mask);
  }

  private @Nullable Object expand(String text) {
    return references().expandText(text);
  }

  private SecretException failure(String text) {
    SecretException e = catchThrowableOfType(SecretException.class, () -> expand(text));
    assertThat(e).isNotNull();
    return e;
  }

  /// What vals made of each, with errors that do not show values.
  static Stream<String> recorded() {
    return Fixtures.vectors("references.jsonl").lines();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void doesWhatValsDoes(String line) {
    Map<String, @Nullable Object> record = map(Yaml.readVersion3(line));
    files();
    Map<String, @Nullable Object> input = map(record.get("input"));
    if (record.get("error") instanceof String error) {
      SecretException e =
          catchThrowableOfType(SecretException.class, () -> references().expand(input));
      assertThat(e).isNotNull();
      assertThat(e.getMessage()).isEqualTo(withoutValues(error));
    } else {
      assertThat(references().expand(input)).isEqualTo(record.get("output"));
    }
  }

  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return ReferenceValues.asMap((Map<?, ?>) Objects.requireNonNull(value));
  }

  private void files() {
    host.with("NAME", "value").with("EMPTY", "").with("YAML", "k: v");
    host.file(
        "data.yaml",
        """
        ratio: 1.5
        neg: -2.5
        n: 42
        large: 1e21
        million: 1000000.0
        s: hello
        flag: true
        yes: on
        empty: null
        obj: {a: 1, b: two}
        list: [x, y]
        1: one
        true: t
        """);
    host.file("./data.yaml", "n: 42\n");
    host.file("data.json", "{\"key\":123,\"ratio\":1.5,\"obj\":{\"a\":1}}");
    host.file("text.txt", "content\n").file("list.yaml", "- a\n- b\n");
    host.file("more.yaml", "k1: v1\nk2: v2\n").file("bad.yaml", "a: [\n");
    host.program("echo hello", new ProcessResult(0, "hello\n", ""))
        .program("echo hello a b", new ProcessResult(0, "hello a b\n", ""))
        .program("printenv X", new ProcessResult(0, "value\n", ""))
        .program("false", new ProcessResult(1, "", ""))
        .program("/bin/echo k: v", new ProcessResult(0, "k: v\n", ""));
  }

  /// vals' errors without the values that they show.
  private static String withoutValues(String error) {
    String shown =
        error.replaceFirst(
            " in \\[.*\\]: expected a map, got .*\\((.*)\\)$", ": expected a map, got $1");
    int yaml = shown.indexOf("yaml: unmarshal errors");
    return yaml < 0
        ? shown
        : shown.substring(0, yaml) + "it is no map, so that it has no keys for a fragment";
  }

  @Test
  void givesNothingOrFailsForMissingKeys() {
    host.file("data.yaml", "obj: {a: 1}\n");

    assertThat(expand("ref+file://data.yaml#/absent")).isNull();
    assertThat(expand("x ref+file://data.yaml#/absent")).isEqualTo("x <nil>");
    assertThat(failure("ref+file://data.yaml#/obj/a/b").code())
        .isEqualTo(SecretErrorCode.MISSING_VALUE);

    host.with("HELMFILE_VALS_FAIL_ON_MISSING_KEY_IN_MAP", "true");
    assertThat(failure("ref+file://data.yaml#/obj/missing"))
        .hasMessage("expand file://data.yaml#/obj/missing: no value found for key obj/missing");
  }

  @Test
  void goesThroughMapsAndLists() {
    host.file("more.yaml", "k1: v1\nk2: v2\n");
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("a", List.of("ref+echo://xx", 1L, Map.of("b", "ref+echo://yy")));
    values.put("none", null);
    values.put("ref+file://more.yaml", Map.of());
    values.put("ref+echo://kept", "text");

    Map<String, @Nullable Object> result = references().expand(values);

    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("a", List.of("xx", 1L, Map.of("b", "yy")));
    expected.put("none", null);
    expected.put("ref+echo://kept", "text");
    expected.put("k1", "v1");
    expected.put("k2", "v2");
    assertThat(result).isEqualTo(expected);
    assertThat(values)
        .containsEntry("a", List.of("ref+echo://xx", 1L, Map.of("b", "ref+echo://yy")));
  }

  @Test
  void readsFiles() {
    host.file("./dir/a.txt", "content\n").file("/abs/b.txt", "b");

    assertThat(expand("ref+file://./dir/a.txt")).isEqualTo("content\n");
    assertThat(expand("ref+file:///abs/b.txt?encode=base64")).isEqualTo("Yg==");
    assertThat(failure("ref+file://gone.txt"))
        .hasMessage("expand file://gone.txt: open gone.txt: no such file or directory");
    assertThat(failure("ref+file:///abs/b.txt?encode=rot13"))
        .hasMessageContaining("Unsupported encode parameter: 'rot13'.");
    assertThat(failure("ref+file:///abs/b.txt#/a")).hasMessageContaining("it is no map");
  }

  @Test
  void fetchesEachDocumentOnce() {
    host.file("data.yaml", "a: 1\nb: 2\n");
    ValsReferences references = references();

    references.expandText("ref+file://data.yaml#/a");
    references.expandText("ref+file://data.yaml#/b");
    references.in("", host).expandText("ref+file://data.yaml#/b");

    assertThat(host.reads).isEqualTo(Collections.singletonList("data.yaml"));
  }

  @Test
  void opensSopsFiles() {
    host.with("SOPS_AGE_KEY_FILE", "/keys")
        .file("/keys", Fixtures.bytes("first.agekey"))
        .file("types.yaml", Fixtures.bytes("types.yaml"))
        .file("values.json", Fixtures.bytes("values.json"));

    assertThat(expand("ref+sops://types.yaml#/list"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith("one", 2L, 3.5);
    assertThat(expand("ref+sops://types.yaml")).isEqualTo(Fixtures.text("types.yaml.plain"));
    assertThat(expand("ref+sops://values.json#/map/nested_unencrypted/x")).isEqualTo(1L);
    assertThat(expand("p=ref+sops://types.yaml#/password"))
        .isEqualTo("p=correct horse battery staple");
    assertThat(mask.hide("correct horse battery staple")).startsWith("<secret:");
  }

  @Test
  void runsPrograms() {
    host.program("get token -v x", new ProcessResult(0, " s3cr3t-token\n", ""))
        .program("bad", new ProcessResult(2, "", "no such thing\n"));

    assertThat(expand("ref+exec://get/token?args=-v,x")).isEqualTo("s3cr3t-token");
    assertThat(mask.hide("s3cr3t-token")).startsWith("<secret:");
    assertThat(failure("ref+exec://bad"))
        .hasMessageContaining("command \"bad\" failed: exit status 2 (stderr: no such thing)");
  }

  @Test
  void hidesPlainValuesOnlyWhereTheyAreMarked() {
    expand("ref+echo://plain-value");
    expand("secretref+echo://hidden-value");

    assertThat(mask.hide("plain-value hidden-value")).matches("plain-value <secret:\\w+>");
  }

  @Test
  void namesProvidersThatAreMissing() {
    SecretException e = failure("ref+awsssm://foo/bar");

    assertThat(e.code()).isEqualTo(SecretErrorCode.UNKNOWN_PROVIDER);
    assertThat(e)
        .hasMessage("expand awsssm://foo/bar: no provider registered for scheme \"awsssm\"");
    assertThat(e.diagnostic().hint()).contains("echo, envsubst, exec, file, k8s, sops and vault");
  }

  @Test
  void refusesNestedReferencesThatAreNoText() {
    host.file("data.yaml", "obj: {a: 1}\n");

    assertThatThrownBy(() -> expand("ref+echo://ref+file://data.yaml#/obj+"))
        .hasMessageContaining("nested refs must resolve to scalar values");
    assertThatThrownBy(() -> expand("ref+echo://ref+file://data.yaml#/gone+"))
        .hasMessageContaining("resolved to nil");
  }
}
