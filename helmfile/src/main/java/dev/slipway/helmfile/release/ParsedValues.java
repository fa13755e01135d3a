package dev.slipway.helmfile.release;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.ValuesReader;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Values files as Helm reads them, each text once: releases of a repository share most of theirs.
/// Safe for use by several threads at once; nobody may change what it gives.
final class ParsedValues {
  private record Key(String text, HelmVersion version) {}

  private final Map<Key, Map<String, @Nullable Object>> known = new ConcurrentHashMap<>();

  /// The values of a layer.
  ///
  /// @throws ChartException if its text is no YAML or no map, with Helm's text
  Map<String, @Nullable Object> of(ValuesLayer layer, HelmVersion version) {
    Key key = new Key(layer.text(), version);
    Map<String, @Nullable Object> values = known.get(key);
    if (values == null) {
      values = read(layer, version);
      known.put(key, values);
    }
    return values;
  }

  private static Map<String, @Nullable Object> read(ValuesLayer layer, HelmVersion version) {
    try {
      return ValuesReader.read(layer.name(), layer.text(), version);
    } catch (ChartException e) {
      ChartException named = e.prefixed("failed to parse " + layer.name() + ": ");
      if (layer.secret()) {
        throw new ChartException(
            ChartErrorCode.INVALID_VALUES,
            "failed to parse " + layer.name() + ", whose content is secret");
      }
      throw new ChartException(atStart(named.diagnostic(), layer), e);
    }
  }

  /// A text that is no map is one from its first line on.
  private static Diagnostic atStart(Diagnostic diagnostic, ValuesLayer layer) {
    SourceLocation known = diagnostic.location();
    return known == null || known.line() == 0
        ? diagnostic.at(new SourceLocation(layer.name(), 1, 0), null)
        : diagnostic;
  }
}
