package dev.slipway.release.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretDataTest {
  private final SecretData secrets = new SecretData();

  private static final String MANIFESTS =
      """
      ---
      # Source: a/templates/config.yaml
      apiVersion: v1
      kind: ConfigMap
      data:
        key: visible
      ---
      # Source: a/templates/secret.yaml
      apiVersion: v1
      kind: Secret
      metadata:
        name: s
      type: Opaque
      data:
        one: aGlkZGVu
        two: "aGlkZGVu"
        file.txt: |
          hidden line
          and: another
      stringData: {three: hidden}
      ---
      # Source: a/templates/more.yaml
      kind: Other
      data:
        key: visible
      """;

  @Test
  void hidesThemInSecretsInBracketsToo() {
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"s\"}, \"data\":"
            + " {\"a\": \"aGlkZGVu\"}}\n";
    String quoted = "apiVersion: v1\nkind:   \"Secret\"\nstringData:\n  a: hidden\n";

    assertThat(secrets.hide(json + "---\n" + quoted))
        .contains("name: s", "kind:   \"Secret\"")
        .doesNotContain("aGlkZGVu", "hidden");
  }

  @Test
  void hidesTheValuesOfSecretsOnly() {
    String hidden = secrets.hide(MANIFESTS);

    assertThat(hidden).doesNotContain("aGlkZGVu", "hidden", "another").contains("name: s");
    assertThat(hidden.lines().filter(line -> line.contains("visible"))).hasSize(2);
    assertThat(hidden).containsPattern("  one: <secret:[0-9a-f]{8}>\\n  two: <secret:");
    assertThat(hidden.lines().toList().getLast()).isEqualTo("  key: visible");
  }

  @Test
  void equalValuesLookEqualAndOthersDoNot() {
    String changed = MANIFESTS.replace("one: aGlkZGVu", "one: b3RoZXI=");
    UnifiedDiff diff = UnifiedDiff.of(secrets.hide(MANIFESTS), secrets.hide(changed), 0);

    assertThat(diff.added()).isEqualTo(1);
    assertThat(diff.removed()).isEqualTo(1);
  }

  @Test
  void manifestsWithoutSecretsStayAsTheyAre() {
    String manifests = "---\nkind: ConfigMap\ndata:\n  a: b\n";

    assertThat(secrets.hide(manifests)).isSameAs(manifests);
  }
}
