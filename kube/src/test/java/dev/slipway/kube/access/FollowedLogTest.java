package dev.slipway.kube.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedLogTest {
  private static List<String> lines(FollowedLog log, String... raw) {
    log.opened();
    List<String> lines = new ArrayList<>();
    for (String each : raw) {
      String line = log.line(each);
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static FollowedLog log(boolean timestamps) {
    return new FollowedLog(KubeObject.parse("{\"kind\":\"Pod\"}"), "web", timestamps);
  }

  @Test
  void linesThatComeAgainAfterAConnectionBrokeAreLeftOut() {
    FollowedLog log = log(false);

    assertThat(lines(log, "2026-01-02T03:04:05.1Z a", "2026-01-02T03:04:05.12Z b"))
        .containsExactly("a", "b");
    assertThat(
            lines(
                log,
                "2026-01-02T03:04:05.1Z a",
                "2026-01-02T03:04:05.12Z b",
                "2026-01-02T03:04:05.12Z c",
                "2026-01-02T03:04:06Z d"))
        .containsExactly("c", "d");
    assertThat(log.lastMoment()).isEqualTo("2026-01-02T03:04:06Z");
  }

  @Test
  void ofLinesOfTheSameMomentOnlyThoseThatCameAreLeftOut() {
    FollowedLog log = log(false);

    assertThat(lines(log, "2026-01-02T03:04:05Z a", "2026-01-02T03:04:05Z b")).hasSize(2);
    assertThat(
            lines(
                log, "2026-01-02T03:04:05Z a", "2026-01-02T03:04:05Z b", "2026-01-02T03:04:05Z c"))
        .containsExactly("c");
    assertThat(
            lines(
                log,
                "2026-01-02T03:04:05Z a",
                "2026-01-02T03:04:05Z b",
                "2026-01-02T03:04:05Z c",
                "2026-01-02T03:04:05Z d"))
        .containsExactly("d");
  }

  @Test
  void timesStayWhereTheyAreWantedAndWordsOfTheKubeletAreHandedOn() {
    assertThat(lines(log(true), "2026-01-02T03:04:05Z a b"))
        .containsExactly("2026-01-02T03:04:05Z a b");
    assertThat(lines(log(false), "unable to retrieve container logs for containerd://1"))
        .containsExactly("unable to retrieve container logs for containerd://1");
    assertThat(lines(log(false), "2026-01-02T03:04:05Z ")).containsExactly("");
  }
}
