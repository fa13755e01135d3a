package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.ArgumentUse;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.parse.ParsedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the syntax of one template into its plan: variables become slots, functions are bound, and
/// what is certain to fail becomes an expression that fails when it is reached.
final class Planner {
  /// A generous estimate of the stack in bytes that one level of nested nodes takes.
  private static final int STACK_PER_LEVEL = 800;

  private final Functions functions;
  private final List<Node> nodes = new ArrayList<>();

  /// The variables that exist, innermost last; each one's slot is its index.
  private final List<String> variables = new ArrayList<>(List.of("$"));

  private int slots;
  private boolean rangesVariables;
  private int level;
  private int deepest;

  private Planner(Functions functions) {
    this.functions = functions;
  }

  static PlannedText plan(ParsedText parsed, Functions functions) {
    List<PlannedText.Part> definitions = new ArrayList<>();
    for (TemplateTree tree : parsed.definitions()) {
      definitions.add(new PlannedText.Part(tree, new Planner(functions).body(tree.root())));
    }
    TemplateTree root = new TemplateTree("", parsed.root());
    return new PlannedText(
        parsed,
        new PlannedText.Part(root, new Planner(functions).body(parsed.root())),
        List.copyOf(definitions));
  }

  private Body body(Node.Block root) {
    Block block = block(root);
    int stackNeed = STACK_PER_LEVEL * (deepest + 2);
    return new Body(block, nodes, slots, rangesVariables, stackNeed);
  }

  /// The number under which errors find a node.
  private int number(Node node) {
    nodes.add(node);
    return nodes.size() - 1;
  }

  private void enter() {
    deepest = Math.max(deepest, ++level);
  }

  private void leave() {
    level--;
  }

  // Statements.

  private Block block(Node.Block block) {
    enter();
    List<Statement> statements = new ArrayList<>();
    for (Node node : block.nodes()) {
      statements.add(statement(node));
    }
    leave();
    return new Block(statements.toArray(new Statement[0]));
  }

  private @Nullable Block optional(Node.@Nullable Block block) {
    return block == null ? null : block(block);
  }

  private Statement statement(Node node) {
    return switch (node) {
      case Node.Text text -> new Statements.Text(text.text(), text.offset());
      case Node.Action action -> new Statements.Action(number(action), pipe(action.pipe()));
      case Node.If branch -> branch(branch);
      case Node.With branch -> with(branch);
      case Node.Range range -> range(range);
      case Node.Invocation invocation -> {
        Node.Pipe pipe = invocation.pipe();
        yield new Statements.Invocation(
            number(invocation), invocation.name(), pipe == null ? null : pipe(pipe));
      }
      case Node.Break _ -> new Statements.LoopControl(Flow.BREAK);
      case Node.Continue _ -> new Statements.LoopControl(Flow.CONTINUE);
      default -> throw new IllegalArgumentException("no statement: " + node);
    };
  }

  private Statement branch(Node.If node) {
    int scope = variables.size();
    Statement planned =
        new Statements.If(pipe(node.pipe()), block(node.then()), optional(node.otherwise()));
    forget(scope);
    return planned;
  }

  private Statement with(Node.With node) {
    int scope = variables.size();
    Statement planned =
        new Statements.With(pipe(node.pipe()), block(node.then()), optional(node.otherwise()));
    forget(scope);
    return planned;
  }

  private Statement range(Node.Range node) {
    int scope = variables.size();
    Pipe pipe = pipe(node.pipe());
    rangesVariables |= pipe.setsVariables();
    int bodyScope = variables.size();
    Block body = block(node.then());
    forget(bodyScope);
    Statement planned = new Range(pipe, body, optional(node.otherwise()));
    forget(scope);
    return planned;
  }

  // Variables.

  private void forget(int size) {
    variables.subList(size, variables.size()).clear();
  }

  private int declare(String name) {
    variables.add(name);
    slots = Math.max(slots, variables.size());
    return variables.size() - 1;
  }

  private int slotOf(String name) {
    int slot = variables.lastIndexOf(name);
    slots = Math.max(slots, slot + 1);
    return slot;
  }

  // Pipelines.

  private Pipe pipe(Node.Pipe node) {
    enter();
    int at = number(node);
    Expression value = null;
    for (Node.Command command : node.commands()) {
      value = command(command, value == null ? null : element(value));
    }
    if (value == null) {
      throw new IllegalArgumentException("empty pipeline");
    }
    int count = node.declarations().size();
    int[] targets = new int[count];
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = node.declarations().get(i).names().getFirst();
      targets[i] = node.assigns() ? slotOf(names[i]) : declare(names[i]);
    }
    leave();
    return new Pipe(at, value, targets, names);
  }

  private static Expression element(Expression value) {
    return value.mayBeNilInterface() ? new Operands.Element(value) : value;
  }

  private Expression command(Node.Command command, @Nullable Expression before) {
    enter();
    Node first = command.operands().getFirst();
    Expression planned =
        switch (first) {
          case Node.Field field -> {
            int at = number(field);
            yield new Operands.DotFields(at, access(at, field.names(), command), before);
          }
          case Node.Chain chain -> chain(chain, command, before);
          case Node.Identifier identifier -> call(identifier, command, operands(command), before);
          case Node.Variable variable -> variable(variable, command, before);
          default -> plainCommand(first, command, before);
        };
    leave();
    return planned;
  }

  private Expression plainCommand(Node first, Node.Command command, @Nullable Expression before) {
    if (before != null || command.operands().size() > 1) {
      int at = first instanceof Node.Pipe ? Operands.NotAFunction.ANYWHERE : number(first);
      return new Operands.NotAFunction(at, before, first.toString());
    }
    return switch (first) {
      case Node.Pipe pipe -> new Operands.Parenthesised(pipe(pipe));
      case Node.Dot dot -> new Operands.Dot(number(dot));
      case Node.Nil nil -> new Operands.Failing(number(nil), "nil is not a command");
      case Node.Bool _, Node.Str _, Node.Num _ -> new Operand(number(first), first, null).ideal();
      default -> Operands.cannotEvaluate(number(first), first);
    };
  }

  private FieldAccess access(int at, List<String> names, Node.Command command) {
    MethodArguments arguments =
        command.operands().size() > 1 ? new MethodArguments(operands(command)) : null;
    return new FieldAccess(at, names, arguments);
  }

  private Expression variable(
      Node.Variable variable, Node.Command command, @Nullable Expression before) {
    int at = number(variable);
    String name = variable.names().getFirst();
    int slot = slotOf(name);
    if (slot < 0) {
      return Operands.undefined(at, name);
    }
    if (variable.names().size() > 1) {
      List<String> fields = variable.names().subList(1, variable.names().size());
      return new Operands.VariableFields(at, slot, access(at, fields, command), before);
    }
    if (before != null || command.operands().size() > 1) {
      return new Operands.NotAFunction(at, before, variable.toString());
    }
    return new Operands.Variable(at, slot);
  }

  private Expression chain(Node.Chain chain, Node.Command command, @Nullable Expression before) {
    int at = number(chain);
    if (chain.operand() instanceof Node.Nil) {
      return new Operands.Failing(at, "indirection through explicit nil in " + chain);
    }
    Expression receiver = receiver(chain.operand());
    return new Operands.ChainFields(at, receiver, access(at, chain.fields(), command), before);
  }

  private Expression receiver(Node node) {
    Expression expression = operand(node).expression();
    return expression == null ? new Operand(number(node), node, null).ideal() : expression;
  }

  // Operands and calls.

  private Operand[] operands(Node.Command command) {
    Operand[] operands = new Operand[command.operands().size() - 1];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = operand(command.operands().get(i + 1));
    }
    return operands;
  }

  private Operand operand(Node node) {
    enter();
    int at = number(node);
    Expression expression =
        switch (node) {
          case Node.Dot _ -> new Operands.Dot(at);
          case Node.Field field ->
              new Operands.DotFields(at, new FieldAccess(at, field.names(), null), null);
          case Node.Variable variable -> variableOperand(at, variable);
          case Node.Pipe pipe -> new Operands.Parenthesised(pipe(pipe));
          case Node.Identifier identifier -> functionOperand(identifier);
          case Node.Chain chain -> chainOperand(at, chain);
          default -> null;
        };
    leave();
    return new Operand(at, node, expression);
  }

  private Expression variableOperand(int at, Node.Variable variable) {
    String name = variable.names().getFirst();
    int slot = slotOf(name);
    if (slot < 0) {
      return Operands.undefined(at, name);
    }
    if (variable.names().size() == 1) {
      return new Operands.Variable(at, slot);
    }
    List<String> fields = variable.names().subList(1, variable.names().size());
    return new Operands.VariableFields(at, slot, new FieldAccess(at, fields, null), null);
  }

  private Expression chainOperand(int at, Node.Chain chain) {
    if (chain.operand() instanceof Node.Nil) {
      return new Operands.Failing(at, "indirection through explicit nil in " + chain);
    }
    return new Operands.ChainFields(
        at, receiver(chain.operand()), new FieldAccess(at, chain.fields(), null), null);
  }

  private Expression functionOperand(Node.Identifier identifier) {
    GoFunction function = function(identifier);
    Expression call = call(identifier, identifier, new Operand[0], null);
    boolean isInterface =
        function.result().kind() == GoKind.INTERFACE && !Builtins.isBuiltin(function);
    return isInterface ? new Operands.InterfaceResult(call) : call;
  }

  private GoFunction function(Node.Identifier identifier) {
    GoFunction function = functions.find(identifier.name());
    if (function == null) {
      throw new IllegalArgumentException("unknown function " + identifier.name());
    }
    return function;
  }

  /// @param command the node that the function's own error is reported at
  private Expression call(
      Node.Identifier identifier, Node command, Operand[] operands, @Nullable Expression before) {
    GoFunction function = function(identifier);
    int at = number(identifier);
    int callAt = command instanceof Node.Identifier ? at : number(command);
    switch (Builtins.isBuiltin(function) ? function.name() : "") {
      case "and", "or" -> {
        boolean or = function.name().equals("or");
        return new Calls.Logic(at, or, Calls.bindRaw(operands), before);
      }
      case "call" -> {
        String callee = operands.length == 0 ? null : operands[0].node().toString();
        return new Calls.IndirectCall(at, callAt, Calls.bindRaw(operands), before, callee);
      }
      case "slice" -> bindIndexes(operands);
      default -> {}
    }
    ArgumentUse use = functions.useOf(function.name());
    Call call = new Call(function, at, callAt, operands, before != null, use);
    return new Calls.FunctionCall(function, call, before);
  }

  /// `slice` looks at where its indexes come from.
  private static void bindIndexes(Operand[] operands) {
    for (int i = 1; i < operands.length; i++) {
      Expression index = new Calls.SliceIndex(operands[i].bindRaw());
      operands[i] = new Operand(operands[i].at(), operands[i].node(), index);
    }
  }
}
