package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fields that others own, asked about at a terminal.
class ConflictDialogueTest {
  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
    autoscale("web");
    autoscale("db");
    stage.helmfile("{replicas: 2, tag: two}");
  }

  @AfterEach
  void end() {
    stage.close();
  }

  private void autoscale(String name) {
    stage
        .client()
        .apply(
            KubeObject.parse(
                """
                {"apiVersion":"apps/v1","kind":"Deployment",
                 "metadata":{"name":"NAME","namespace":"shop"},"spec":{"replicas":7}}
                """
                    .replace("NAME", name)),
            WriteOptions.as("autoscaler").forced());
  }

  private long replicas(String name) {
    ObjectKey key = new ObjectKey(GroupVersionKind.of("apps/v1", "Deployment"), "shop", name);
    return stage.client().get(key).orElseThrow().number(0, "spec", "replicas");
  }

  @Test
  void eachFieldIsShownWithItsOwnerAndTakenOrKept() {
    RecordedRun run = stage.typing("what\nt\nk\n", "apply");

    assertThat(run.err())
        .containsSubsequence(
            "Others own 2 fields:",
            "Deployment/web:.spec.replicas",
            "of shop/web belongs to autoscaler",
            "it is 7; the release sets 2",
            "[t]ake it",
            "That is none of them.",
            "Deployment/db:.spec.replicas",
            "belongs to autoscaler");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(replicas("web")).isEqualTo(2);
    assertThat(replicas("db")).isEqualTo(7);
    assertThat(stage.run("get", "manifest", "db", "-n", "shop").out()).contains("image: web:two");
  }

  @Test
  void oneAnswerMayBeForAll() {
    assertThat(stage.typing("a\n", "apply").exit()).isEqualTo(ExitCode.DONE);
    assertThat(replicas("web")).isEqualTo(2);
    assertThat(replicas("db")).isEqualTo(2);
  }

  @Test
  void stopOrTheEndOfTheInputChangesNothing() {
    for (String typed : new String[] {"t\ns\n", ""}) {
      RecordedRun run = stage.typing(typed, "apply");

      assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).endsWith("Nothing was changed.\n");
      assertThat(replicas("web")).isEqualTo(7);
      assertThat(stage.run("history", "web", "-n", "shop").out()).doesNotContain("Upgrade");
    }
  }

  @Test
  void onlyWhatNoFlagDecidesIsAsked() {
    RecordedRun run = stage.typing("t\n", "apply", "--keep-field", "Deployment/web:.spec.replicas");

    assertThat(run.err()).contains("Another owns a field:").doesNotContain("take [a]ll");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(replicas("web")).isEqualTo(7);
    assertThat(replicas("db")).isEqualTo(2);
  }

  @Test
  void whereNobodyCanAnswerTheFlagsAreNamed() {
    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(".spec.replicas belongs to autoscaler", "--take-field", "nothing was changed")
        .doesNotContain("[t]ake");
    assertThat(replicas("web")).isEqualTo(7);
  }

  @Test
  void anUpgradeOfOneChartAsksToo() {
    RecordedRun run =
        stage.typing("k\n", "upgrade", "web", "./chart", "-n", "shop", "--set", "replicas=3");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("it is 7; the release sets 3");
    assertThat(replicas("web")).isEqualTo(7);
  }
}
