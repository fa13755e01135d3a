package dev.slipway.release.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.plan.RenderedRelease;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The form is that of helm-diff's output `diff` (github.com/databus23/helm-diff, diff/report.go).
class ManifestDiffTest {
  private static RenderedRelease release(String manifest) {
    return new RenderedRelease(manifest, List.of(), "", List.of());
  }

  private static final String BEFORE =
      """
      ---
      # Source: web/templates/deployment.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 1
      ---
      # Source: web/templates/gone.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: gone
        namespace: other
      """;
  private static final String AFTER =
      """
      ---
      # Source: web/templates/deployment.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 2
      ---
      # Source: web/templates/secret.yaml
      apiVersion: v1
      kind: Secret
      metadata:
        name: key
      data:
        k: aHVudGVyMg==
      """;

  private static String diff(DiffOptions options, String before, String after) {
    return new ManifestDiff(options, Styling.NONE)
        .text(release(before), release(after), "default", true);
  }

  @Test
  void printsChangedRemovedAndAddedObjectsAsHelmDiffDoes() {
    assertThat(diff(new DiffOptions(-1, Set.of("Secret"), false), BEFORE, AFTER))
        .isEqualTo(
            """
            default, web, Deployment (apps) has changed:
              # Source: web/templates/deployment.yaml
              apiVersion: apps/v1
              kind: Deployment
              metadata:
                name: web
              spec:
            -   replicas: 1
            +   replicas: 2
            other, gone, ConfigMap (v1) has been removed:
            - # Source: web/templates/gone.yaml
            - apiVersion: v1
            - kind: ConfigMap
            - metadata:
            -   name: gone
            -   namespace: other
            default, key, Secret (v1) has been added:
            + Changes suppressed on sensitive content of type Secret
            """);
  }

  @Test
  void linesFarFromAChangeAreLeftOut() {
    assertThat(diff(new DiffOptions(1, Set.of(), false), BEFORE, AFTER))
        .startsWith(
            """
            default, web, Deployment (apps) has changed:
            ...
              spec:
            -   replicas: 1
            +   replicas: 2
            """);
  }

  @Test
  void secretsAreHidden() {
    String text = diff(DiffOptions.DEFAULTS, BEFORE, AFTER);

    assertThat(text).containsPattern("\\+   k: <secret:[0-9a-f]{8}>").doesNotContain("aHVudGVyMg");
  }

  @Test
  void theSameIsNothing() {
    assertThat(diff(DiffOptions.DEFAULTS, BEFORE, BEFORE)).isEmpty();
    assertThat(new ManifestDiff(DiffOptions.DEFAULTS, Styling.NONE).text(null, null, "a", true))
        .isEmpty();
  }

  @Test
  void whatIsToBeKeptIsNotNamedWhenItLeaves() {
    String kept = BEFORE + "  annotations: {helm.sh/resource-policy: keep}\n";

    assertThat(diff(DiffOptions.DEFAULTS, kept, AFTER)).doesNotContain("has been removed");
  }
}
