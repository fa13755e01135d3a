package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that had better not be begun, and two operators at once.
class DoubtfulRunsTest {
  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  private String history(String release) {
    return stage.run("history", release, "-n", "shop").out();
  }

  @Test
  void whatWillFailIsToldForAllReleasesBeforeAnythingIsTouched() {
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
    stage.helmfile("{app: other, replicas: 2}");

    RecordedRun refused = stage.run("apply");

    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains(
            "Error: this would fail, so nothing was changed:",
            "shop/web: shop/Deployment/web: ",
            "shop/db: shop/Deployment/db: ",
            "field is immutable",
            "hint: --try-anyway begins it nevertheless")
        .doesNotContain("upgrading");
    assertThat(history("web")).doesNotContain("\n2 ");

    RecordedRun tried = stage.run("apply", "--try-anyway");
    assertThat(tried.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(tried.err()).contains("upgrading to revision 2", "Failed: shop/web");
  }

  @Test
  void aReleaseThatCannotBeRenderedKeepsTheOthersFromBeingBegun() {
    stage.write(
        "chart/templates/check.yaml", "{{ if eq .Release.Name \"db\" }}{{ fail \"no\" }}{{ end }}");

    RecordedRun refused = stage.run("apply");

    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("Error: shop/db: ", "Nothing was changed.");
    assertThat(history("web")).isEmpty();
  }

  @Test
  void whoWaitsInLinePlansAnewWhenItIsTheirTurn() throws Exception {
    stage.helmfile("{annotations: {sandbox.slipway.dev/ready-seconds: \"15\"}}");
    FutureTask<RecordedRun> first =
        new FutureTask<>(() -> stage.run("apply", "-l", "name=web", "--summary"));
    Thread.ofVirtual().start(first);
    while (!history("web").contains("pending-install")) {
      assertThat(first.isDone()).isFalse();
      Thread.onSpinWait();
    }
    stage.helmfile("{tag: two}");

    RecordedRun second = stage.run("apply", "-l", "name=web", "--summary", "--wait-lock", "2m");

    assertThat(first.get().exit()).as(first.get().err()).isEqualTo(ExitCode.DONE);
    assertThat(second.exit()).as(second.err()).isEqualTo(ExitCode.DONE);
    assertThat(second.err())
        .containsSubsequence(
            "waiting in line behind",
            "someone else brought revision 1; planned anew: 0 to add, 1 to change",
            "shop/web: done");
    assertThat(history("web")).contains("superseded", "Upgrade complete");
  }

  @Test
  void whoWaitsInLineMayFindNothingToDo() throws Exception {
    stage.helmfile("{annotations: {sandbox.slipway.dev/ready-seconds: \"15\"}}");
    FutureTask<RecordedRun> first = new FutureTask<>(() -> stage.run("apply", "-l", "name=web"));
    Thread.ofVirtual().start(first);
    while (!history("web").contains("pending-install")) {
      assertThat(first.isDone()).isFalse();
      Thread.onSpinWait();
    }

    RecordedRun second = stage.run("apply", "-l", "name=web", "--wait-lock", "2m");

    assertThat(first.get().exit()).isEqualTo(ExitCode.DONE);
    assertThat(second.exit()).as(second.err()).isEqualTo(ExitCode.DONE);
    assertThat(second.err()).contains("someone else brought revision 1; nothing is left to do");
    assertThat(history("web").lines()).hasSize(2);
  }
}
