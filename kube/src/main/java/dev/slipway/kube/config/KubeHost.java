package dev.slipway.kube.config;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the reading of kubeconfigs may reach: environment variables, files, credential plugins.
/// Implementations are safe for use by several threads at once.
public interface KubeHost {
  /// The value of an environment variable, or null.
  @Nullable String variable(String name);

  /// The bytes of a file.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  /// @throws IOException if it cannot be read
  byte[] read(String path) throws IOException;

  /// Whether someone sits at a terminal and can answer a credential plugin's questions.
  default boolean isInteractive() {
    return false;
  }

  /// Runs a program, with `variables` added to the environment, and waits for it.
  ///
  /// @param interactive whether it may talk to the one at the terminal
  /// @throws IOException if it cannot be started
  ProcessResult run(List<String> command, Map<String, String> variables, boolean interactive)
      throws IOException;
}
