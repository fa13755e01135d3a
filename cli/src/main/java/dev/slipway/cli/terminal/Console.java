package dev.slipway.cli.terminal;

import dev.slipway.core.GoStrings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The three standard streams, as bytes: a chart's output may hold bytes that are not text. Output
/// is buffered until [#flush]; messages go out at once. Safe for use by several threads once it is
/// set up: each call's text stays whole.
public final class Console {
  /// Which streams are terminals.
  public enum Interactive {
    NONE,
    OUTPUT,
    MESSAGES,
    BOTH;

    boolean output() {
      return this == OUTPUT || this == BOTH;
    }

    boolean messages() {
      return this == MESSAGES || this == BOTH;
    }
  }

  /// When to use colours.
  public enum Colors {
    AUTO,
    ALWAYS,
    NEVER
  }

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private final Interactive interactive;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER);
  private Colors colors = Colors.AUTO;
  private boolean quiet;
  private boolean dumb;
  private volatile UnaryOperator<String> shown = UnaryOperator.identity();

  public Console(InputStream in, OutputStream out, OutputStream err, Interactive interactive) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  /// Chooses when to use colours; at first: on a terminal.
  public void useColors(Colors choice) {
    colors = choice;
  }

  /// Leaves [#note] and [#warn] out.
  public void beQuiet(boolean wanted) {
    quiet = wanted;
  }

  /// Passes every text through `filter` before it is shown: it hides what nobody may see.
  public void show(UnaryOperator<String> filter) {
    shown = filter;
  }

  /// The standard input.
  public InputStream in() {
    return in;
  }

  /// Prints output.
  ///
  /// @throws OutputClosedException when nobody reads any more
  public synchronized void print(String text) {
    write(GoStrings.toBytes(shown.apply(text)));
  }

  /// Prints a line of output.
  public synchronized void println(String line) {
    print(line);
    print("\n");
  }

  /// Prints output as bytes.
  public synchronized void write(byte[] bytes) {
    pending.writeBytes(bytes);
    if (pending.size() >= BUFFER) {
      flush();
    }
  }

  /// Tells the user something on the side, unless they want quiet.
  public void note(String line) {
    if (!quiet) {
      message(line);
    }
  }

  /// Warns the user, unless they want quiet.
  public void warn(String line) {
    if (!quiet) {
      message(styled(Style.WARNING, "Warning:") + " " + line);
    }
  }

  /// Prints a line on the error stream, after all output before it.
  public synchronized void message(String line) {
    flush();
    try {
      err.write(GoStrings.toBytes(shown.apply(line) + "\n"));
      err.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  /// Asks for a line.
  ///
  /// @return what was typed; null at the end of the input
  /// @throws UncheckedIOException if the input cannot be read
  public @Nullable String ask(String question) {
    draw(question);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      if (next < 0) {
        draw("\n");
        return null;
      }
      for (; next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return GoStrings.fromBytes(line.toByteArray());
  }

  /// Whether messages go to a terminal.
  public boolean isMessagesTerminal() {
    return interactive.messages() && !quiet;
  }

  /// Whether someone can answer: both streams are a terminal.
  public boolean isDialogue() {
    return interactive == Interactive.BOTH;
  }

  /// Whether lines of messages can be written over.
  boolean isDrawable() {
    return isMessagesTerminal() && !dumb;
  }

  /// The terminal can neither show colours nor move its cursor, as in an editor: `TERM=dumb`.
  public void beDumb() {
    dumb = true;
    colors = Colors.NEVER;
  }

  /// Writes on the error stream as it is, without a line's end.
  ///
  /// @throws OutputClosedException when nobody reads any more
  synchronized void draw(String text) {
    flush();
    try {
      err.write(GoStrings.toBytes(shown.apply(text)));
      err.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  /// Hands all output on.
  public synchronized void flush() {
    try {
      pending.writeTo(out);
      pending.reset();
      out.flush();
    } catch (IOException e) {
      pending.reset();
      throw closed(e) ? new OutputClosedException(e) : new UncheckedIOException(e);
    }
  }

  /// The text in that style where messages have colours.
  public String styled(Style style, String text) {
    return colored(interactive.messages()) ? style.on(text) : text;
  }

  /// The text in that style where output has colours.
  public String styledOutput(Style style, String text) {
    return colored(interactive.output()) ? style.on(text) : text;
  }

  private boolean colored(boolean terminal) {
    return switch (colors) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> terminal;
    };
  }

  private static boolean closed(IOException e) {
    String message = e.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("broken pipe");
  }
}
