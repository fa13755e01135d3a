package dev.slipway.chart.engine;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.STRING;

import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// sprig's functions on the names of types, which know that `.Values` and `.Template` have a type
/// of their own. For all else they are plain maps, so that reading values costs nothing extra.
final class TypeFunctions {
  private TypeFunctions() {}

  /// The maps that have this type in one rendering.
  private static final class ValuesMaps {
    private final Set<Object> maps = Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// Remembers that a map has the type of `.Values`.
  static void name(RenderScope scope, @Nullable Object values) {
    if (values instanceof Map<?, ?>) {
      scope.state(ValuesMaps.class, ValuesMaps::new).maps.add(values);
    }
  }

  static List<GoFunction> all(HelmVersion version) {
    String valuesType = version.atLeast(HelmVersion.V4) ? "common.Values" : "chartutil.Values";
    return List.of(
        GoFunction.of("typeOf", STRING, (scope, a) -> typeOf(scope, a[0], valuesType), ANY),
        GoFunction.of(
            "typeIs",
            BOOL,
            (scope, a) -> HelmFunctions.text(a, 0).equals(typeOf(scope, a[1], valuesType)),
            STRING,
            ANY),
        GoFunction.of(
            "typeIsLike",
            BOOL,
            (scope, a) -> isLike(HelmFunctions.text(a, 0), typeOf(scope, a[1], valuesType)),
            STRING,
            ANY));
  }

  private static String typeOf(RenderScope scope, @Nullable Object value, String valuesType) {
    boolean isValues =
        value instanceof Map<?, ?>
            && scope.state(ValuesMaps.class, ValuesMaps::new).maps.contains(value);
    return isValues ? valuesType : GoFormat.typeName(value);
  }

  private static boolean isLike(String wanted, String type) {
    return wanted.equals(type) || ("*" + wanted).equals(type);
  }
}
