package dev.slipway.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts and ends the process that runs simulated clusters in the background.
public final class SandboxProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MAIN = "dev.slipway.cli.Main";

  private final SandboxFolder folder;

  public SandboxProcess(SandboxFolder folder) {
    this.folder = folder;
  }

  /// Starts this program once more, with those arguments, and waits until its clusters run.
  ///
  /// @return the process; empty if it ended at once: its log says why
  /// @throws IOException if it cannot be started
  public Optional<SandboxFolder.Running> start(List<String> arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.path());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // Not the quick compiler only: it runs for long and is asked a lot.
    command.addAll(
        List.of(
            "-Xlog:disable",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.log().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Optional<SandboxFolder.Running> running = folder.running();
      if (running.isPresent() && running.get().pid() == process.pid()) {
        return running;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    process.destroy();
    return Optional.empty();
  }

  /// Ends a process, and waits until it is gone.
  ///
  /// @return whether it is gone
  public boolean end(SandboxFolder.Running running) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running.process();
    if (process.isPresent()) {
      process.get().destroy();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (process.get().isAlive() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      if (process.get().isAlive()) {
        return false;
      }
    }
    folder.withdraw();
    return true;
  }
}
