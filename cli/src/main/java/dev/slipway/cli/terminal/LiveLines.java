package dev.slipway.cli.terminal;

import java.util.List;

/// Lines at the end of a terminal's messages that are written anew whenever something changes.
/// Elsewhere nothing of it is shown. For use under the lock of who writes to the console.
public final class LiveLines {
  private static final String UP_AND_CLEAR = "\u001b[A\u001b[2K";

  /// No line may wrap, or going up would miss some: the terminal itself cuts what is wider than it
  /// is now.
  private static final String NO_WRAPPING = "\u001b[?7l";

  private static final String WRAPPING = "\u001b[?7h";

  /// What is longer is hard to read on any terminal.
  private static final int WIDTH = 160;

  private final Console console;
  private List<String> shown = List.of();

  public LiveLines(Console console) {
    this.console = console;
  }

  /// Whether there is a terminal for them.
  public boolean isPossible() {
    return console.isDrawable();
  }

  /// Shows these lines in place of those before.
  public void show(List<String> lines) {
    if (!isPossible() || lines.equals(shown)) {
      return;
    }
    StringBuilder out = new StringBuilder(UP_AND_CLEAR.repeat(shown.size())).append(NO_WRAPPING);
    for (String line : lines) {
      out.append(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line).append('\n');
    }
    shown = List.copyOf(lines);
    console.draw(out.append(WRAPPING).toString());
  }

  /// Takes them away, so that something else can be written.
  public void clear() {
    show(List.of());
  }
}
