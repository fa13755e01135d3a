package dev.slipway.compat.contract;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Runs a sandbox for a script, until the script ends it.
final class SandboxMain {
  private SandboxMain() {}

  /// Takes the file to write the kubeconfig into, once the sandbox answers.
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.of("sandbox"))) {
      Path file = Path.of(args[0]);
      Path part = Path.of(args[0] + ".part");
      Files.writeString(part, sandbox.kubeconfig());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
