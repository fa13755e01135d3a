package dev.slipway.helmfile.state;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment that a helmfile was loaded with.
///
/// @param name its name
/// @param kubeContext its context, or empty
/// @param values its values, overrides included: `.Environment.Values`
/// @param mergedValues those merged over the helmfile's own default values: `.Values`
public record EnvironmentState(
    String name,
    String kubeContext,
    Map<String, @Nullable Object> values,
    Map<String, @Nullable Object> mergedValues) {
  public EnvironmentState {
    values = Collections.unmodifiableMap(values);
    mergedValues = Collections.unmodifiableMap(mergedValues);
  }
}
