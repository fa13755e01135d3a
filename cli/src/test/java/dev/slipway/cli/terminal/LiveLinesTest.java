package dev.slipway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          err,
          Console.Interactive.BOTH);

  private String drawn() {
    String text = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return text;
  }

  @Test
  void writesOverWhatWasThereAndLetsNoLineWrap() {
    LiveLines lines = new LiveLines(console);
    lines.show(List.of("a", "b"));
    assertThat(drawn()).isEqualTo("\u001b[?7la\nb\n\u001b[?7h");
    lines.show(List.of("c"));
    assertThat(drawn()).isEqualTo("\u001b[A\u001b[2K".repeat(2) + "\u001b[?7lc\n\u001b[?7h");
  }

  @Test
  void drawsNothingWhenNothingChanged() {
    LiveLines lines = new LiveLines(console);
    lines.show(List.of("a"));
    drawn();
    lines.show(List.of("a"));
    assertThat(drawn()).isEmpty();
  }

  @Test
  void drawsNothingOnATerminalThatCannotMoveItsCursor() {
    console.beDumb();
    LiveLines lines = new LiveLines(console);
    lines.show(List.of("a"));
    assertThat(drawn()).isEmpty();
    assertThat(console.styled(Style.ERROR, "b")).isEqualTo("b");
  }
}
