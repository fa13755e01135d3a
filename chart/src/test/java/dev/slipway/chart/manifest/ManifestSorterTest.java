package dev.slipway.chart.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestSorterTest {
  private static String object(String kind, String name) {
    return "apiVersion: v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\n";
  }

  private static String hook(String events, String more) {
    return "kind: Job\nmetadata:\n  name: j\n  annotations:\n    helm.sh/hook: "
        + events
        + "\n"
        + more;
  }

  private static List<String> names(SortedManifests sorted) {
    return sorted.manifests().stream().map(Manifest::name).toList();
  }

  @Test
  void sortsByKindAndKeepsTheOrderOfFilesWithinAKind() {
    Map<String, String> files =
        Map.of(
            "c/templates/b.yaml",
            object("Service", "s") + "---\n" + object("Zebra", "z"),
            "c/templates/a.yaml",
            object("Apple", "p") + "---\n" + object("Service", "first"),
            "c/templates/_p.yaml",
            object("Service", "partial"),
            "c/templates/c.yaml",
            object("Namespace", "ns"),
            "c/templates/d.yaml",
            "  \n");

    assertThat(names(ManifestSorter.sort(files, HelmVersion.V4)))
        .containsExactly("ns", "first", "s", "p", "z");
  }

  @Test
  void onlyHelm4NamesWebhooks() {
    Map<String, String> files =
        Map.of(
            "c/templates/a.yaml",
            object("ValidatingWebhookConfiguration", "w") + "---\n" + object("Apple", "a"));

    assertThat(names(ManifestSorter.sort(files, HelmVersion.V4))).containsExactly("w", "a");
    assertThat(names(ManifestSorter.sort(files, HelmVersion.V3_19))).containsExactly("a", "w");
  }

  @Test
  void readsHooks() {
    String text =
        hook(
            "Pre-Install, test-success",
            """
                helm.sh/hook-weight: "-5"
                helm.sh/hook-delete-policy: Hook-Succeeded,hook-failed
                helm.sh/hook-output-log-policy: hook-failed
            """);

    List<Hook> hooks =
        ManifestSorter.sort(Map.of("c/templates/a.yaml", text), HelmVersion.V4).hooks();

    assertThat(hooks)
        .singleElement()
        .satisfies(hook -> {
          assertThat(hook.events()).containsExactly("pre-install", "test");
          assertThat(hook.weight()).isEqualTo(-5);
          assertThat(hook.deletePolicies()).containsExactly("hook-succeeded", "hook-failed");
          assertThat(hook.outputLogPolicies()).containsExactly("hook-failed");
          assertThat(hook.isTest()).isTrue();
        });
  }

  @Test
  void dropsHooksWithUnknownEvents() {
    SortedManifests sorted =
        ManifestSorter.sort(Map.of("c/templates/a.yaml", hook("crd-install", "")), HelmVersion.V4);

    assertThat(sorted.hooks()).isEmpty();
    assertThat(sorted.manifests()).isEmpty();
  }

  @Test
  void namesTheFileAndLineOfBadYaml() {
    Map<String, String> files = Map.of("c/templates/a.yaml", object("A", "a") + "---\nb: [\n");

    assertThatThrownBy(() -> ManifestSorter.sort(files, HelmVersion.V4))
        .isInstanceOfSatisfying(
            ChartException.class,
            e -> {
              assertThat(e.getMessage())
                  .startsWith("YAML parse error on c/templates/a.yaml: error converting YAML");
              assertThat(e.diagnostic().location()).isNotNull();
            });
  }

  @Test
  void uninstallsInTheOppositeOrder() {
    assertThat(
            KindOrder.uninstall(HelmVersion.V4)
                .sorted(List.of("Namespace", "Pod", "Odd"), kind -> kind))
        .containsExactly("Pod", "Namespace", "Odd");
  }
}
