package dev.slipway.gotemplate;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// A template that does not parse or whose execution failed. The message is Go's own (`template:
/// NAME:LINE:COL: executing "NAME" at <.x>: …`).
public final class TemplateException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public TemplateException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  public TemplateException(Diagnostic diagnostic) {
    this(diagnostic, null);
  }
}
