package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Computes expressions. Not for use by several threads at once.
final class HclEvaluator {
  static final MathContext PRECISION = new MathContext(154);

  private static final int MOST_STEPS = 5_000_000;

  private final Scope roots;
  private final Map<String, @Nullable Object> bound = new HashMap<>();
  private int steps;

  /// The objects that expressions may name.
  interface Scope {
    /// An attribute of a root object such as `hv`.
    ///
    /// @throws HclFault if there is none
    @Nullable Object attribute(String root, String name, int at);

    /// Whether there is such an object.
    boolean hasRoot(String root);

    /// A root object as a whole; null if only its attributes may be named.
    ///
    /// @throws HclFault if one of its attributes fails
    @Nullable Map<String, @Nullable Object> whole(String root, int at);
  }

  HclEvaluator(Scope roots) {
    this.roots = roots;
  }

  @Nullable Object value(Expression expression) {
    if (++steps > MOST_STEPS) {
      throw new HclFault(-1, "the expression takes too many steps");
    }
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Template template -> template(template);
      case Expression.Variable variable -> variable(variable);
      case Expression.Attribute attribute -> attribute(attribute);
      case Expression.Index index -> index(value(index.of()), value(index.key()), index.at());
      case Expression.Splat splat -> splat(splat);
      case Expression.Tuple tuple -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (Expression item : tuple.items()) {
          items.add(value(item));
        }
        yield items;
      }
      case Expression.Entries entries -> entries(entries);
      case Expression.For loop -> loop(loop);
      case Expression.Conditional choice ->
          value(HclTypes.flag(value(choice.test()), choice.at()) ? choice.yes() : choice.no());
      case Expression.Binary binary -> binary(binary);
      case Expression.Unary unary -> {
        Object operand = value(unary.operand());
        yield unary.operator().equals("!")
            ? (Object) !HclTypes.flag(operand, unary.at())
            : HclTypes.number(operand, unary.at()).negate();
      }
      case Expression.Call call -> call(call);
    };
  }

  private @Nullable Object template(Expression.Template template) {
    if (template.parts().size() == 1) {
      return value(template.parts().getFirst());
    }
    StringBuilder text = new StringBuilder();
    for (Expression part : template.parts()) {
      Object value = value(part);
      if (value == null) {
        throw new HclFault(
            at(part),
            "Invalid template interpolation value; The expression result is null. Cannot include a"
                + " null value in a string template.");
      }
      text.append(HclTypes.text(value, at(part)));
    }
    return text.toString();
  }

  private static int at(Expression part) {
    return switch (part) {
      case Expression.Variable variable -> variable.at();
      case Expression.Attribute attribute -> attribute.at();
      case Expression.Call call -> call.at();
      default -> -1;
    };
  }

  private @Nullable Object variable(Expression.Variable variable) {
    if (bound.containsKey(variable.name())) {
      return bound.get(variable.name());
    }
    if (roots.hasRoot(variable.name())) {
      Map<String, @Nullable Object> whole = roots.whole(variable.name(), variable.at());
      if (whole != null) {
        return whole;
      }
      throw new HclFault(
          variable.at(),
          "Invalid reference; The \""
              + variable.name()
              + "\" object cannot be accessed directly. Instead, access it from one of its root.");
    }
    throw new HclFault(
        variable.at(), "Unknown variable; There is no variable named \"" + variable.name() + "\".");
  }

  private @Nullable Object attribute(Expression.Attribute attribute) {
    if (attribute.of() instanceof Expression.Variable root
        && !bound.containsKey(root.name())
        && roots.hasRoot(root.name())) {
      return roots.attribute(root.name(), attribute.name(), attribute.at());
    }
    Object of = value(attribute.of());
    if (of instanceof List<?> list && Character.isDigit(attribute.name().charAt(0))) {
      return index(list, new BigDecimal(attribute.name()), attribute.at());
    }
    if (of instanceof Map<?, ?> map && map.containsKey(attribute.name())) {
      return map.get(attribute.name());
    }
    throw new HclFault(
        attribute.at(),
        "Unsupported attribute; "
            + (of instanceof Map
                ? "This object does not have an attribute named \"" + attribute.name() + "\"."
                : "This value does not have any attributes."));
  }

  static @Nullable Object index(@Nullable Object of, @Nullable Object key, int at) {
    if (of instanceof List<?> list) {
      BigDecimal number = HclTypes.number(key, at);
      if (number.stripTrailingZeros().scale() <= 0
          && number.signum() >= 0
          && number.compareTo(BigDecimal.valueOf(list.size())) < 0) {
        return list.get(number.intValueExact());
      }
    } else if (of instanceof Map<?, ?> map) {
      String name = HclTypes.text(key, at);
      if (map.containsKey(name)) {
        return map.get(name);
      }
    } else {
      throw new HclFault(at, "Invalid index; This value does not have any indices.");
    }
    throw new HclFault(
        at, "Invalid index; The given key does not identify an element in this collection value.");
  }

  private Object splat(Expression.Splat splat) {
    Object of = value(splat.of());
    List<?> items = of instanceof List<?> list ? list : of == null ? List.of() : List.of(of);
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : items) {
      bound.put(splat.item(), item);
      result.add(value(splat.each()));
    }
    bound.remove(splat.item());
    return result;
  }

  private Object entries(Expression.Entries entries) {
    Map<String, @Nullable Object> object = new TreeMap<>();
    for (Expression.Entry entry : entries.entries()) {
      object.put(HclTypes.text(value(entry.key()), -1), value(entry.value()));
    }
    return object;
  }

  private Object loop(Expression.For loop) {
    Object collection = value(loop.collection());
    List<@Nullable Object> list = new ArrayList<>();
    Map<String, @Nullable Object> object = new TreeMap<>();
    Map<String, @Nullable Object> before = new HashMap<>(bound);
    if (collection instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        turn(loop, BigDecimal.valueOf(i), items.get(i), list, object);
      }
    } else if (collection instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        turn(loop, entry.getKey(), entry.getValue(), list, object);
      }
    } else {
      throw new HclFault(loop.at(), "Iteration over non-iterable value");
    }
    bound.clear();
    bound.putAll(before);
    return loop.newKey() == null ? list : object;
  }

  private void turn(
      Expression.For loop,
      Object key,
      @Nullable Object value,
      List<@Nullable Object> list,
      Map<String, @Nullable Object> object) {
    if (loop.key() != null) {
      bound.put(loop.key(), key);
    }
    bound.put(loop.value(), value);
    if (loop.condition() != null && !HclTypes.flag(value(loop.condition()), loop.at())) {
      return;
    }
    if (loop.newKey() == null) {
      list.add(value(loop.newValue()));
      return;
    }
    String name = HclTypes.text(value(loop.newKey()), loop.at());
    Object made = value(loop.newValue());
    if (loop.grouped()) {
      group(object, name).add(made);
    } else if (object.containsKey(name)) {
      throw new HclFault(
          loop.at(), "Duplicate object key; Two different items produced the key \"" + name + "\"");
    } else {
      object.put(name, made);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> group(Map<String, @Nullable Object> object, String name) {
    List<@Nullable Object> group = (List<@Nullable Object>) object.get(name);
    if (group == null) {
      group = new ArrayList<>();
      object.put(name, group);
    }
    return group;
  }

  private Object binary(Expression.Binary binary) {
    int at = binary.at();
    Object left = value(binary.left());
    Object right = value(binary.right());
    return switch (binary.operator()) {
      case "||", "&&" ->
          logic(binary.operator(), HclTypes.flag(left, at), HclTypes.flag(right, at));
      case "==" -> HclTypes.same(left, right);
      case "!=" -> !HclTypes.same(left, right);
      default ->
          arithmetic(binary.operator(), HclTypes.number(left, at), HclTypes.number(right, at), at);
    };
  }

  private static Object logic(String operator, boolean a, boolean b) {
    return operator.equals("||") ? a || b : a && b;
  }

  private static Object arithmetic(String operator, BigDecimal a, BigDecimal b, int at) {
    if ((operator.equals("/") || operator.equals("%")) && b.signum() == 0) {
      throw new HclFault(at, "Division by zero");
    }
    return switch (operator) {
      case "<" -> a.compareTo(b) < 0;
      case "<=" -> a.compareTo(b) <= 0;
      case ">" -> a.compareTo(b) > 0;
      case ">=" -> a.compareTo(b) >= 0;
      case "+" -> a.add(b, PRECISION);
      case "-" -> a.subtract(b, PRECISION);
      case "*" -> a.multiply(b, PRECISION);
      case "/" -> a.divide(b, PRECISION);
      default -> a.remainder(b, PRECISION);
    };
  }

  private @Nullable Object call(Expression.Call call) {
    if (call.name().equals("try") || call.name().equals("can")) {
      return attempt(call);
    }
    HclFunction function = HclFunctions.TABLE.get(call.name());
    if (function == null) {
      throw new HclFault(
          call.at(),
          "Call to unknown function; There is no function named \"" + call.name() + "\".");
    }
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(value(argument));
    }
    if (call.spread() && arguments.removeLast() instanceof List<?> last) {
      arguments.addAll(last);
    }
    try {
      return function.apply(new HclArguments(call.name(), arguments));
    } catch (HclFault e) {
      throw e.at() >= 0 ? e : new HclFault(call.at(), String.valueOf(e.getMessage()));
    } catch (ArithmeticException | IndexOutOfBoundsException | IllegalArgumentException _) {
      throw new HclFault(
          call.at(), "Error in function call; Call to \"" + call.name() + "\" failed");
    }
  }

  private @Nullable Object attempt(Expression.Call call) {
    boolean can = call.name().equals("can");
    for (Expression argument : call.arguments()) {
      Map<String, @Nullable Object> before = new HashMap<>(bound);
      try {
        Object value = value(argument);
        return can ? (Object) true : value;
      } catch (HclFault e) {
        if (!e.isForTry()) {
          throw e;
        }
        bound.clear();
        bound.putAll(before);
      }
    }
    if (can) {
      return false;
    }
    throw new HclFault(call.at(), "no expression succeeded");
  }
}
