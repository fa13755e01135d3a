package dev.slipway.cli;

import dev.slipway.cli.command.Command;
import dev.slipway.cli.command.CommandPath;
import dev.slipway.cli.command.Commands;
import dev.slipway.cli.command.Environment;
import dev.slipway.cli.command.GeneralOptions;
import dev.slipway.cli.command.HelpPage;
import dev.slipway.cli.command.Session;
import dev.slipway.cli.command.Usage;
import dev.slipway.cli.command.Version;
import dev.slipway.cli.option.ArgumentParser;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.terminal.CliErrorCode;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.ErrorReport;
import dev.slipway.cli.terminal.FileFailures;
import dev.slipway.cli.terminal.OutputClosedException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The whole program inside a process: finds the command, runs it, and turns whatever happens into
/// output and an exit code. It neither exits nor reads the process's environment.
public final class Slipway {
  private final Environment environment;
  private final Console console;
  private boolean debug;

  public Slipway(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /// Runs one command line.
  ///
  /// @return how it ended; everything has been printed
  public ExitCode run(List<String> arguments) {
    debug = arguments.contains("--debug");
    applyColors();
    try {
      ExitCode code = dispatch(arguments);
      console.flush();
      return code;
    } catch (OutputClosedException e) {
      return ExitCode.OUTPUT_CLOSED;
    } catch (EndedException e) {
      console.flush();
      return ExitCode.of(e.number());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(e);
    }
  }

  private void applyColors() {
    if (environment.variable("TERM").orElse("").equals("dumb")) {
      console.beDumb();
      return;
    }
    if (environment.variable("NO_COLOR").isPresent()) {
      console.useColors(Console.Colors.NEVER);
      return;
    }
    switch (environment.variable("HELM_COLOR").orElse("auto")) {
      case "never" -> console.useColors(Console.Colors.NEVER);
      case "always" -> console.useColors(Console.Colors.ALWAYS);
      default -> console.useColors(Console.Colors.AUTO);
    }
  }

  private ExitCode dispatch(List<String> arguments) {
    CommandPath found = CommandPath.find(Commands.root(), arguments);
    Supplier<Command> maker = found.entry().command();
    return maker == null
        ? group(found)
        : command(found, maker.get().forArguments(found.rest(), environment));
  }

  private ExitCode group(CommandPath found) {
    List<Option<?>> options = new ArrayList<>(GeneralOptions.all());
    options.add(Commands.VERSION);
    Invocation invocation = parse(found, options);
    if (invocation.get(Commands.VERSION)) {
      console.println(found.path() + " " + Version.CURRENT);
    } else {
      HelpPage.group(console, found.path(), found.entry());
    }
    return ExitCode.DONE;
  }

  private ExitCode command(CommandPath found, Command command) {
    Usage usage = command.usage();
    List<Option<?>> options = new ArrayList<>(GeneralOptions.all());
    options.addAll(usage.options());
    Invocation invocation = parse(found, options);
    if (invocation.get(GeneralOptions.HELP)) {
      HelpPage.command(console, found.path(), found.entry(), usage);
      return ExitCode.DONE;
    }
    checkArguments(found.path(), usage, invocation.arguments().size());
    Session session =
        new Session(
            console,
            environment,
            new ErrorReport(console, debug),
            Slipway::inside,
            typed(found, invocation));
    return command.run(invocation, session) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String typed(CommandPath found, Invocation invocation) {
    return invocation.arguments().isEmpty()
        ? found.path()
        : found.path() + " " + String.join(" ", invocation.arguments());
  }

  private static int inside(List<String> line, Environment environment, Console console) {
    return new Slipway(environment, console).run(line).number();
  }

  private Invocation parse(CommandPath found, List<Option<?>> options) {
    try {
      Invocation invocation = ArgumentParser.parse(options, found.rest());
      applyGeneral(invocation);
      return invocation;
    } catch (UsageException e) {
      throw e.diagnostic().hint() == null
          ? new UsageException(
              e.diagnostic().message(), "'" + found.path() + " --help' lists the flags")
          : e;
    }
  }

  private static void checkArguments(String path, Usage usage, int count) {
    if (count >= usage.least() && count <= usage.most()) {
      return;
    }
    int bound = count < usage.least() ? usage.least() : usage.most();
    String amount =
        usage.least() == usage.most()
            ? (bound == 0 ? "accepts no arguments" : "requires " + arguments(bound))
            : count < usage.least()
                ? "requires at least " + arguments(bound)
                : "accepts at most " + arguments(bound);
    throw new UsageException(
        "\"" + path + "\" " + amount,
        "usage: " + path + (usage.synopsis().isEmpty() ? "" : " " + usage.synopsis()) + " [flags]");
  }

  private static String arguments(int count) {
    return count + (count == 1 ? " argument" : " arguments");
  }

  private void applyGeneral(Invocation invocation) {
    debug = invocation.get(GeneralOptions.DEBUG);
    console.beQuiet(invocation.get(GeneralOptions.QUIET));
    if (invocation.get(GeneralOptions.NO_COLOR)) {
      console.useColors(Console.Colors.NEVER);
    } else if (invocation.has(GeneralOptions.COLOR)) {
      switch (invocation.get(GeneralOptions.COLOR)) {
        case "always" -> console.useColors(Console.Colors.ALWAYS);
        case "never" -> console.useColors(Console.Colors.NEVER);
        default -> console.useColors(Console.Colors.AUTO);
      }
    }
  }

  private ExitCode failed(Throwable failure) {
    ErrorReport report = new ErrorReport(console, debug);
    try {
      report.error(diagnosticOf(failure));
      report.trace(failure);
    } catch (OutputClosedException e) {
      return ExitCode.OUTPUT_CLOSED;
    } catch (UncheckedIOException e) {
      return ExitCode.FAILED;
    }
    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static Diagnostic diagnosticOf(Throwable failure) {
    return switch (failure) {
      case SlipwayException e -> e.diagnostic();
      case UncheckedIOException e ->
          Diagnostic.error(CliErrorCode.INPUT_OUTPUT, FileFailures.message(e.getCause()));
      case OutOfMemoryError _ ->
          Diagnostic.error(CliErrorCode.OUT_OF_MEMORY, "out of memory")
              .withHint("give Java more than its share: SLIPWAY_JAVA_OPTIONS=-Xmx4g slipway …");
      case StackOverflowError _ ->
          Diagnostic.error(CliErrorCode.OUT_OF_MEMORY, "the input is nested too deeply");
      default ->
          Diagnostic.error(CliErrorCode.INTERNAL, "a fault in Slipway: " + failure)
              .withHint("run it again with --debug and report what it prints");
    };
  }
}
