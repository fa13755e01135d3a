package dev.slipway.helmfile.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of `helmfiles`.
public final class SubHelmfile extends Fields {
  /// The key of the absolute path, which is no key of helmfile's.
  static final String ABSOLUTE = "path (absolute)";

  SubHelmfile(Map<String, ? extends @Nullable Object> map) {
    super(map);
  }

  /// The absolute path of the file or folder; a URL when it is remote.
  public String path() {
    String absolute = text(ABSOLUTE);
    return absolute.isEmpty() ? text("path") : absolute;
  }

  /// The selectors that it states, if it does.
  public boolean hasSelectors() {
    return raw().get("selectors") instanceof List<?>;
  }

  /// The selectors.
  public List<String> selectors() {
    return texts("selectors");
  }

  /// Whether the parent's selectors hold.
  public boolean selectorsInherited() {
    return flag("selectorsInherited");
  }

  /// The parent's parts that it takes over.
  public List<String> inherits() {
    return texts("inherits");
  }

  /// Values that override its own.
  public List<@Nullable Object> values() {
    return items("values");
  }
}
