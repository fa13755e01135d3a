package dev.slipway.helmfile.state;

import dev.slipway.core.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A program that helmfile runs at certain events. Its texts are templates still: they are rendered
/// when the event comes.
public final class Hook extends Fields {
  private final @Nullable SpecMap source;

  Hook(Map<String, ? extends @Nullable Object> map) {
    super(map);
    this.source = map instanceof SpecMap written ? written : null;
  }

  /// Where it begins in its source file, when known.
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(source).map(SpecMap::location);
  }

  /// Its name in messages, or empty for the command's.
  public String name() {
    return text("name");
  }

  /// The events: prepare, preapply, presync, preuninstall, postuninstall, postsync, cleanup.
  public List<String> events() {
    return texts("events");
  }

  /// The program.
  public String command() {
    return text("command");
  }

  /// Its arguments.
  public List<String> arguments() {
    return texts("args");
  }

  /// What `kubectl apply` takes instead of a program: `filename` or `kustomize`.
  public Map<String, String> kubectlApply() {
    return textMap("kubectlApply");
  }

  /// Whether its output is shown.
  public boolean showLogs() {
    return flag("showlogs");
  }
}
