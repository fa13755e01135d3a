package dev.slipway.cli;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import dev.slipway.core.GoStrings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs command lines inside this process and keeps what they print.
///
/// @param exit how the run ended
/// @param out what it printed
/// @param err its messages
public record RecordedRun(ExitCode exit, String out, String err) {
  /// A place to run command lines in.
  public static final class Place {
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Console.Interactive interactive = Console.Interactive.NONE;
    private InputStream in = InputStream.nullInputStream();
    private Path installation = Path.of("");

    private Place(Path folder) {
      this.folder = folder;
    }

    /// With that environment variable too.
    public Place with(String variable, String value) {
      variables.put(variable, value);
      return this;
    }

    /// With a terminal for both output and messages.
    public Place onTerminal() {
      interactive = Console.Interactive.BOTH;
      return this;
    }

    /// With that on the standard input.
    public Place reading(String text) {
      in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    /// With the program installed in that folder.
    public Place installedIn(Path place) {
      installation = place;
      return this;
    }

    /// Runs one command line.
    public RecordedRun run(String... arguments) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Console console = new Console(in, out, err, interactive);
      Slipway slipway = new Slipway(new Environment(variables, folder, installation), console);
      ExitCode exit = slipway.run(List.of(arguments));
      return new RecordedRun(
          exit, GoStrings.fromBytes(out.toByteArray()), GoStrings.fromBytes(err.toByteArray()));
    }
  }

  /// Runs in that folder.
  public static Place in(Path folder) {
    return new Place(folder);
  }

  /// Runs in no particular folder.
  public static RecordedRun of(String... arguments) {
    return in(Path.of("")).run(arguments);
  }
}
