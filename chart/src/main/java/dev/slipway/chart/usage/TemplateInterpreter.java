package dev.slipway.chart.usage;

import dev.slipway.gotemplate.ast.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one call of a template over abstract values: both branches of each `if`, and loops until
/// nothing changes.
final class TemplateInterpreter {
  /// After so many rounds of a loop, what still grows is taken as read.
  private static final int ROUNDS = 4;

  /// Lists that are spelt out are gone through item by item up to this length.
  private static final int LONGEST_UNROLLED = 40;

  private final Analysis analysis;
  private final Navigation navigation;
  private final Frame frame;
  private final Variables variables;

  TemplateInterpreter(Analysis analysis, Frame frame) {
    this.analysis = analysis;
    this.navigation = analysis.navigation();
    this.frame = frame;
    this.variables = frame.variables();
  }

  Analysis analysis() {
    return analysis;
  }

  Navigation navigation() {
    return navigation;
  }

  Frame frame() {
    return frame;
  }

  long place(Node node) {
    return frame.source().place(node.offset());
  }

  // Statements.

  void run(Node.Block block, AbstractValue dot) {
    int mark = variables.mark();
    for (Node node : block.nodes()) {
      run(node, dot);
    }
    variables.pop(mark);
  }

  private void run(Node node, AbstractValue dot) {
    switch (node) {
      case Node.Text _ -> {}
      case Node.Action action -> {
        AbstractValue value = pipe(action.pipe(), dot);
        if (action.pipe().declarations().isEmpty()) {
          navigation.whole(value, place(action));
        }
      }
      case Node.If branch -> {
        int mark = variables.mark();
        pipe(branch.pipe(), dot);
        branches(branch.then(), dot, branch.otherwise(), dot);
        variables.pop(mark);
      }
      case Node.With branch -> {
        int mark = variables.mark();
        AbstractValue value = pipe(branch.pipe(), dot);
        branches(branch.then(), value, branch.otherwise(), dot);
        variables.pop(mark);
      }
      case Node.Range range -> range(range, dot);
      case Node.Invocation invocation ->
          analysis.invoke(
              invocation.name(),
              invocation.pipe() == null ? AbstractValue.NOTHING : pipe(invocation.pipe(), dot),
              frame);
      case Node.Break _, Node.Continue _ -> frame.jump();
      case Node.Block block -> run(block, dot);
      default -> evaluate(node, dot);
    }
  }

  private void branches(
      Node.Block then, AbstractValue dot, Node.@Nullable Block otherwise, AbstractValue outerDot) {
    analysis.step();
    AbstractValue[] before = variables.snapshot();
    run(then, dot);
    if (otherwise == null) {
      variables.join(before);
      return;
    }
    AbstractValue[] after = variables.snapshot();
    variables.restore(before);
    run(otherwise, outerDot);
    variables.join(after);
  }

  private void range(Node.Range range, AbstractValue dot) {
    int mark = variables.mark();
    AbstractValue value = pipeValue(range.pipe(), dot);
    AbstractValue[] before = variables.snapshot();
    if (!unrolled(range, value)) {
      rounds(range, value);
    }
    Node.Block otherwise = range.otherwise();
    if (otherwise != null) {
      AbstractValue[] after = variables.snapshot();
      variables.restore(before);
      run(otherwise, dot);
      variables.join(after);
    }
    variables.pop(mark);
  }

  private void rounds(Node.Range range, AbstractValue value) {
    long place = place(range.pipe());
    AbstractValue element = navigation.element(value, place);
    AbstractValue key = keys(value);
    for (int round = 1; ; round++) {
      analysis.step();
      AbstractValue[] before = variables.snapshot();
      int changes = navigation.changes();
      item(range, key, element);
      AbstractValue[] after = variables.snapshot();
      boolean more = variables.join(before);
      if (!more && changes == navigation.changes()) {
        return;
      }
      if (round >= ROUNDS) {
        if (more) {
          giveUp(before, after, place);
        }
        return;
      }
    }
  }

  /// Takes what variables got in the last round for read, since there is no end of it.
  private void giveUp(AbstractValue[] before, AbstractValue[] after, long place) {
    AbstractValue[] bounded = new AbstractValue[before.length];
    for (int i = 0; i < before.length; i++) {
      bounded[i] = before[i];
      for (int a = 0; a < after[i].size(); a++) {
        AbstractValue atom = AbstractValue.of(after[i].atom(a));
        if (!before[i].join(atom).equals(before[i])) {
          navigation.whole(atom, place);
          bounded[i] = bounded[i].join(AbstractValue.SCALAR);
        }
      }
    }
    variables.restore(bounded);
  }

  private boolean unrolled(Node.Range range, AbstractValue value) {
    if (value.size() != 1 || !(value.atom(0) instanceof ContainerAtom container)) {
      return false;
    }
    List<String> keys;
    if (container.length() >= 0 && container.length() <= LONGEST_UNROLLED) {
      keys = new ArrayList<>();
      for (int i = 0; i < container.length(); i++) {
        keys.add(Integer.toString(i));
      }
    } else if (container.isKnownMap() && container.fields().size() <= LONGEST_UNROLLED) {
      keys = new ArrayList<>(container.fields().keySet());
      keys.sort(null);
    } else {
      return false;
    }
    boolean outer = frame.takeJumped();
    for (String key : keys) {
      AbstractValue element = navigation.field(value, key, -1);
      AbstractValue[] before = variables.snapshot();
      frame.nextRound();
      item(range, AbstractValue.text(key), element);
      if (frame.takeJumped()) {
        variables.join(before);
        rounds(range, value);
        break;
      }
    }
    if (outer) {
      frame.jump();
    }
    return true;
  }

  private void item(Node.Range range, AbstractValue key, AbstractValue element) {
    analysis.step();
    int mark = variables.mark();
    List<Node.Variable> declared = range.pipe().declarations();
    for (int i = 0; i < declared.size(); i++) {
      String name = declared.get(i).names().getFirst();
      AbstractValue value = i == declared.size() - 1 ? element : key;
      if (range.pipe().assigns()) {
        variables.assign(name, value);
      } else {
        variables.declare(name, value);
      }
    }
    run(range.then(), element);
    variables.pop(mark);
  }

  /// The keys that `range` may give.
  private static AbstractValue keys(AbstractValue value) {
    AbstractValue keys = AbstractValue.NOTHING;
    for (int i = 0; i < value.size(); i++) {
      if (!(value.atom(i) instanceof ContainerAtom container) || !container.isKnownMap()) {
        return AbstractValue.SCALAR;
      }
      for (String key : container.fields().keySet()) {
        keys = keys.join(AbstractValue.text(key));
      }
    }
    return keys;
  }

  // Expressions.

  private AbstractValue pipe(Node.Pipe pipe, AbstractValue dot) {
    AbstractValue value = pipeValue(pipe, dot);
    for (Node.Variable variable : pipe.declarations()) {
      if (pipe.assigns()) {
        variables.assign(variable.names().getFirst(), value);
      } else {
        variables.declare(variable.names().getFirst(), value);
      }
    }
    return value;
  }

  private AbstractValue pipeValue(Node.Pipe pipe, AbstractValue dot) {
    AbstractValue value = null;
    for (Node.Command command : pipe.commands()) {
      value = command(command, dot, value);
    }
    return value == null ? AbstractValue.NOTHING : value;
  }

  private AbstractValue command(
      Node.Command command, AbstractValue dot, @Nullable AbstractValue piped) {
    analysis.step();
    List<Node> operands = command.operands();
    Node first = operands.getFirst();
    if (operands.size() == 1 && piped == null && !(first instanceof Node.Identifier)) {
      return evaluate(first, dot);
    }
    List<AbstractValue> arguments = new ArrayList<>(operands.size());
    for (Node operand : operands.subList(1, operands.size())) {
      arguments.add(evaluate(operand, dot));
    }
    if (piped != null) {
      arguments.add(piped);
    }
    if (first instanceof Node.Identifier function) {
      return call(function, command, arguments);
    }
    AbstractValue method = evaluate(first, dot);
    if (first instanceof Node.Field field) {
      return fileContent(field.names(), dot, arguments, method, place(first));
    }
    if (first instanceof Node.Variable variable) {
      AbstractValue base = variables.get(variable.names().getFirst());
      List<String> names = variable.names().subList(1, variable.names().size());
      return fileContent(names, base, arguments, method, place(first));
    }
    return readAll(arguments, place(first), method);
  }

  private AbstractValue readAll(List<AbstractValue> arguments, long place, AbstractValue result) {
    for (AbstractValue argument : arguments) {
      navigation.whole(argument, place);
    }
    return result;
  }

  /// The result of a method: that of `.Files.Get` is known if its argument is.
  private AbstractValue fileContent(
      List<String> names,
      AbstractValue base,
      List<AbstractValue> arguments,
      AbstractValue method,
      long place) {
    readAll(arguments, place, method);
    if (names.isEmpty() || arguments.isEmpty()) {
      return method;
    }
    AbstractValue owner = base;
    for (String name : names.subList(0, names.size() - 1)) {
      owner = navigation.field(owner, name, -1);
    }
    AbstractValue content = method;
    for (int i = 0; i < owner.size(); i++) {
      if (owner.atom(i) instanceof FilesAtom files) {
        content = content.join(analysis.files().call(files.scope(), names.getLast(), arguments));
      }
    }
    return content;
  }

  private AbstractValue evaluate(Node node, AbstractValue dot) {
    return switch (node) {
      case Node.Dot _ -> dot;
      case Node.Field field -> fields(dot, field.names(), 0, place(node));
      case Node.Variable variable -> {
        AbstractValue value = variables.get(variable.names().getFirst());
        yield fields(value, variable.names(), 1, place(node));
      }
      case Node.Chain chain ->
          fields(evaluate(chain.operand(), dot), chain.fields(), 0, place(node));
      case Node.Pipe pipe -> pipe(pipe, dot);
      case Node.Command command -> command(command, dot, null);
      case Node.Identifier function -> call(function, function, List.of());
      case Node.Str string -> AbstractValue.text(string.value());
      case Node.Num number -> AbstractValue.text(number.constant().text());
      case Node.Bool bool -> AbstractValue.text(Boolean.toString(bool.value()));
      case Node.Nil _ -> AbstractValue.NOTHING;
      default -> AbstractValue.NOTHING;
    };
  }

  private AbstractValue fields(AbstractValue base, List<String> names, int from, long place) {
    AbstractValue value = base;
    for (int i = from; i < names.size(); i++) {
      value = navigation.field(value, names.get(i), i == names.size() - 1 ? place : -1);
    }
    return value;
  }

  private AbstractValue call(Node.Identifier function, Node site, List<AbstractValue> arguments) {
    FunctionCall call = new FunctionCall(this, site, place(function), arguments);
    FunctionEffect effect = FunctionEffects.of(function.name());
    return effect == null ? call.opaque() : effect.apply(call);
  }
}
