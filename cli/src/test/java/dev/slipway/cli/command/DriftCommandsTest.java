package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `status` and what others did to a release's objects.
class DriftCommandsTest {
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");

  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
    stage.run("apply");
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void statusNamesTheFieldsThatDifferAndWhoSetThem() {
    assertThat(stage.run("status", "web", "-n", "shop").out()).contains("DRIFT: none");
    stage
        .client()
        .patch(
            new ObjectKey(DEPLOYMENT, "shop", "web"),
            PatchType.MERGE,
            Map.of("spec", Map.of("replicas", 3L)),
            "",
            WriteOptions.as("kubectl-patch"));
    stage.client().delete(new ObjectKey(DEPLOYMENT, "shop", "db"), DeleteOptions.background());

    RecordedRun web = stage.run("status", "web", "-n", "shop");

    assertThat(web.out())
        .contains(
            "DRIFT: 1 object differs from what revision 1 wrote",
            "    spec.replicas is 3, was written as 1 (kubectl-patch at ");
    assertThat(stage.run("status", "web", "-n", "shop", "--no-drift").out())
        .doesNotContain("DRIFT");
    assertThat(stage.run("status", "web", "-n", "shop", "--output", "json").out())
        .contains("\"path\": \"spec.replicas\"", "\"kubectl-patch\"");
    assertThat(stage.run("status").out()).contains("Deployment/db is gone", "spec.replicas is 3");
  }

  @Test
  void statusNamesWhatPeopleAddedAndNothingOfControllers() {
    ObjectKey web = new ObjectKey(DEPLOYMENT, "shop", "web");
    stage
        .client()
        .patch(
            web,
            PatchType.MERGE,
            Map.of("metadata", Map.of("labels", Map.of("hand", "yes"))),
            "",
            WriteOptions.as("kubectl-label"));
    stage
        .client()
        .patch(
            web,
            PatchType.MERGE,
            Map.of("metadata", Map.of("labels", Map.of("machine", "yes"))),
            "",
            WriteOptions.as("some-controller"));

    RecordedRun run = stage.run("status", "web", "-n", "shop");

    assertThat(run.out())
        .contains(
            "DRIFT: none",
            "ADDED BY HAND: the release does not set these fields, and leaves them",
            "    metadata.labels.hand is \"yes\" (kubectl-label at ")
        .doesNotContain("machine");
    assertThat(stage.run("status", "web", "-n", "shop", "--output", "json").out())
        .contains("\"addedByHand\"", "\"metadata.labels.hand\"");
  }
}
