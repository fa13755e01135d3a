package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C and SIGTERM, sent to a process of the program at moments that its output tells.
@EnabledOnOs(OS.LINUX)
class InterruptedRunsTest {
  private static final String SLOW =
      "{annotations: {sandbox.slipway.dev/ready-seconds: \"3600\"}, tag: VERSION}";

  private static final String HOOK =
      """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: {{ .Release.Name }}-before
        annotations: {helm.sh/hook: "pre-install,pre-upgrade"}
      spec:
        template:
          metadata: {annotations: {sandbox.slipway.dev/run-seconds: "3600"}}
          spec: {restartPolicy: Never, containers: [{name: it, image: it}]}
      """;

  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    // So slow that nothing is over, or given up, before its signal comes.
    stage = ClusterStage.in(folder, SandboxOptions.of("test").withSpeed(5));
  }

  @AfterEach
  void end() {
    stage.close();
  }

  private ProgramProcess start(String... arguments) {
    return ProgramProcess.start(folder, arguments);
  }

  private String history(String release) {
    return stage.run("history", release, "-n", "shop").out();
  }

  private static String slow(String version) {
    return SLOW.replace("VERSION", version);
  }

  private void assertTheNextRunSucceeds() {
    stage.helmfile("{tag: last}");
    var run = stage.run("apply");
    assertThat(run.exit().number()).as(run.err()).isZero();
    assertThat(history("web").lines().reduce((_, last) -> last).orElse(""))
        .contains("deployed", "complete");
    assertThat(stage.run("diff").err()).contains("Nothing differs (2 releases)");
  }

  @Test
  void onceWhileItWaitsForPodsEndsWithWhatWasDone() throws Exception {
    stage.helmfile(slow("one"));
    try (ProgramProcess child = start("apply", "--summary")) {
      child.waitFor("Deployment/web: 0 of 1 ready").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).isEqualTo(130);
      assertThat(told)
          .containsOnlyOnce("Error:")
          .containsSubsequence(
              "Stopping after the running step; again to stop at once.",
              "Error: shop/web: stopped by the user",
              "stopped after 1 object was written; the next run goes on from there",
              "Not begun, because of the stop: shop/db",
              "Stopped: shop/web");
    }
    assertThat(history("web")).contains("failed", "stopped by the user after 1 objects");
    assertThat(history("db")).isEmpty();
    assertTheNextRunSucceeds();
  }

  @Test
  void twiceLeavesTheRecordToTheNextRun() throws Exception {
    stage.helmfile(slow("one"));
    stage.write("chart/templates/hook.yaml", HOOK);
    try (ProgramProcess child = start("apply", "--summary")) {
      child.waitFor("hook Job/web-before (pre-install)").signal("INT");
      child.waitFor("Stopping after the running step").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).isEqualTo(130);
      assertThat(told)
          .containsSubsequence(
              "Stopping at once; the next run goes on from here.",
              "its record stays pending until the next run, which goes on from there");
    }
    assertThat(history("web")).contains("pending-install");

    stage.write("chart/templates/hook.yaml", "");
    stage.helmfile("{tag: last}");
    var next = stage.run("apply");
    assertThat(next.err()).contains("revision 1 was left pending-install by ", "which is gone");
    assertTheNextRunSucceeds();
  }

  /// Ends the job of a hook as its controller would.
  private void complete(String job) {
    ObjectKey key = new ObjectKey(GroupVersionKind.of("batch/v1", "Job"), "shop", job);
    stage
        .client()
        .patch(
            key,
            PatchType.MERGE,
            Map.of(
                "status",
                Map.of(
                    "succeeded",
                    1,
                    "conditions",
                    List.of(Map.of("type", "Complete", "status", "True")))),
            "status",
            WriteOptions.as("a-test"));
  }

  @Test
  void onceDuringAHookLetsTheHookEnd() throws Exception {
    stage.write("chart/templates/hook.yaml", HOOK);
    try (ProgramProcess child = start("apply", "--summary")) {
      child.waitFor("hook Job/web-before (pre-install)").signal("INT");
      child.waitFor("Stopping after the running step");
      complete("web-before");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(130);
      assertThat(told).contains("stopped after 0 objects were written");
    }
    stage.write("chart/templates/hook.yaml", "");
    assertTheNextRunSucceeds();
  }

  @Test
  void onceBeforeAnythingIsDoneSaysSo() throws Exception {
    stage.helmfile(slow("one"));
    try (ProgramProcess child = start("apply", "-i")) {
      child.waitFor("Do you really want to apply?").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).isEqualTo(130);
      assertThat(told).endsWith("Stopped. Nothing was changed.\n");
    }
    assertThat(history("web")).isEmpty();
  }

  @Test
  void onceOnTheWayBackAfterAFailureLetsItArrive() throws Exception {
    assertThat(stage.run("apply", "-l", "name=web").exit().number()).isZero();
    stage.helmfile("{annotations: {sandbox.slipway.dev/fail: image}, tag: broken}");
    try (ProgramProcess child = start("apply", "--summary", "--atomic", "-l", "name=web")) {
      child.waitFor("going back to revision 1").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(130);
      assertThat(told)
          .containsSubsequence(
              "Stopping after the running step", "is back at revision 1", "Error: shop/web: ");
    }
    assertThat(history("web")).contains("failed", "Rollback to 1");
    assertTheNextRunSucceeds();
  }

  @Test
  void onceDuringTheTestsOfAHelmfileLetsTheRunningOneEnd() throws Exception {
    stage.write("chart/templates/hook.yaml", HOOK.replace("pre-install,pre-upgrade", "test"));
    assertThat(stage.run("apply").exit().number()).isZero();
    try (ProgramProcess child = start("test")) {
      child.waitFor("hook Job/web-before (test)").signal("INT");
      child.waitFor("Stopping after the running step");
      complete("web-before");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(130);
      assertThat(told).contains("Job/web-before: passed", "Not tested: db.");
    }
  }

  @Test
  void twiceDuringTheTestsOfAHelmfileStopsAtOnce() throws Exception {
    stage.write("chart/templates/hook.yaml", HOOK.replace("pre-install,pre-upgrade", "test"));
    assertThat(stage.run("apply").exit().number()).isZero();
    try (ProgramProcess child = start("test")) {
      child.waitFor("hook Job/web-before (test)").signal("INT");
      child.waitFor("Stopping after the running step").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(130);
      assertThat(told).contains("shop/web: stopped by the user", "Not tested: db.");
    }
  }

  @Test
  void sigtermIsTheSameWithItsOwnExitCode() throws Exception {
    stage.helmfile(slow("one"));
    try (ProgramProcess child =
        start("install", "web", "./chart", "-n", "shop", "--create-namespace")) {
      assertThat(child.rest()).contains("STATUS: deployed");
    }
    try (ProgramProcess child =
        start(
            "upgrade",
            "web",
            "./chart",
            "-n",
            "shop",
            "--wait",
            "--set-json",
            "annotations={\"sandbox.slipway.dev/ready-seconds\":\"3600\"}")) {
      child.waitFor("Deployment/web: ").signal("TERM");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(143);
      assertThat(told).contains("Stopping after the running step", "stopped by the user");
    }
    assertThat(history("web")).contains("deployed", "failed");
  }

  @Test
  void logsThatAreFollowedGoOnWithNewPodsAndRestartedContainersUntilCtrlC() throws Exception {
    assertThat(stage.run("apply", "-l", "name=web").exit().number()).isZero();
    try (ProgramProcess child = start("logs", "web", "-n", "shop", "-f")) {
      child.waitFor("starting web of image web:one");
      stage.helmfile("{tag: two}");
      assertThat(stage.run("apply", "-l", "name=web").exit().number()).isZero();
      child.waitFor("+ web-").waitFor("starting web of image web:two").waitFor("- web-");

      stage.helmfile("{tag: three, annotations: {sandbox.slipway.dev/fail: crash}}");
      stage.run("apply", "-l", "name=web");
      child.waitFor("starting web of image web:three").waitFor(", restart 1");
      child.waitFor("starting web of image web:three").signal("INT");
      String told = child.rest();

      assertThat(child.exit()).as(told).isEqualTo(130);
      assertThat(told).doesNotContain("Error", "Warning", "Exception");
    }
  }

  @Test
  void logsOfAJobThatAreFollowedEndWithIt() throws Exception {
    stage.write("chart/templates/deployment.yaml", "");
    stage.write(
        "chart/templates/job.yaml",
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          template:
            metadata: {annotations: {sandbox.slipway.dev/run-seconds: "5"}}
            spec: {restartPolicy: Never, containers: [{name: it, image: it}]}
        """);
    stage.run("apply", "-l", "name=web");

    try (ProgramProcess child = start("logs", "web", "-n", "shop", "-f")) {
      String told = child.rest();

      assertThat(child.exit()).as(told).isZero();
      assertThat(told).containsOnlyOnce("starting it of image it");
    }
  }
}
