package dev.slipway.chart;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import org.jspecify.annotations.Nullable;

/// A chart that cannot be loaded, or whose rendering failed. The message is Helm's own where Helm
/// fails too.
public final class ChartException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  public ChartException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  public ChartException(Diagnostic diagnostic) {
    this(diagnostic, null);
  }

  public ChartException(ChartErrorCode code, String message) {
    this(Diagnostic.error(code, message), null);
  }

  public ChartException(ChartErrorCode code, String message, @Nullable Throwable cause) {
    this(Diagnostic.error(code, message), cause);
  }

  /// An error with a hint on what to do next.
  public static ChartException of(ChartErrorCode code, String message, String hint) {
    return new ChartException(Diagnostic.error(code, message).withHint(hint), null);
  }

  /// The same error as part of a larger step: `prefix` goes before the message, as Go's `%w` does.
  public ChartException prefixed(String prefix) {
    return new ChartException(diagnostic().prefixed(prefix), this);
  }
}
