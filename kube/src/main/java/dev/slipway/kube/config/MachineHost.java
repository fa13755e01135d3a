package dev.slipway.kube.config;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The real machine.
///
/// @param environment the environment variables
/// @param folder where relative paths start
/// @param isInteractive whether standard input is a terminal
public record MachineHost(Map<String, String> environment, Path folder, boolean isInteractive)
    implements KubeHost {
  public MachineHost {
    environment = Map.copyOf(environment);
  }

  @Override
  public @Nullable String variable(String name) {
    return environment.get(name);
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(folder.resolve(path));
  }

  @Override
  public Outcome run(List<String> command, Map<String, String> variables, boolean interactive)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(variables);
    if (!folder.toString().isEmpty()) {
      builder.directory(folder.toFile());
    }
    if (interactive) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      FutureTask<String> errors = new FutureTask<>(() -> text(process.getErrorStream()));
      Thread.ofVirtual().start(errors);
      String output = text(process.getInputStream());
      return new Outcome(process.waitFor(), output, errors.get());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      process.destroy();
      throw new IOException(e.getCause());
    }
  }

  private static String text(InputStream in) {
    try (in) {
      return GoStrings.fromBytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "MachineHost[" + folder + "]";
  }
}
