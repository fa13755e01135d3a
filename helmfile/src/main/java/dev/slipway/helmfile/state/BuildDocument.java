package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.yaml.FieldMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `helmfile build` prints of a state: Go's structs as its YAML library writes them.
final class BuildDocument {
  private final HelmfileRules rules;

  private BuildDocument(HelmfileRules rules) {
    this.rules = rules;
  }

  static Map<String, @Nullable Object> of(StateParts parts) {
    BuildDocument build = new BuildDocument(parts.rules().rules());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(parts.fields().raw());
    List<@Nullable Object> releases = new ArrayList<>();
    for (Release release : parts.releases()) {
      releases.add(build.release(release));
    }
    fields.put("releases", releases);
    FieldMap document = new FieldMap();
    document.put("filepath", Paths.name(parts.file()));
    document.putAll(build.struct(fields, Spec.STATE));
    document.put("renderedvalues", parts.environment().mergedValues());
    return document;
  }

  private Map<String, @Nullable Object> release(Release release) {
    if (rules == HelmfileRules.V0) {
      return release.raw();
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(release.raw());
    fields.put("labels", release.selectableLabels());
    return fields;
  }

  private FieldMap struct(Map<String, ? extends @Nullable Object> fields, Spec spec) {
    FieldMap written = new FieldMap();
    for (Spec.Field field : spec.fields()) {
      if (!field.isIn(rules)) {
        continue;
      }
      Object value = fields.get(field.key());
      boolean there = field.pointer() ? fields.containsKey(field.key()) : !SpecMerge.isEmpty(value);
      if (there && value != null) {
        Object shown = shown(value, field);
        if (isAlways(field) || !(shown instanceof FieldMap map && map.isEmpty())) {
          written.put(field.key(), shown);
        }
      } else if (isAlways(field)) {
        written.put(field.key(), zero(field));
      }
    }
    return written;
  }

  /// helmfile 0.171 writes these two always.
  private boolean isAlways(Spec.Field field) {
    return field.always()
        || (rules == HelmfileRules.V0
            && !field.pointer()
            && (field.key().equals("deleteWait") || field.key().equals("deleteTimeout")));
  }

  private static Object zero(Spec.Field field) {
    return switch (field.kind()) {
      case TEXT -> "";
      case FLAG -> false;
      case NUMBER -> 0L;
      case FLOAT -> 0.0;
      case TEXT_MAP, STRUCT, STRUCT_MAP, ANY -> Map.of();
      case TEXTS, ITEMS, STRUCTS, HELMFILES, INHERITS, TEXT_OR_TEXTS -> List.of();
    };
  }

  private Object shown(Object value, Spec.Field field) {
    return switch (field.kind()) {
      case STRUCT -> struct(Fields.stringKeys((Map<?, ?>) value), Spec.of(field.struct()));
      case STRUCTS -> structs((List<?>) value, Spec.of(field.struct()));
      case INHERITS -> structs((List<?>) value, Spec.INHERIT);
      case HELMFILES -> structs((List<?>) value, Spec.SUB_HELMFILE);
      case STRUCT_MAP -> {
        Map<String, @Nullable Object> structs = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((name, item) ->
                structs.put(
                    String.valueOf(name),
                    item instanceof Map<?, ?> map
                        ? struct(Fields.stringKeys(map), Spec.of(field.struct()))
                        : Map.of()));
        yield structs;
      }
      default -> value;
    };
  }

  private List<@Nullable Object> structs(List<?> list, Spec spec) {
    List<@Nullable Object> structs = new ArrayList<>();
    for (Object item : list) {
      structs.add(item instanceof Map<?, ?> map ? struct(Fields.stringKeys(map), spec) : item);
    }
    return structs;
  }
}
