package dev.slipway.helmfile.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry of `set`, `setString`, `setTemplate` or `env`.
public final class SetValue extends Fields {
  SetValue(Map<String, ? extends @Nullable Object> map) {
    super(map);
  }

  /// The path of the value, as `--set` has it.
  public String name() {
    return text("name");
  }

  /// The value.
  public String value() {
    return text("value");
  }

  /// The file that holds the value (`--set-file`), or empty.
  public String file() {
    return text("file");
  }

  /// The items of a value that is a list.
  public List<@Nullable Object> values() {
    return items("values");
  }
}
