package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.yaml.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people type from habit with helm and helmfile, and what their scripts read.
class PeerHabitsTest {
  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void deploy() {
    stage = ClusterStage.in(folder);
    stage.helmfile("{replicas: 2}");
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  private String out(String... arguments) {
    RecordedRun run = stage.run(arguments);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    return run.out();
  }

  private Map<String, @Nullable Object> json(String... arguments) {
    return Objects.requireNonNull(Json.readMap(out(arguments)));
  }

  @Test
  void printsTheValuesThatTemplatesSaw() {
    assertThat(out("get", "values", "web", "-n", "shop")).doesNotContain("tag: one");
    assertThat(out("get", "values", "web", "-n", "shop", "--all"))
        .startsWith("COMPUTED VALUES:\n")
        .contains("replicas: 2", "tag: one");
    assertThat(json("get", "values", "web", "-n", "shop", "-a", "-o", "json"))
        .containsEntry("tag", "one");
  }

  @Test
  void printsAllOfARecordAsHelmDoes() {
    assertThat(out("get", "all", "web", "-n", "shop"))
        .containsSubsequence(
            "NAME: web\nLAST DEPLOYED: ",
            "NAMESPACE: shop\nSTATUS: deployed\nREVISION: 1\nCHART: chart\nVERSION: 1.0.0\n",
            "DESCRIPTION: Install complete\nTEST SUITE: None\nUSER-SUPPLIED VALUES:\n",
            "COMPUTED VALUES:\n",
            "HOOKS:\nMANIFEST:\n---\n");
  }

  @Test
  void printsTheMetadataOfARelease() {
    assertThat(out("get", "metadata", "web", "-n", "shop"))
        .contains("CHART: chart\nVERSION: 1.0.0\n", "APPLY_METHOD: server-side apply\n");
    assertThat(json("get", "metadata", "web", "-n", "shop", "-o", "json"))
        .containsEntry("applyMethod", "ssa")
        .containsKeys("deployedAt", "labels", "appVersion");
  }

  @Test
  void keepsTheKeysOfHelmsJson() {
    Map<String, @Nullable Object> status = json("status", "web", "-n", "shop", "-o", "json");
    assertThat(status)
        .containsKeys("config", "manifest", "version", "apply_method", "objects", "ready")
        .extractingByKey("info")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("status", "deployed")
        .containsKeys("first_deployed", "last_deployed", "description");
    assertThat(json("upgrade", "web", "chart", "-n", "shop", "-o", "json"))
        .extractingByKey("chart")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKey("metadata");
  }

  @Test
  void listsReleasesForTheFlagsOfHelmsList() {
    assertThat(out("list", "-A", "-o", "json")).contains("\"app_version\"", "\"web\"");
    assertThat(out("ls", "-a", "-n", "shop", "-o", "table")).contains("NAME", "web");
  }

  @Test
  void reachesAClusterWithoutAKubeconfig() {
    assertThat(
            out(
                "ls",
                "-n",
                "shop",
                "--kubeconfig",
                "",
                "--kube-apiserver",
                stage.sandbox().url(),
                "--kube-token",
                stage.sandbox().token()))
        .contains("web");
    RecordedRun other = stage.run("ls", "-n", "shop", "--kube-as-user", "nobody");
    assertThat(other.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains("User \"nobody\" cannot list");
  }

  @Test
  void takesFlagsOfHelmfilesSync() {
    assertThat(
            stage
                .run(
                    "sync",
                    "--sync-release-labels",
                    "--reuse-values",
                    "--skip-schema-validation",
                    "--hide-notes",
                    "--track-mode",
                    "helm")
                .exit())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void showsALineForEachReleaseWithoutItsDiff() {
    stage.helmfile("{replicas: 3}");
    assertThat(out("apply", "--suppress-diff"))
        .contains("shop/web will be changed 1 to change\n", "0 to add, 2 to change, 0 to delete")
        .doesNotContain("replicas: 3");
  }

  @ParameterizedTest
  @CsvSource({
    "repo add a b, --repo URL",
    "repos, leave it out",
    "plugin list, built in",
    "apply --diff-args x, helm-diff",
    "destroy --deleteWait, state it in the helmfile",
    "sync --post-renderer x, postRenderer",
    "get all web --template x, jq",
  })
  void saysWhatToDoInsteadOfWhatIsNotHere(String line, String hint) {
    RecordedRun run = stage.run(line.split(" "));
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("unknown ", hint);
  }
}
