package dev.slipway.kube.config;

import dev.slipway.core.ChildProcess;
import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  public ProcessResult run(List<String> command, Map<String, String> variables, boolean interactive)
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
    return ChildProcess.run(builder, "");
  }

  @Override
  public String toString() {
    return "MachineHost[" + folder + "]";
  }
}
