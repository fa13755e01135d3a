package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A program that reads manifests from its standard input and writes the changed ones to its
/// standard output.
///
/// @param program the path or name of the program
/// @param arguments its arguments
public record PostRendererProgram(String program, List<String> arguments) implements PostRenderer {
  public PostRendererProgram {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String run(String manifests) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).start();
      FutureTask<byte[]> errors = reading(process.getErrorStream());
      FutureTask<byte[]> output = reading(process.getInputStream());
      feed(process, manifests);
      String changed = GoStrings.fromBytes(output.get());
      int code = process.waitFor();
      if (code != 0) {
        throw failed("exit status " + code, GoStrings.fromBytes(errors.get()), null);
      }
      if (GoSpaces.isBlank(changed)) {
        throw new ChartException(
            ChartErrorCode.POST_RENDERER,
            "post-renderer " + GoFormat.quote(program) + " produced empty output");
      }
      return changed;
    } catch (IOException | ExecutionException e) {
      throw failed(String.valueOf(e.getMessage()), "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", "", e);
    }
  }

  private static FutureTask<byte[]> reading(InputStream stream) {
    FutureTask<byte[]> task =
        new FutureTask<>(() -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          stream.transferTo(bytes);
          return bytes.toByteArray();
        });
    Thread.ofVirtual().name("post-renderer").start(task);
    return task;
  }

  private static void feed(Process process, String manifests) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(GoStrings.toBytes(manifests));
    } catch (IOException _) {
      // A program that ends without reading all of its input is judged by its exit status.
      return;
    }
  }

  private ChartException failed(String problem, String errors, @Nullable Exception cause) {
    return new ChartException(
        ChartErrorCode.POST_RENDERER,
        "error while running command " + program + ". error output:\n" + errors + ": " + problem,
        cause);
  }
}
