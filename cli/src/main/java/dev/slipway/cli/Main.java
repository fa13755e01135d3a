package dev.slipway.cli;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.start.JarRewriter;
import dev.slipway.cli.terminal.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The program's entry: the only class that touches the process itself.
public final class Main {
  private Main() {}

  /// Runs a command and exits with its code. The launcher says in the property `slipway.terminal`
  /// which streams are terminals (a shell knows that at no cost). Two commands are for the launcher
  /// alone: `__rewrite JAR…` readies jars that it has just built, `__rehearse charts FOLDER` and
  /// `__rehearse clusters FOLDER` do what users do most, so that it sees which classes that needs.
  public static void main(String[] arguments) throws IOException {
    Console.Interactive interactive =
        switch (System.getProperty("slipway.terminal", "")) {
          case "out" -> Console.Interactive.OUTPUT;
          case "err" -> Console.Interactive.MESSAGES;
          case "outerr" -> Console.Interactive.BOTH;
          default -> Console.Interactive.NONE;
        };
    Console console =
        new Console(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            interactive);
    Environment environment =
        new Environment(
            System.getenv(), Path.of(""), Path.of(System.getProperty("slipway.home", "")));
    if (arguments.length == 3 && arguments[0].equals("__rehearse")) {
      Environment tree = new Environment(System.getenv(), Path.of(arguments[2]));
      if (arguments[1].equals("clusters")) {
        Rehearsal.clusters(tree);
      } else {
        Rehearsal.charts(tree);
      }
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("__rewrite")) {
      for (String jar : List.of(arguments).subList(1, arguments.length)) {
        JarRewriter.rewrite(Path.of(jar));
      }
      return;
    }
    ExitCode code = new Slipway(environment, console).run(List.of(arguments));
    // Not System.exit: that asks the logging system first, which takes longer than all the rest.
    Runtime.getRuntime().halt(code.number());
  }
}
