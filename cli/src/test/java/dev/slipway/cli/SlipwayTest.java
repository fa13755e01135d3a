package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipwayTest {
  @Test
  void printsTheVersionOfTheBuild() {
    RecordedRun run = RecordedRun.of("--version");

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo("slipway " + System.getProperty("slipway.version") + "\n");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", ""})
  void listsTheCommandsWhenAskedOrWhenNothingIsAsked(String argument) {
    RecordedRun run = argument.isEmpty() ? RecordedRun.of() : RecordedRun.of(argument);

    assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("Usage:\n  slipway COMMAND", "completion ", "--version");
    assertThat(run.out()).doesNotContain("__complete");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    RecordedRun run = RecordedRun.of("completoin");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.exit().number()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            Error: unknown command "completoin" for "slipway"
              hint: did you mean 'slipway completion'?
            """);
  }

  @Test
  void suggestsTheFlagThatWasMeant() {
    RecordedRun run = RecordedRun.of("completion", "--quite", "bash");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("Error: unknown flag: --quite\n").contains("--quiet?");
  }

  @Test
  void saysWhichArgumentsAreMissing() {
    RecordedRun run = RecordedRun.of("completion");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("Error: \"slipway completion\" requires 1 argument\n")
        .contains("usage: slipway completion bash|zsh|fish [flags]");
  }

  @Test
  void takesFlagsBeforeTheCommandAsHelmDoes() {
    RecordedRun run =
        RecordedRun.of("--debug", "-n", "completion", "--color", "never", "completion", "x");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("unknown shorthand flag: 'n'");
  }

  @Test
  void colorsOnlyOnATerminal() {
    assertThat(RecordedRun.of("wrong").err()).doesNotContain("\u001b");
    assertThat(RecordedRun.in(Path.of("")).onTerminal().run("wrong").err())
        .contains("\u001b[1;31mError:\u001b[0m");
    assertThat(RecordedRun.in(Path.of("")).onTerminal().with("NO_COLOR", "1").run("wrong").err())
        .doesNotContain("\u001b");
    assertThat(RecordedRun.of("--help", "--color").out()).contains("\u001b[1mUsage:\u001b[0m");
    assertThat(RecordedRun.in(Path.of("")).onTerminal().run("--help", "--no-color").out())
        .doesNotContain("\u001b");
  }

  @Test
  void endsSilentlyWhenNobodyReadsItsOutput() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Console console =
        new Console(InputStream.nullInputStream(), closed, closed, Console.Interactive.NONE);

    ExitCode exit =
        new Slipway(new Environment(Map.of(), Path.of("")), console).run(List.of("--help"));

    assertThat(exit.number()).isEqualTo(141);
  }

  @Test
  void reportsAFullDisk() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    RecordingStream err = new RecordingStream();
    Console console =
        new Console(InputStream.nullInputStream(), full, err, Console.Interactive.NONE);

    ExitCode exit =
        new Slipway(new Environment(Map.of(), Path.of("")), console).run(List.of("--help"));

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(err.text()).isEqualTo("Error: No space left on device\n");
  }

  private static final class RecordingStream extends OutputStream {
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    String text() {
      return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
