package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.ListOptions;
import dev.slipway.object.GroupVersionKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `logs` and `port-forward`.
class PodCommandsTest {
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
    stage.helmfile("{replicas: 2}");
    stage.run("apply", "-l", "name=web");
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void logsOfAllPodsOfAReleaseHaveTheirNamesBeforeThem() {
    RecordedRun logs = stage.run("logs", "web", "-n", "shop");

    assertThat(logs.exit()).as(logs.err()).isEqualTo(ExitCode.DONE);
    assertThat(
            stage.client().list(POD, "shop", ListOptions.ALL).items().stream()
                .map(pod -> pod.name() + "/web | "))
        .hasSize(2)
        .allMatch(logs.out()::contains);
    String last = stage.run("logs", "app=web", "-n", "shop", "--tail", "1", "--no-prefix").out();
    assertThat(last.lines()).hasSize(2).noneMatch(line -> line.contains(" | "));
  }

  @Test
  void containersThatNeverRanBeforeHaveNoPreviousLogsAndThatIsNoError() {
    RecordedRun logs = stage.run("logs", "web", "-n", "shop", "--previous");

    assertThat(logs.exit()).isEqualTo(ExitCode.DONE);
    assertThat(logs.err()).isEqualTo("no container of these pods ran before\n");
  }

  @Test
  void aContainerThatIsNotThereIsAnErrorThatNamesThoseThatAre() {
    RecordedRun logs = stage.run("logs", "web", "-n", "shop", "-c", "proxy");

    assertThat(logs.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(logs.err()).contains("no pod has a container proxy", "there are web");
    assertThat(stage.run("logs", "nothing", "-n", "shop").err())
        .contains("release: not found: nothing", "there are web");
  }

  @Test
  void aPortThatIsNoneIsRefusedBeforeAnythingListens() {
    RecordedRun run = stage.run("port-forward", "web", "http", "-n", "shop");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("has no port http");
  }

  @Test
  void aForwardedPortListensUntilItIsEnded() throws Exception {
    int local;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      local = free.getLocalPort();
    }
    FutureTask<RecordedRun> forward =
        new FutureTask<>(() -> stage.run("port-forward", "web", local + ":80", "-n", "shop"));
    Thread thread = Thread.ofPlatform().start(forward);
    while (!isListening(local)) {
      assertThat(forward.isDone()).isFalse();
    }
    thread.interrupt();

    assertThat(forward.get().exit()).isEqualTo(ExitCode.DONE);
    assertThat(forward.get().out())
        .startsWith("Forwarding from 127.0.0.1:" + local + " -> 80 of Pod/web-");
    assertThat(isListening(local)).isFalse();
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // A socket that gets this very port by chance is connected with itself.
      return socket.getLocalPort() != port;
    } catch (IOException _) {
      return false;
    }
  }
}
