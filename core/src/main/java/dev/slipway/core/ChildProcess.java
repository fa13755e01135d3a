package dev.slipway.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A program run to its end, with text in and text out.
public final class ChildProcess {
  private ChildProcess() {}

  /// Starts a program, gives it the input, and waits for its end. It is ended when this thread is
  /// interrupted.
  ///
  /// @param builder the program; where it redirects a stream, that one is not read
  /// @throws IOException if it cannot be started or read, or the thread is interrupted
  public static ProcessResult run(ProcessBuilder builder, String input) throws IOException {
    Process process = builder.start();
    try {
      // Both are read beside the writing: a program may fill one before it has read all.
      FutureTask<String> errors = reading(process.getErrorStream());
      FutureTask<String> output = reading(process.getInputStream());
      feed(process, input);
      String text = output.get();
      return new ProcessResult(process.waitFor(), text, errors.get());
    } catch (ExecutionException e) {
      process.destroy();
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static FutureTask<String> reading(InputStream stream) {
    FutureTask<String> task =
        new FutureTask<>(() -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          stream.transferTo(bytes);
          return GoStrings.fromBytes(bytes.toByteArray());
        });
    Thread.ofVirtual().name("process-output").start(task);
    return task;
  }

  private static void feed(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(GoStrings.toBytes(input));
    } catch (IOException _) {
      // A program that ends without reading all of its input is judged by its exit code.
      return;
    }
  }
}
