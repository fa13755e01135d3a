package dev.slipway.gotemplate;

import dev.slipway.core.GoStrings;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A Go slice whose element type is not `interface {}`, such as `[]string`; read-only but for
/// [#sortStrings].
public final class GoSlice extends AbstractList<@Nullable Object> implements RandomAccess {
  private final GoType type;
  private List<? extends @Nullable Object> elements;

  private GoSlice(GoType type, List<? extends @Nullable Object> elements) {
    this.type = type;
    this.elements = elements;
  }

  /// A slice of `element` values. The list is not copied and must not change afterwards.
  public static GoSlice of(GoType element, List<? extends @Nullable Object> elements) {
    return new GoSlice(GoType.slice(element), elements);
  }

  /// A `[]string`.
  public static GoSlice ofStrings(List<String> elements) {
    return new GoSlice(GoType.STRINGS, elements);
  }

  /// The slice's type.
  public GoType type() {
    return type;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  /// Puts the elements of a `[]string` into byte order, for all who hold this slice: sprig's
  /// `sortAlpha` sorts such a slice in place.
  public void sortStrings() {
    Object[] sorted = elements.toArray();
    Arrays.sort(sorted, (a, b) -> GoStrings.compare((String) a, (String) b));
    elements = Arrays.asList(sorted);
  }
}
