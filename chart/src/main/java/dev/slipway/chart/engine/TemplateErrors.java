package dev.slipway.chart.engine;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoSpaces;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Words the errors of templates as Helm does.
final class TemplateErrors {
  private static final String PREFIX = "template: ";

  private TemplateErrors() {}

  /// The error of a file that does not parse: only place and last part of Go's text.
  static ChartException parsing(String file, TemplateException error) {
    String message = text(error);
    String[] parts = message.split(": ", -1);
    return chartError(
        error,
        parts.length == 1
            ? "parse error in (" + file + "): " + message
            : "parse error at (" + parts[1] + "): " + parts[parts.length - 1]);
  }

  /// The error of a file whose execution failed. Texts of `fail` and `required` stand alone; Helm 4
  /// breaks a chain of templates into lines.
  static ChartException executing(String file, TemplateException error, HelmVersion version) {
    String message = text(error);
    if (!error.isExecError()) {
      return chartError(error, message);
    }
    String[] parts = message.split(": ", 3);
    if (parts.length != 3) {
      return chartError(error, "execution error in (" + file + "): " + message);
    }
    int start = parts[2].indexOf(HelmFunctions.WARN_START);
    int end = parts[2].lastIndexOf(HelmFunctions.WARN_END);
    if (start >= 0 && end >= start + HelmFunctions.WARN_START.length()) {
      String warning = parts[2].substring(start + HelmFunctions.WARN_START.length(), end);
      return chartError(error, "execution error at (" + parts[1] + "): " + warning);
    }
    String lines = version.atLeast(HelmVersion.V4) ? asLines(error) : null;
    return chartError(error, lines == null ? message : lines);
  }

  private static ChartException chartError(TemplateException error, String message) {
    Diagnostic inner = error.diagnostic();
    return new ChartException(
        new Diagnostic(
            ChartErrorCode.RENDER,
            inner.severity(),
            message,
            inner.location(),
            inner.snippet(),
            inner.notes(),
            inner.hint()),
        error);
  }

  private static String text(Throwable error) {
    return String.valueOf(error.getMessage());
  }

  /// One part of a chain of errors.
  private record Step(String location, String executing, String message) {
    void appendTo(StringBuilder out) {
      if (!location.isEmpty()) {
        out.append(location).append("\n  ");
      }
      if (!executing.isEmpty()) {
        out.append(executing).append("\n    ");
      }
      if (!message.isEmpty()) {
        out.append(message).append('\n');
      }
    }
  }

  /// The chain as lines; null when a part of it is no error of a template.
  private static @Nullable String asLines(TemplateException error) {
    Throwable last = error;
    for (Throwable next = last; next != null; next = next.getCause()) {
      last = next;
    }
    if (last instanceof FunctionException && !text(last).startsWith(PREFIX)) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    for (TemplateException.Level level : error.levels()) {
      Step step = step(level.message());
      if (step == null) {
        return null;
      }
      if (steps.isEmpty() || !Objects.equals(steps.getLast(), step)) {
        steps.add(step);
      }
    }
    StringBuilder out = new StringBuilder();
    steps.forEach(step -> step.appendTo(out));
    return GoSpaces.trim(out.toString());
  }

  private static @Nullable Step step(String message) {
    if (!message.startsWith(PREFIX)) {
      return null;
    }
    String rest = message.substring(PREFIX.length());
    if (rest.startsWith("no template ")) {
      return new Step("", "", message);
    }
    Step executing = executingStep(rest);
    if (executing != null) {
      return executing;
    }
    int colon = rest.lastIndexOf(": ");
    return colon < 0
        ? null
        : new Step(rest.substring(0, colon), "", withoutInner(rest.substring(colon + 2)));
  }

  private static @Nullable Step executingStep(String rest) {
    String marker = ": executing ";
    int found = rest.indexOf(marker);
    if (found < 0) {
      return null;
    }
    String after = rest.substring(found + marker.length());
    int quote = after.startsWith("\"") ? after.indexOf('"', 1) : -1;
    if (quote < 0) {
      return null;
    }
    String at = " at <";
    int close =
        after.startsWith(at, quote + 1) ? after.indexOf(">: ", quote + 1 + at.length()) : -1;
    if (close < 0) {
      return null;
    }
    String place = after.substring(quote + 1 + at.length(), close);
    return new Step(
        rest.substring(0, found),
        "executing \"" + after.substring(1, quote) + "\" at <" + place + ">:",
        withoutInner(after.substring(close + 3)));
  }

  private static String withoutInner(String message) {
    int inner = message.indexOf(" template:");
    return inner < 0 ? message : message.substring(0, inner);
  }
}
