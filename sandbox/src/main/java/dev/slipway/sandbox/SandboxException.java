package dev.slipway.sandbox;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.sandbox.resource.BuiltinResources;
import dev.slipway.sandbox.status.GoQuote;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sandbox cannot start.
public final class SandboxException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  private SandboxException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  static SandboxException cannotListen(SandboxOptions options, Exception cause) {
    return new SandboxException(
        Diagnostic.error(
                SandboxErrorCode.CANNOT_LISTEN,
                "sandbox "
                    + options.name()
                    + ": cannot listen on 127.0.0.1:"
                    + options.port()
                    + ": "
                    + cause.getMessage())
            .withHint("End what uses the port, or choose another one."),
        cause);
  }

  static SandboxException version(String version) {
    List<Integer> minors = BuiltinResources.minors();
    return new SandboxException(
        Diagnostic.error(
                SandboxErrorCode.VERSION,
                "no simulated cluster can be of Kubernetes version " + GoQuote.quote(version))
            .withHint("It can be of 1." + minors.getFirst() + " to 1." + minors.getLast() + "."),
        null);
  }

  static SandboxException folder(@Nullable Path folder, Exception cause) {
    return new SandboxException(
        Diagnostic.error(
                SandboxErrorCode.FOLDER,
                "cannot keep a sandbox in " + folder + ": " + cause.getMessage())
            .withHint("Delete the folder to start from nothing, or name another one."),
        cause);
  }
}
