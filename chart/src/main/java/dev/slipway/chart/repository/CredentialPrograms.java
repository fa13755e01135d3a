package dev.slipway.chart.repository;

import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the programs that keep passwords for Docker.
@FunctionalInterface
interface CredentialPrograms {
  /// What the program `docker-credential-…` answers to `get`; null if it knows nothing.
  ///
  /// @throws IOException if it cannot be run or does not answer
  @Nullable String ask(String program, String address) throws IOException;

  /// Those on the search path.
  static CredentialPrograms onPath() {
    return CredentialPrograms::run;
  }

  private static @Nullable String run(String program, String address) throws IOException {
    Process process =
        new ProcessBuilder(program, "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      try (var in = process.getOutputStream()) {
        in.write(address.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("no answer within 30 s");
      }
      // The answer is short: it waits in the pipe.
      String answer = GoStrings.fromBytes(process.getInputStream().readAllBytes());
      return process.exitValue() == 0 ? answer : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
