package dev.slipway.helmfile.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamespacedTextTest {
  @Test
  void aNamespaceIsAddedAtTheEndOfMetadata() {
    assertThat(
            NamespacedText.of(
                """
                ---
                # Source: a/templates/b.yaml
                apiVersion: v1
                kind: Service
                metadata:
                    name: web
                    labels:
                        app: "web"   # the app
                spec:
                    ports:
                    - port: 80
                      name: http
                    - { port: 81, name: "x" }
                """,
                "space"))
        .isEqualTo(
            """
            # Source: a/templates/b.yaml
            apiVersion: v1
            kind: Service
            metadata:
              name: web
              labels:
                app: "web" # the app
              namespace: space
            spec:
              ports:
                - port: 80
                  name: http
                - {port: 81, name: "x"}
            """);
  }

  @Test
  void aNamespaceThatIsThereStays() {
    String text = "kind: A\nmetadata:\n  namespace: own\n  name: a\n";
    assertThat(NamespacedText.of(text, "space")).isEqualTo(text);
    assertThat(NamespacedText.of("kind: A\nmetadata: {name: a, namespace: own}\n", "space"))
        .isEqualTo("kind: A\nmetadata: {name: a, namespace: own}\n");
    assertThat(NamespacedText.of("kind: A\nmetadata: {name: a}\n", "space"))
        .isEqualTo("kind: A\nmetadata: {name: a, namespace: space}\n");
  }

  @Test
  void aLabelCalledNamespaceIsNone() {
    assertThat(
            NamespacedText.of("metadata:\n  labels:\n    namespace: x\n  name: a\nkind: A\n", "s"))
        .isEqualTo("metadata:\n  labels:\n    namespace: x\n  name: a\n  namespace: s\nkind: A\n");
  }

  @Test
  void blocksAndTextsOfSeveralLinesKeepTheirContent() {
    assertThat(
            NamespacedText.of(
                """
                metadata:
                  name: a
                data:
                    script: |
                        #!/bin/sh
                          echo a: b

                        - no item
                    plain: one
                      two
                    quoted: "three
                      four"
                list:
                - - a
                  - b
                -
                  c: |-
                    d
                ---
                # only a comment
                ---
                metadata:
                  name: b
                """,
                "s"))
        .isEqualTo(
            """
            metadata:
              name: a
              namespace: s
            data:
              script: |
                #!/bin/sh
                  echo a: b

                - no item
              plain: one two
              quoted: "three four"
            list:
              - - a
                - b
              - c: |-
                  d
            ---
            metadata:
              name: b
              namespace: s
            """);
  }

  @Test
  void somethingThatIsNoObjectIsLeftAlone() {
    assertThat(NamespacedText.of("a: 1\n", "s")).isEqualTo("a: 1\n");
  }
}
