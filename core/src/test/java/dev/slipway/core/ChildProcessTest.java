package dev.slipway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  @Test
  void givesTheInputAndTellsBothOutputsAndTheExitCode() throws IOException {
    ProcessResult result = shell("cat; echo trouble >&2; exit 3", "text\n");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEqualTo("text\n");
    assertThat(result.errors()).isEqualTo("trouble\n");
  }

  @Test
  void readsMoreThanAPipeHoldsOfBothOutputsWhileItWrites() throws IOException {
    String large = "0123456789abcdef\n".repeat(20_000);

    ProcessResult result = shell("tee /dev/stderr", large);

    assertThat(result.output()).isEqualTo(large);
    assertThat(result.errors()).isEqualTo(large);
  }

  @Test
  void leavesAProgramThatDoesNotReadItsInputToItsExitCode() throws IOException {
    assertThat(shell("exit 0", "x".repeat(1_000_000)).exitCode()).isZero();
  }

  @Test
  void keepsBytesThatAreNoText() throws IOException {
    String output = shell("printf '\\377a'", "").output();

    assertThat(GoStrings.toBytes(output)).containsExactly(0xff, 'a');
  }

  @Test
  void saysThatAProgramIsNotThere() {
    assertThatThrownBy(() -> ChildProcess.run(new ProcessBuilder("no-such-program"), ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-program");
  }

  private static ProcessResult shell(String script, String input) throws IOException {
    return ChildProcess.run(new ProcessBuilder("sh", "-c", script), input);
  }
}
