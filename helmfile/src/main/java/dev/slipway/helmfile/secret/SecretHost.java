package dev.slipway.helmfile.secret;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the reading of secrets may reach: environment variables, key files, programs.
/// Implementations are safe for use by several threads at once.
public interface SecretHost {
  /// The value of an environment variable, or null.
  @Nullable String variable(String name);

  /// The bytes of a file; a relative path starts from where the helmfile is.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  /// @throws IOException if it cannot be read
  byte[] read(String path) throws IOException;

  /// Runs a program, with `variables` added to the environment, and waits for it.
  ///
  /// @throws IOException if it cannot be started
  ProcessResult run(List<String> command, byte[] input, Map<String, String> variables)
      throws IOException;
}
