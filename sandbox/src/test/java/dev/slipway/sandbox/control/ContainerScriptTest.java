package dev.slipway.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContainerScriptTest {
  private static ContainerScript of(String... command) {
    return ContainerScript.of(Map.of("command", List.of(command)));
  }

  @Test
  void readsWhatAShellWouldDo() {
    ContainerScript script = of("/bin/sh", "-c", "echo 'a; b' && sleep 3; sleep 2; exit 7; echo c");
    assertThat(script.lines()).containsExactly("a; b");
    assertThat(script.seconds()).hasValue(5);
    assertThat(script.exitCode()).hasValue(7);
  }

  @Test
  void knowsProgramsThatSaySo() {
    assertThat(of("/bin/false").exitCode()).hasValue(1);
    assertThat(of("sleep", "infinity").seconds()).hasValue(Integer.MAX_VALUE);
    assertThat(of("nginx", "-g", "daemon off;").exitCode()).isEmpty();
  }
}
