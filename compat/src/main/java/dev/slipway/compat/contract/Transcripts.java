package dev.slipway.compat.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares transcripts.
final class Transcripts {
  private Transcripts() {}

  /// The difference as `diff -u` shows it, with the request that it belongs to.
  static String difference(String golden, String actual) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("contract");
      try {
        Path left = Files.writeString(folder.resolve("recorded"), golden);
        Path right = Files.writeString(folder.resolve("actual"), actual);
        Process process =
            new ProcessBuilder("diff", "-U4", "-F^==", left.toString(), right.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Files.delete(left);
        Files.delete(right);
        return text.substring(text.indexOf("@@"));
      } finally {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
