package dev.slipway.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.InMemoryHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private final InMemoryHost host = new InMemoryHost();

  private List<String> targets(String settings, String... files) {
    for (String file : files) {
      host.put("/repo/" + file, "");
    }
    return Targets.of(SettingsFile.read("slipway.yaml", settings), host, "/repo").stream()
        .map(target ->
            target.cluster().name()
                + " "
                + target.file()
                + " "
                + target.environment()
                + (target.stated() ? "! " : " ")
                + target.service())
        .toList();
  }

  @Test
  void aFolderForAllClustersHasAnEnvironmentForEach() {
    assertThat(
            targets(
                "clusters: [{name: staging}, {name: main, environment: eqiad}]",
                "helmfile.d/services/b/helmfile.yaml",
                "helmfile.d/services/a/helmfile.yaml",
                "helmfile.d/services/a/values.yaml"))
        .containsExactly(
            "staging helmfile.d/services/a/helmfile.yaml staging a",
            "staging helmfile.d/services/b/helmfile.yaml staging b",
            "main helmfile.d/services/a/helmfile.yaml eqiad a",
            "main helmfile.d/services/b/helmfile.yaml eqiad b");
  }

  @Test
  void aFolderForEachClusterNeedsNoEnvironment() {
    assertThat(
            targets(
                """
                clusters: [one, two]
                helmfiles:
                  - files: services/{cluster}/*/helmfile.yaml
                    except: services/{cluster}/_example_/helmfile.yaml
                  - files: admin/{cluster}/helmfile.yaml
                    environmentPerFile: admin/{cluster}/values/*.yaml
                """,
                "services/one/a/helmfile.yaml",
                "services/one/_example_/helmfile.yaml",
                "services/two/a/helmfile.yaml",
                "admin/two/helmfile.yaml",
                "admin/two/values/ns.yaml",
                "admin/two/values/other.space.yaml"))
        .containsExactly(
            "one services/one/a/helmfile.yaml default a",
            "two services/two/a/helmfile.yaml default a",
            "two admin/two/helmfile.yaml ns! admin",
            "two admin/two/helmfile.yaml other.space! admin");
  }

  @Test
  void servicesOfOneNameAreToldApartByTheFoldersAbove() {
    assertThat(
            targets(
                "clusters: [c]",
                "helmfile.d/services/a/helmfile.yaml",
                "helmfile.d/ml/a/helmfile.yaml",
                "helmfile.d/ml/b/helmfile.yaml"))
        .containsExactly(
            "c helmfile.d/ml/a/helmfile.yaml c ml-a",
            "c helmfile.d/ml/b/helmfile.yaml c b",
            "c helmfile.d/services/a/helmfile.yaml c services-a");
  }

  @Test
  void aHelmfileIsTheFirstSourcesThatNamesIt() {
    assertThat(
            targets(
                """
                clusters: [{name: c, helmfiles: a/helmfile.yaml}]
                helmfiles: [{files: "*/helmfile.yaml", service: all}]
                """,
                "a/helmfile.yaml"))
        .containsExactly("c a/helmfile.yaml c all");
  }
}
