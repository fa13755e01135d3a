package dev.slipway.chart.usage;

import dev.slipway.gotemplate.ast.Node;
import java.util.List;

/// A call of a function.
///
/// @param in the call of a template in which it stands
/// @param site the node of the call
/// @param place where it is
/// @param arguments the arguments, that of the pipe last
record FunctionCall(TemplateInterpreter in, Node site, long place, List<AbstractValue> arguments) {
  int count() {
    return arguments.size();
  }

  AbstractValue argument(int index) {
    return index < arguments.size() ? arguments.get(index) : AbstractValue.NOTHING;
  }

  AbstractValue last() {
    return argument(arguments.size() - 1);
  }

  /// All arguments from that one on, and before the last `fromEnd`.
  AbstractValue join(int from, int fromEnd) {
    AbstractValue all = AbstractValue.NOTHING;
    for (int i = from; i < arguments.size() - fromEnd; i++) {
      all = all.join(arguments.get(i));
    }
    return all;
  }

  /// Takes all arguments as read with what is in them.
  AbstractValue opaque() {
    for (AbstractValue argument : arguments) {
      whole(argument);
    }
    return AbstractValue.SCALAR;
  }

  void whole(AbstractValue value) {
    in.navigation().whole(value, place);
  }

  AbstractValue field(AbstractValue value, String key) {
    return in.navigation().field(value, key, place);
  }

  AbstractValue at(AbstractValue value, AbstractValue key) {
    return in.navigation().at(value, key, place);
  }

  AbstractValue element(AbstractValue value) {
    return in.navigation().element(value, place);
  }

  /// The map or list that this call makes.
  ContainerAtom container() {
    return in.frame().container(site);
  }

  void put(AbstractValue target, AbstractValue key, AbstractValue value) {
    in.navigation().put(target, key, value, in.frame());
  }

  void putRest(AbstractValue target, AbstractValue elements) {
    in.navigation().putRest(target, elements, in.frame());
  }

  void merge(AbstractValue target, AbstractValue more) {
    in.navigation().merge(target, more, in.frame());
  }
}
