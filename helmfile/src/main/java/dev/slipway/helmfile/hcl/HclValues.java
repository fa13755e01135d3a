package dev.slipway.helmfile.hcl;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Environment values in HCL, as helmfile's pkg/hcllang reads them: all `values` blocks of all
/// files make one object, in which expressions refer to each other by `hv.NAME` and to their own
/// file's `locals` by `local.NAME`. What a later file says is merged into what an earlier one says.
public final class HclValues {
  private static final int MOST_REFERENCES = 1_000;

  /// A file.
  ///
  /// @param name for errors
  public record Source(String name, String text) {}

  /// A definition in a file.
  private record Definition(Unit unit, HclParser.Attribute attribute) {}

  /// A file, parsed.
  private static final class Unit implements HclEvaluator.Scope {
    private final Source source;
    private final HclValues all;
    private final boolean inLocals;
    private final Map<String, HclParser.Attribute> locals;

    Unit(Source source, HclValues all, boolean inLocals, Map<String, HclParser.Attribute> locals) {
      this.source = source;
      this.all = all;
      this.inLocals = inLocals;
      this.locals = locals;
    }

    @Override
    public boolean hasRoot(String root) {
      return root.equals("local") || (!inLocals && root.equals("hv"));
    }

    @Override
    public @Nullable Object attribute(String root, String name, int at) {
      return root.equals("hv") ? all.value(name, at) : all.local(this, name, at);
    }

    /// Locals are known before values: there they may be taken together.
    @Override
    public @Nullable Map<String, @Nullable Object> whole(String root, int at) {
      if (inLocals || !root.equals("local")) {
        return null;
      }
      Map<String, @Nullable Object> whole = new LinkedHashMap<>();
      locals.keySet().forEach(name -> whole.put(name, all.local(this, name, at)));
      return whole;
    }
  }

  private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private final Map<String, @Nullable Object> known = new HashMap<>();
  private final Map<String, @Nullable Object> knownLocals = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final HelmfileRules rules;

  private HclValues(HelmfileRules rules) {
    this.rules = rules;
  }

  /// The values of files, keys sorted, numbers as doubles.
  ///
  /// @param rules helmfile 0.171 refuses a value that is defined twice
  /// @throws HelmfileException if a file is no HCL, or an expression cannot be computed
  public static Map<String, @Nullable Object> read(List<Source> files, HelmfileRules rules) {
    HclValues values = new HclValues(rules);
    for (Source file : files) {
      values.add(file);
    }
    for (Unit unit : values.units) {
      for (String name : unit.locals.keySet()) {
        values.local(unit, name, -1);
      }
    }
    Map<String, @Nullable Object> result = new TreeMap<>();
    for (String name : values.definitions.keySet()) {
      result.put(name, HclTypes.plain(values.value(name, -1)));
    }
    return result;
  }

  private void add(Source file) {
    try {
      Map<String, HclParser.Attribute> locals = new LinkedHashMap<>();
      List<HclParser.Block> blocks = HclParser.file(file.text);
      boolean seen = false;
      for (HclParser.Block block : blocks) {
        if (block.type().equals("locals")) {
          if (seen) {
            throw new HclFault(block.at(), "A file can only support exactly 1 `locals` block");
          }
          seen = true;
          locals.putAll(block.attributes());
        }
      }
      Unit unit = new Unit(file, this, false, locals);
      units.add(unit);
      for (HclParser.Block block : blocks) {
        if (block.type().equals("values")) {
          block.attributes().forEach((name, attribute) -> define(name, unit, attribute));
        }
      }
    } catch (HclFault e) {
      throw error(file, e, 0);
    }
  }

  private void define(String name, Unit unit, HclParser.Attribute attribute) {
    List<Definition> all = definitions.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!all.isEmpty() && rules == HelmfileRules.V0) {
      Definition first = all.getFirst();
      throw new HclFault(
          attribute.at(),
          "Duplicate helmfile_vars definition; The helmfile_var \""
              + name
              + "\" was already defined at "
              + first.unit.source.name
              + ":"
              + line(first.unit.source.text, first.attribute.at()));
    }
    all.add(new Definition(unit, attribute));
  }

  private @Nullable Object value(String name, int at) {
    if (known.containsKey(name)) {
      return known.get(name);
    }
    List<Definition> all = definitions.get(name);
    if (all == null) {
      throw new HclFault(at, "variables depend(s) on undefined vars \"" + name + "\"", false);
    }
    enter("hv." + name, at);
    Object value = null;
    for (int i = 0; i < all.size(); i++) {
      Definition definition = all.get(i);
      Object next = evaluate(definition.unit, definition.attribute);
      value = i == 0 ? next : merge(value, next);
    }
    open.remove("hv." + name);
    known.put(name, value);
    return value;
  }

  private void enter(String key, int at) {
    if (!open.add(key) || open.size() > MOST_REFERENCES) {
      throw new Circle(at, circle(key));
    }
  }

  /// A value that needs itself: helmfile finds that before it computes any.
  private static final class Circle extends HclFault {
    private static final long serialVersionUID = 1L;

    Circle(int at, String names) {
      super(at, "error while building the DAG variable graph : cycle detected: " + names, false);
    }
  }

  /// The names around, as helmfile gives them: each is needed by the next.
  private String circle(String key) {
    List<String> names = new ArrayList<>(open);
    names = new ArrayList<>(names.subList(names.indexOf(key), names.size()));
    names.add(key);
    return names.reversed().stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.joining(" -> "));
  }

  private @Nullable Object local(Unit unit, String name, int at) {
    String key = unit.source.name + " local." + name;
    if (knownLocals.containsKey(key)) {
      return knownLocals.get(key);
    }
    HclParser.Attribute attribute = unit.locals.get(name);
    if (attribute == null) {
      throw new HclFault(
          at,
          "Unsupported attribute; This object does not have an attribute named \"" + name + "\".");
    }
    enter(key, at);
    Object value = evaluate(new Unit(unit.source, this, true, unit.locals), attribute);
    open.remove(key);
    knownLocals.put(key, value);
    return value;
  }

  private static @Nullable Object evaluate(Unit unit, HclParser.Attribute attribute) {
    try {
      return new HclEvaluator(unit).value(attribute.value());
    } catch (Circle e) {
      throw error(unit.source, e, attribute.at());
    } catch (HclFault e) {
      throw error(
          unit.source,
          new HclFault(
              e.at(),
              "error when trying to evaluate variable "
                  + attribute.name()
                  + " : "
                  + e.getMessage()),
          attribute.at());
    }
  }

  /// What a later definition makes of an earlier one: objects are merged, null changes nothing.
  @SuppressWarnings("unchecked")
  private static @Nullable Object merge(@Nullable Object base, @Nullable Object override) {
    if (override == null) {
      return base;
    }
    if (base instanceof Map<?, ?> first && override instanceof Map<?, ?> second) {
      Map<String, @Nullable Object> merged = new TreeMap<>((Map<String, @Nullable Object>) first);
      second.forEach((key, value) ->
          merged.put((String) key, first.containsKey(key) ? merge(first.get(key), value) : value));
      return merged;
    }
    return override;
  }

  private static HelmfileException error(Source file, HclFault fault, int fallback) {
    int at = Math.min(fault.at() < 0 ? fallback : fault.at(), file.text.length());
    int start = file.text.lastIndexOf('\n', at - 1) + 1;
    int end = file.text.indexOf('\n', at);
    String snippet = file.text.substring(start, end < 0 ? file.text.length() : end);
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.INVALID_VALUES, String.valueOf(fault.getMessage()))
            .at(new SourceLocation(file.name, line(file.text, at), at - start + 1), snippet),
        fault);
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
