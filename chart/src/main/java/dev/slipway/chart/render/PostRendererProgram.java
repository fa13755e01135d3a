package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.ChildProcess;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.ProcessResult;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    ProcessResult result;
    try {
      result = ChildProcess.run(new ProcessBuilder(command), manifests);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), "", e);
    }
    if (result.exitCode() != 0) {
      throw failed("exit status " + result.exitCode(), result.errors(), null);
    }
    if (GoSpaces.isBlank(result.output())) {
      throw new ChartException(
          ChartErrorCode.POST_RENDERER,
          "post-renderer " + GoFormat.quote(program) + " produced empty output");
    }
    return result.output();
  }

  private ChartException failed(String problem, String errors, @Nullable Exception cause) {
    return new ChartException(
        ChartErrorCode.POST_RENDERER,
        "error while running command " + program + ". error output:\n" + errors + ": " + problem,
        cause);
  }
}
