package dev.slipway.chart.usage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions of which more is known than that they read their arguments and give a scalar:
/// those of Go, sprig and Helm that hand values on, go into maps and lists, or make them.
final class FunctionEffects {
  private static final Map<String, FunctionEffect> ALL = new HashMap<>();

  static {
    addFlow();
    MapEffects.addTo(ALL);
    ListEffects.addTo(ALL);
    TextEffects.addTo(ALL);
  }

  private FunctionEffects() {}

  static @Nullable FunctionEffect of(String name) {
    return ALL.get(name);
  }

  private static void addFlow() {
    for (String name : new String[] {"default", "coalesce", "and", "or"}) {
      ALL.put(name, call -> call.join(0, 0));
    }
    ALL.put("ternary", call -> call.join(0, 1));
    ALL.put(
        "required",
        call -> {
          call.whole(call.argument(0));
          return call.argument(1);
        });
    // These look at what kind of value it is, not into it.
    String[] shallow = {
      "not", "empty", "kindOf", "kindIs", "typeOf", "typeIs", "typeIsLike", "all", "any"
    };
    for (String name : shallow) {
      ALL.put(name, _ -> AbstractValue.SCALAR);
    }
    // Text of YAML or JSON is followed as the value that it holds: who prints it reads it all.
    String[] codecs = {
      "toYaml",
      "toYamlPretty",
      "toJson",
      "toPrettyJson",
      "toRawJson",
      "toToml",
      "mustToYaml",
      "mustToJson",
      "mustToPrettyJson",
      "mustToRawJson",
      "mustToToml",
      "fromYaml",
      "fromYamlArray",
      "fromJson",
      "fromJsonArray",
      "fromToml",
      "mustFromJson"
    };
    for (String name : codecs) {
      ALL.put(name, call -> codec(call.argument(0)));
    }
    ALL.put(
        "include",
        call -> {
          call.in().analysis().include(call.argument(0), call.argument(1), call);
          return AbstractValue.SCALAR;
        });
    ALL.put(
        "tpl",
        call -> {
          call.in().analysis().evaluate(call.argument(0), call.argument(1), call);
          return AbstractValue.SCALAR;
        });
  }

  private static AbstractValue codec(AbstractValue value) {
    AbstractValue maps = AbstractValue.NOTHING;
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      maps = maps.join(atom instanceof MapAtom ? AbstractValue.of(atom) : AbstractValue.SCALAR);
    }
    return maps;
  }
}
