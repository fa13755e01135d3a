package dev.slipway.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.pipeline.PipelineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static Settings read(String text) {
    return SettingsFile.read("slipway.yaml", text);
  }

  private static Diagnostic problem(String text) {
    return catchThrowableOfType(PipelineException.class, () -> read(text)).diagnostic();
  }

  @Test
  void namesOfClustersAreEnough() {
    Settings settings = read("clusters: [staging, codfw]\n");

    assertThat(settings.helmfile()).isNull();
    assertThat(settings.clusters())
        .extracting(Cluster::name, Cluster::environment)
        .containsExactly(tuple("staging", "staging"), tuple("codfw", "codfw"));
    assertThat(settings.sources())
        .extracting(HelmfileSource::files)
        .containsExactly("helmfile.yaml", "helmfile.d/**/helmfile.yaml");
  }

  @Test
  void readsEveryKey() {
    Settings settings =
        read(
            """
            helmfile: 1
            clusters:
              - name: one
                environment: first
                kubernetesVersion: "1.34.2"
                helmfiles: ./admin/one/helmfile.yaml
            helmfiles:
              - services/*/helmfile.yaml
              - files: more/*/helmfile.yaml
                except: more/_example_/helmfile.yaml
                environments: [a, b]
                service: more
                clusters: [one]
              - files: spaces/helmfile.yaml
                environmentPerFile: spaces/values/*.yaml
            paths:
              /etc/helmfile-defaults: .fixtures
            charts:
              stable: charts
            fixtures:
              - into: /etc/helmfile-defaults/general-{environment}.yaml
                from: [".fixtures/{environment}.yaml", .fixtures.yaml]
            variables:
              RELEASE_NAME: x
              COUNT: 3
              ON: true
            """);

    assertThat(settings.helmfile()).isEqualTo(HelmfileRules.V1);
    Cluster one = settings.clusters().getFirst();
    assertThat(one.environment()).isEqualTo("first");
    assertThat(one.kubernetesVersion()).isEqualTo("1.34.2");
    assertThat(one.sources().getFirst().files()).isEqualTo("admin/one/helmfile.yaml");
    assertThat(settings.sources()).hasSize(3);
    assertThat(settings.sources().get(1).environments()).containsExactly("a", "b");
    assertThat(settings.sources().get(1).clusters()).containsExactly("one");
    assertThat(settings.sources().get(2).environmentPerFile()).isEqualTo("spaces/values/*.yaml");
    assertThat(settings.paths()).containsEntry("/etc/helmfile-defaults", ".fixtures");
    assertThat(settings.charts()).containsEntry("stable", "charts");
    assertThat(settings.fixtures().getFirst().from()).hasSize(2);
    assertThat(settings.variables())
        .containsEntry("RELEASE_NAME", "x")
        .containsEntry("COUNT", "3")
        .containsEntry("true", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster: [a]                                  | 1:1 | unknown key cluster                              | Did you mean clusters?
          clusters: [{name: a, kubernetsVersion: "1.2"}]| 1:22| unknown key clusters[0].kubernetsVersion         | Did you mean kubernetesVersion?
          clusters: [{name: a, kubernetesVersion: 1.30}]| 1:41| clusters[0].kubernetesVersion must be a text, and YAML reads this as a number | Write it in quotes: without them 1.30 is the number 1.3.
          clusters: [{name: a, kubernetesVersion: new}] | 1:41| no version of Kubernetes: new                    | Write it as "1.34" or "1.34.2".
          clusters: [a, a]                              | 1:15| a cluster named a is there already               |
          clusters: [{environment: a}]                  | 1:12| a cluster without name                           |
          clusters: []                                  |     | no clusters                                      | List them under clusters: in the order of rollout.
          helmfile: 1                                   |     | no clusters                                      | List them under clusters: in the order of rollout.
          {clusters: [a], helmfile: 2}                  | 1:27| there is no helmfile 2                           | Write 0 or 1.
          {clusters: [a], helmfiles: [/etc/x.yaml]}     | 1:29| /etc/x.yaml is outside of the repository         | Write it relative to the folder of slipway.yaml.
          {clusters: [a], paths: {etc: x}}              | 1:30| paths maps absolute paths, and etc is none       |
          {clusters: [a], helmfiles: [{files: x, clusters: b}]} | 1:50 | no cluster is named b                   | There are a.
          {clusters: [a], helmfiles: [{environment: x}]} | 1:29| helmfiles without files                          | Say with files: which paths they have.
          clusters: a                                   | 1:11| clusters must be a list, not the text a          |
          """)
  void saysWhatIsWrongAndWhere(String text, String place, String message, String hint) {
    Diagnostic problem = problem(text);

    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo(hint);
    assertThat(problem.location()).hasToString("slipway.yaml" + (place == null ? "" : ":" + place));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Diagnostic problem = problem("clusters:\n  - nme: a\n    helmfile: x\nchart: {}\n");

    assertThat(problem.message()).isEqualTo("unknown key chart");
    assertThat(problem.notes()).hasSize(3).anyMatch(note -> note.contains("slipway.yaml:2:5"));
  }
}
