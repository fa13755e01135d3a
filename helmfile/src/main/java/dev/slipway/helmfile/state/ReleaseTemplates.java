package dev.slipway.helmfile.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders the templates that belong to the releases of one helmfile, with the data that helmfile
/// gives them. Safe for use by several threads at once.
@SuppressWarnings("DoNotCallSuggester")
public final class ReleaseTemplates {
  private final StateParts parts;

  ReleaseTemplates(StateParts parts) {
    this.parts = parts;
  }

  /// The text of a release's values (or secrets, patches …) file: rendered if its name ends in
  /// `.gotmpl`, else as it is. References to secrets are still in it.
  ///
  /// @param path its absolute path
  /// @throws dev.slipway.core.SlipwayException if it cannot be read or rendered
  public String valuesFile(Release release, String path) {
    return renderValues(release, path, "");
  }

  /// A text rendered as if it were the content of the values file at `path`.
  public String renderValues(Release release, String path, String text) {
    throw new UnsupportedOperationException(parts + path + release + text);
  }

  /// A text of a hook rendered for an event.
  ///
  /// @param release the release whose hook it is, or null for the helmfile's own
  /// @param text the hook's command or one of its arguments
  /// @param event the event's name
  /// @param command helmfile's command, such as `template`
  /// @throws dev.slipway.core.SlipwayException if it cannot be rendered
  public String hook(@Nullable Release release, String text, String event, String command) {
    throw new UnsupportedOperationException(parts + text + release + event + command);
  }

  /// A text rendered with any data, relative to the helmfile's folder.
  public String render(String name, String text, Map<String, ? extends @Nullable Object> data) {
    throw new UnsupportedOperationException(parts + text + name + data);
  }
}
