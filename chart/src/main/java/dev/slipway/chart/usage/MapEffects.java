package dev.slipway.chart.usage;

import java.util.Map;

/// Functions on maps.
final class MapEffects {
  private MapEffects() {}

  static void addTo(Map<String, FunctionEffect> all) {
    all.put("dict", MapEffects::dict);
    all.put("get", call -> call.at(call.argument(0), call.argument(1)));
    all.put("index", MapEffects::index);
    all.put("dig", MapEffects::dig);
    all.put("pluck", MapEffects::pluck);
    all.put("pick", MapEffects::pick);
    all.put("omit", call -> call.argument(0));
    all.put("unset", call -> call.argument(0));
    all.put("hasKey", MapEffects::hasKey);
    all.put("keys", MapEffects::keys);
    all.put("values", MapEffects::values);
    all.put("set", MapEffects::set);
    for (String name :
        new String[] {"merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite"}) {
      all.put(name, MapEffects::merge);
    }
    all.put("deepCopy", MapEffects::copy);
    all.put("mustDeepCopy", MapEffects::copy);
  }

  private static AbstractValue dict(FunctionCall call) {
    AbstractValue map = AbstractValue.of(call.container());
    for (int i = 0; i < call.count(); i += 2) {
      AbstractValue value = i + 1 < call.count() ? call.argument(i + 1) : AbstractValue.SCALAR;
      if (!call.argument(i).isConstant()) {
        call.whole(call.argument(i));
      }
      call.put(map, call.argument(i), value);
    }
    return map;
  }

  private static AbstractValue index(FunctionCall call) {
    AbstractValue value = call.argument(0);
    for (int i = 1; i < call.count(); i++) {
      call.whole(call.argument(i));
      value = call.at(value, call.argument(i));
    }
    return value;
  }

  private static AbstractValue dig(FunctionCall call) {
    AbstractValue value = call.last();
    for (int i = 0; i < call.count() - 2; i++) {
      call.whole(call.argument(i));
      value = call.at(value, call.argument(i));
    }
    return value.join(call.argument(call.count() - 2));
  }

  private static AbstractValue pluck(FunctionCall call) {
    call.whole(call.argument(0));
    AbstractValue list = AbstractValue.of(call.container());
    for (int i = 1; i < call.count(); i++) {
      call.putRest(list, call.at(call.argument(i), call.argument(0)));
    }
    return list;
  }

  private static AbstractValue pick(FunctionCall call) {
    AbstractValue picked = AbstractValue.of(call.container());
    for (int i = 1; i < call.count(); i++) {
      AbstractValue key = call.argument(i);
      call.whole(key);
      call.put(picked, key, call.at(call.argument(0), key));
    }
    return picked;
  }

  private static AbstractValue hasKey(FunctionCall call) {
    call.whole(call.argument(1));
    call.at(call.argument(0), call.argument(1));
    return AbstractValue.SCALAR;
  }

  private static AbstractValue keys(FunctionCall call) {
    AbstractValue list = AbstractValue.of(call.container());
    for (AbstractValue map : call.arguments()) {
      call.putRest(list, ListEffects.keysOf(call, map));
    }
    return list;
  }

  private static AbstractValue values(FunctionCall call) {
    AbstractValue list = AbstractValue.of(call.container());
    call.putRest(list, call.element(call.argument(0)));
    return list;
  }

  private static AbstractValue set(FunctionCall call) {
    AbstractValue map = call.argument(0);
    call.whole(call.argument(1));
    call.put(map, call.argument(1), call.argument(2));
    for (int i = 0; i < map.size(); i++) {
      if (map.atom(i) instanceof TextAtom) {
        // A map out of a text (`fromYaml`) is not followed, so whoever prints it may print this.
        call.whole(call.argument(2));
      }
    }
    return map;
  }

  private static AbstractValue merge(FunctionCall call) {
    AbstractValue target = call.argument(0);
    call.merge(target, call.join(1, 0));
    for (int i = 0; i < target.size(); i++) {
      if (!(target.atom(i) instanceof MapAtom)) {
        return call.join(0, 0);
      }
    }
    return target.isEmpty() ? call.join(1, 0) : target;
  }

  private static AbstractValue copy(FunctionCall call) {
    AbstractValue value = call.argument(0);
    if (value.isConstant()) {
      return value;
    }
    AbstractValue map = AbstractValue.of(call.container());
    call.merge(map, value);
    return map;
  }
}
