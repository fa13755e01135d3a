package dev.slipway.chart.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keywords about objects. Properties are checked in their own order, where Go's is random.
final class ObjectKeywords {
  private final SchemaRun run;

  ObjectKeywords(SchemaRun run) {
    this.run = run;
  }

  void check(Map<?, ?> object) {
    checkSize(object.size());
    if (run.keyword("required") instanceof List<?> required) {
      checkRequired(object, required);
    }
    checkDependencies(object);
    checkProperties(object);
    if (run.draft() >= 6 && run.has("propertyNames")) {
      checkNames(object);
    }
    if (run.draft() >= 2019) {
      checkDependents(object);
    }
  }

  private void checkSize(int size) {
    long least = run.count("minProperties");
    if (least >= 0 && size < least) {
      run.add(counted("minProperties", size, least), "Must have at least " + least + " properties");
    }
    long most = run.count("maxProperties");
    if (most >= 0 && size > most) {
      run.add(counted("maxProperties", size, most), "Must have at most " + most + " properties");
    }
  }

  static String counted(String keyword, long found, long wanted) {
    return keyword
        + ": got "
        + EnglishNumbers.integer(found)
        + ", want "
        + EnglishNumbers.integer(wanted);
  }

  private void checkRequired(Map<?, ?> object, List<?> required) {
    List<String> missing = missing(object, required);
    if (missing.isEmpty()) {
      return;
    }
    String text =
        missing.size() == 1
            ? "missing property " + SchemaError.quote(missing.getFirst())
            : "missing properties " + SchemaError.quoteAll(missing);
    run.add(run.withLegacy(text, missing.stream().map(name -> name + " is required").toList()));
  }

  private static List<String> missing(Map<?, ?> object, List<?> required) {
    List<String> missing = new ArrayList<>();
    for (Object name : required) {
      if (name instanceof String text && !object.containsKey(text)) {
        missing.add(text);
      }
    }
    return missing;
  }

  private void checkDependencies(Map<?, ?> object) {
    if (!(run.keyword("dependencies") instanceof Map<?, ?> dependencies)) {
      return;
    }
    dependencies.forEach((name, dependency) -> {
      if (!object.containsKey(name)) {
        return;
      }
      if (dependency instanceof List<?> required) {
        addMissing(object, (String) name, required);
      } else {
        run.add(run.self(dependency));
      }
    });
  }

  private void addMissing(Map<?, ?> object, String name, List<?> required) {
    List<String> missing = missing(object, required);
    if (!missing.isEmpty()) {
      run.add(
          "properties "
              + SchemaError.quoteAll(missing)
              + " required, if "
              + SchemaError.quote(name)
              + " exists",
          "Has a dependency on " + missing.getFirst());
    }
  }

  private void checkDependents(Map<?, ?> object) {
    if (run.keyword("dependentSchemas") instanceof Map<?, ?> schemas) {
      schemas.forEach(
          (name, schema) -> run.add(object.containsKey(name) ? run.self(schema) : null));
    }
    if (run.keyword("dependentRequired") instanceof Map<?, ?> lists) {
      lists.forEach((name, required) -> {
        if (object.containsKey(name) && required instanceof List<?> list) {
          addMissing(object, (String) name, list);
        }
      });
    }
  }

  private void checkProperties(Map<?, ?> object) {
    Map<?, ?> properties = map("properties");
    Map<?, ?> patterns = map("patternProperties");
    boolean additional = run.has("additionalProperties");
    if (properties.isEmpty() && patterns.isEmpty() && !additional) {
      return;
    }
    List<String> unwanted = new ArrayList<>();
    object.forEach((key, value) -> {
      String name = (String) key;
      boolean evaluated = checkNamed(name, value, properties, patterns);
      if (!evaluated && additional) {
        evaluated = true;
        if (Boolean.FALSE.equals(run.keyword("additionalProperties"))) {
          unwanted.add(name);
        } else {
          run.child(run.keyword("additionalProperties"), value, name);
        }
      }
      if (evaluated) {
        run.unevaluated().remove(name);
      }
    });
    if (!unwanted.isEmpty()) {
      run.add(
          run.withLegacy(
              "additional properties " + SchemaError.quoteAll(unwanted) + " not allowed",
              unwanted.stream()
                  .map(name -> "Additional property " + name + " is not allowed")
                  .toList()));
    }
  }

  private boolean checkNamed(
      String name, @Nullable Object value, Map<?, ?> properties, Map<?, ?> patterns) {
    boolean evaluated = properties.containsKey(name);
    if (evaluated) {
      run.child(properties.get(name), value, name);
    }
    for (Map.Entry<?, ?> entry : patterns.entrySet()) {
      if (run.document().pattern(String.valueOf(entry.getKey())).matcher(name).find()) {
        evaluated = true;
        run.child(entry.getValue(), value, name);
      }
    }
    return evaluated;
  }

  private Map<?, ?> map(String keyword) {
    return run.keyword(keyword) instanceof Map<?, ?> map ? map : Map.of();
  }

  private void checkNames(Map<?, ?> object) {
    Object schema = run.keyword("propertyNames");
    if (schema == null) {
      return;
    }
    for (Object key : object.keySet()) {
      String name = (String) key;
      SchemaError inner = run.nameError(schema, name);
      if (inner != null) {
        run.add(
            "invalid propertyName " + SchemaError.quote(name),
            "Property name of \"" + name + "\" does not match",
            SchemaValidator.isGroup(inner) ? inner.causes() : List.of(inner));
      }
    }
  }
}
