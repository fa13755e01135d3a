package dev.slipway.release;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Helm's template function `lookup`.
public interface ObjectLookup {
  /// An object, or a list of them where the name is empty; an empty map when there is none.
  Map<String, @Nullable Object> find(String apiVersion, String kind, String namespace, String name);
}
