package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Functions on lists.
final class ListEffects {
  private ListEffects() {}

  static void addTo(Map<String, FunctionEffect> all) {
    all.put("list", ListEffects::list);
    all.put("tuple", ListEffects::list);
    put(all, "first", call -> edge(call, true));
    put(all, "last", call -> edge(call, false));
    put(all, "rest", call -> part(call, 1, 0));
    put(all, "initial", call -> part(call, 0, 1));
    put(all, "append", ListEffects::add);
    put(all, "push", ListEffects::add);
    put(all, "prepend", ListEffects::add);
    put(all, "concat", ListEffects::concat);
    put(all, "reverse", ListEffects::bag);
    put(all, "slice", ListEffects::bag);
    put(all, "chunk", ListEffects::chunk);
    for (String name : new String[] {"uniq", "compact", "without", "sortAlpha", "shuffle"}) {
      put(all, name, ListEffects::compared);
    }
    all.put("splitList", ListEffects::splitList);
    all.put("len", ListEffects::length);
  }

  private static void put(Map<String, FunctionEffect> all, String name, FunctionEffect effect) {
    all.put(name, effect);
    all.put("must" + Character.toUpperCase(name.charAt(0)) + name.substring(1), effect);
  }

  private static AbstractValue list(FunctionCall call) {
    return literal(call, call.arguments());
  }

  private static AbstractValue literal(FunctionCall call, List<AbstractValue> items) {
    ContainerAtom atom = call.container();
    AbstractValue list = AbstractValue.of(atom);
    atom.length(items.size());
    for (int i = 0; i < items.size(); i++) {
      call.put(list, AbstractValue.text(Integer.toString(i)), items.get(i));
    }
    return list;
  }

  /// The items of a value if it can only be one list that a template spells out.
  private static List<AbstractValue> items(AbstractValue value) {
    if (value.size() != 1
        || !(value.atom(0) instanceof ContainerAtom atom)
        || atom.length() < 0
        || !atom.rest().isEmpty()
        || !atom.bases().isEmpty()) {
      return List.of();
    }
    List<AbstractValue> items = new ArrayList<>();
    for (int i = 0; i < atom.length(); i++) {
      AbstractValue item = atom.field(Integer.toString(i));
      items.add(item == null ? AbstractValue.NOTHING : item);
    }
    return items;
  }

  private static AbstractValue edge(FunctionCall call, boolean first) {
    List<AbstractValue> items = items(call.argument(0));
    if (items.isEmpty()) {
      return call.element(call.argument(0));
    }
    return first ? items.getFirst() : items.getLast();
  }

  private static AbstractValue part(FunctionCall call, int fromStart, int fromEnd) {
    List<AbstractValue> items = items(call.argument(0));
    return items.isEmpty()
        ? call.argument(0)
        : literal(call, items.subList(fromStart, items.size() - fromEnd));
  }

  private static AbstractValue add(FunctionCall call) {
    AbstractValue list = AbstractValue.of(call.container());
    call.putRest(list, call.element(call.argument(0)));
    call.putRest(list, call.argument(1));
    return list;
  }

  private static AbstractValue concat(FunctionCall call) {
    AbstractValue list = AbstractValue.of(call.container());
    for (AbstractValue part : call.arguments()) {
      call.putRest(list, call.element(part));
    }
    return list;
  }

  private static AbstractValue bag(FunctionCall call) {
    AbstractValue list = AbstractValue.of(call.container());
    call.putRest(list, call.element(call.argument(0)));
    return list;
  }

  private static AbstractValue chunk(FunctionCall call) {
    AbstractValue chunks = AbstractValue.of(call.container());
    call.putRest(chunks, call.argument(1));
    return chunks;
  }

  /// Functions that compare the items.
  private static AbstractValue compared(FunctionCall call) {
    for (AbstractValue argument : call.arguments()) {
      call.whole(argument);
    }
    return bag(call);
  }

  private static AbstractValue splitList(FunctionCall call) {
    if (call.count() == 2
        && call.argument(0).isConstant()
        && call.argument(1).isConstant()
        && call.argument(0).size() == 1
        && call.argument(1).size() == 1) {
      String separator = ((TextAtom) call.argument(0).atom(0)).pattern();
      String text = ((TextAtom) call.argument(1).atom(0)).pattern();
      if (!separator.isEmpty()) {
        List<AbstractValue> parts = new ArrayList<>();
        int from = 0;
        for (int at; (at = text.indexOf(separator, from)) >= 0; from = at + separator.length()) {
          parts.add(AbstractValue.text(text.substring(from, at)));
        }
        parts.add(AbstractValue.text(text.substring(from)));
        return literal(call, parts);
      }
    }
    return call.opaque();
  }

  private static AbstractValue length(FunctionCall call) {
    call.element(call.argument(0));
    return AbstractValue.SCALAR;
  }

  /// The keys of a map, each of which counts as looked at.
  static AbstractValue keysOf(FunctionCall call, AbstractValue map) {
    call.element(map);
    AbstractValue keys = AbstractValue.NOTHING;
    for (int i = 0; i < map.size(); i++) {
      if (!(map.atom(i) instanceof ContainerAtom container) || !container.isKnownMap()) {
        return AbstractValue.SCALAR;
      }
      for (String key : container.fields().keySet()) {
        keys = keys.join(AbstractValue.text(key));
      }
    }
    return keys;
  }
}
