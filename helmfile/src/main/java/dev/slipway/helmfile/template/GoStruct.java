package dev.slipway.helmfile.template;

import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Go struct with fixed fields, as templates see it.
public final class GoStruct implements GoObject {
  private final GoType type;
  private final Map<String, ? extends @Nullable Object> fields;

  /// A struct.
  ///
  /// @param typeName its type, such as `environment.Environment`
  /// @param fields its fields in order
  public GoStruct(String typeName, Map<String, ? extends @Nullable Object> fields) {
    this.type = new GoType(typeName, GoKind.STRUCT, null);
    this.fields = new LinkedHashMap<>(fields);
  }

  @Override
  public GoType type() {
    return type;
  }

  @Override
  public List<String> fieldNames() {
    return new ArrayList<>(fields.keySet());
  }

  @Override
  public @Nullable Object field(String name) {
    if (!fields.containsKey(name)) {
      throw new IllegalArgumentException(type + " has no field " + name);
    }
    return fields.get(name);
  }

  @Override
  public String toString() {
    return type + "" + fields;
  }
}
