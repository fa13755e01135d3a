package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.SandboxOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  /// A running process, whose messages are read as they come.
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder told = new StringBuilder();

    Child(Process process) {
      this.process = process;
      this.lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Reads until a line has that text.
    Child waitFor(String text) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.append(line).append('\n');
        if (line.contains(text)) {
          return this;
        }
      }
      throw new AssertionError("it ended without \"" + text + "\":\n" + told);
    }

    Child signal(String name) throws IOException, InterruptedException {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      return this;
    }

    /// Reads what is left.
    String rest() throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.append(line).append('\n');
      }
      return told.toString();
    }

    int exit() throws InterruptedException {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /// Starts the program as a shell does. (A process that is started in the background may be told
  /// to ignore Ctrl-C, and hand that on to whom it starts.)
  private Child start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "dev.slipway.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    environment.keySet().removeIf(name -> name.startsWith("HELM") || name.startsWith("JDK_JAVA"));
    try {
      return new Child(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return String.join(
        File.pathSeparator,
        Stream.of(all.split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .toList());
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
    try (Child child = start("apply", "--summary")) {
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
    try (Child child = start("apply", "--summary")) {
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
    assertThat(next.err()).contains("revision 1 was left pending-install", "which is gone");
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
    try (Child child = start("apply", "--summary")) {
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
    try (Child child = start("apply", "-i")) {
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
    try (Child child = start("apply", "--summary", "--atomic", "-l", "name=web")) {
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
  void sigtermIsTheSameWithItsOwnExitCode() throws Exception {
    stage.helmfile(slow("one"));
    try (Child child = start("install", "web", "./chart", "-n", "shop", "--create-namespace")) {
      assertThat(child.rest()).contains("STATUS: deployed");
    }
    try (Child child =
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
}
