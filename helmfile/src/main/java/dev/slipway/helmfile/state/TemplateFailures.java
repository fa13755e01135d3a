package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import org.jspecify.annotations.Nullable;

/// Errors of templates with the place in the source file.
final class TemplateFailures {
  private TemplateFailures() {}

  /// An error in a template that is a whole file.
  static HelmfileException inFile(String prefix, TemplateException error, String file) {
    return at(prefix, error, file, 0);
  }

  /// An error in a template that is a part of a file.
  static HelmfileException inPart(String prefix, TemplateException error, SourceText part) {
    return at(prefix, error, part.file(), part.inFile(0, 0).line());
  }

  private static HelmfileException at(
      String prefix, TemplateException error, String file, int linesBefore) {
    Diagnostic inner = error.diagnostic();
    SourceLocation at = inner.location();
    boolean own = at != null && at.name().equals("stringTemplate");
    SourceLocation location =
        at == null
            ? SourceLocation.of(file)
            : own ? new SourceLocation(file, at.line() + linesBefore, at.column()) : at;
    return new HelmfileException(
        new Diagnostic(
            HelmfileErrorCode.TEMPLATE,
            inner.severity(),
            prefix + inner.message(),
            location,
            inner.snippet(),
            java.util.List.of(),
            hint(inner)),
        error);
  }

  /// An error in a template that is the value of a key.
  static HelmfileException inField(
      String prefix, TemplateException error, SpecMap struct, String key) {
    Diagnostic inner = error.diagnostic();
    SourceLocation location = struct.location(key);
    @Nullable String snippet = struct.lineText(location);
    return new HelmfileException(
        new Diagnostic(
            HelmfileErrorCode.TEMPLATE,
            inner.severity(),
            prefix + inner.message(),
            location,
            snippet,
            inner.snippet() == null
                ? java.util.List.of()
                : java.util.List.of("in the template: " + inner.snippet()),
            hint(inner)),
        error);
  }

  private static @Nullable String hint(Diagnostic inner) {
    return inner.hint() == null && inner.message().contains("map has no entry for key")
        ? "set it in the environment's values, or let it be absent: .Values | get \"a.b\" \"\""
        : inner.hint();
  }
}
