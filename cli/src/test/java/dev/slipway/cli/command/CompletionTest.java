package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void printsTheScriptOfAShell(String shell) {
    RecordedRun run = RecordedRun.of("completion", shell);

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("#").contains("slipway completion " + shell, "__complete --");
  }

  @Test
  void knowsNoOtherShell() {
    RecordedRun run = RecordedRun.of("completion", "tcsh");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("unknown shell \"tcsh\"", "bash, zsh, fish");
  }

  @Test
  void offersCommands() {
    assertThat(RecordedRun.of("__complete", "--", "comp").out())
        .isEqualTo("completion\tprint the completion script of a shell\n");
    assertThat(RecordedRun.of("__complete", "--", "").out()).doesNotContain("__complete");
  }

  @Test
  void offersWords() {
    assertThat(RecordedRun.of("__complete", "--", "completion", "").out())
        .isEqualTo("bash\nzsh\nfish\n");
  }

  @Test
  void offersFlagsAndTheirValues() {
    assertThat(RecordedRun.of("__complete", "--", "completion", "--no").out())
        .isEqualTo("--no-color\tno colours\n");
    assertThat(RecordedRun.of("__complete", "--", "completion", "--color=a").out())
        .isEqualTo("--color=auto\n--color=always\n");
  }

  @Test
  void offersNothingAfterNonsense() {
    RecordedRun run = RecordedRun.of("__complete", "--", "nonsense", "");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }
}
