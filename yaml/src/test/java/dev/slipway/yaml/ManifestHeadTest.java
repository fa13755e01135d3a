package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestHeadTest {
  @Test
  void theHeadIsReadInAnyStyle() {
    String text =
        """
        # Source: x
        apiVersion: "batch/v1"
        kind: Job
        metadata:
          annotations:
            helm.sh/hook: pre-install
            helm.sh/hook-weight: -5
            on: off
            folded: >-
              a
              b
          name: 'it''s'
          namespace: ns
        spec:
          kind: Pod
          metadata: {name: other}
        """;
    ManifestHead head = ManifestHead.read(text);
    assertThat(head.apiVersion()).isEqualTo("batch/v1");
    assertThat(head.kind()).isEqualTo("Job");
    assertThat(head.name()).isEqualTo("it's");
    assertThat(head.namespace()).isEqualTo("ns");
    assertThat(head.annotations())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "helm.sh/hook",
                "pre-install",
                "helm.sh/hook-weight",
                "-5",
                "true",
                "false",
                "folded",
                "a b"));
  }

  @Test
  void anEmptyDocumentHasAnEmptyHead() {
    assertThat(ManifestHead.read("# nothing\n"))
        .isEqualTo(new ManifestHead("", "", "", "", Map.of()));
  }

  @Test
  void aListOfAnnotationsIsAnError() {
    assertThatThrownBy(() -> ManifestHead.read("metadata:\n  annotations:\n    a: [1]\n"))
        .hasMessage(
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go"
                + " struct field .metadata.annotations of type string");
  }

  @Test
  void someErrorsNameTheGoPackage() {
    assertThatThrownBy(() -> ManifestHead.read("- a"))
        .hasMessageEndingWith("cannot unmarshal array into Go value of type util.SimpleHead");
    assertThatThrownBy(() -> ManifestHead.read("- a", "releaseutil"))
        .hasMessageEndingWith(
            "cannot unmarshal array into Go value of type releaseutil.SimpleHead");
  }

  @Test
  void whatStandsOutsideTheHeadMustBeYamlToo() {
    assertThatThrownBy(() -> ManifestHead.read("kind: Pod\nspec:\n  a: b: c\n"))
        .hasMessage(
            "error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this"
                + " context");
    assertThatThrownBy(() -> ManifestHead.read("kind: Pod\nspec: {a: .inf}\n"))
        .hasMessage("error converting YAML to JSON: json: unsupported value: +Inf");
  }
}
