package dev.slipway.chart.engine;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Helm's `VersionSet`: a named slice of strings that knows what it holds. Immutable.
final class VersionSet implements GoObject {
  private final GoType type;
  private final GoSlice elements;
  private final GoFunction has;

  VersionSet(String typeName, List<String> versions) {
    this.type = new GoType(typeName, GoKind.SLICE, GoType.STRING);
    this.elements = GoSlice.ofStrings(versions);
    Set<String> known = new HashSet<>(versions);
    this.has =
        GoFunction.of(
            "Has", GoType.BOOL, (_, a) -> known.contains(String.valueOf(a[0])), GoType.STRING);
  }

  @Override
  public GoType type() {
    return type;
  }

  @Override
  public Object underlying() {
    return elements;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return name.equals("Has") ? has : null;
  }
}
