package dev.slipway.gotemplate.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of a template's syntax tree. `offset` is the index in the text at which Go's errors place
/// the node; `toString` gives the node's text as Go's errors quote it.
public sealed interface Node {
  /// Where the node is in the text.
  int offset();

  /// A sequence of nodes.
  record Block(int offset, List<Node> nodes) implements Node {
    public Block {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// Plain text, after trimming.
  record Text(int offset, String text) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// An action that is no control structure: `{{pipe}}`.
  record Action(int offset, Pipe pipe) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// Commands joined by `|`, maybe with variables that are declared or, if `assigns`, assigned.
  record Pipe(int offset, boolean assigns, List<Variable> declarations, List<Command> commands)
      implements Node {
    public Pipe {
      declarations = List.copyOf(declarations);
      commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// An operand with its arguments; the first is a function, field, variable, constant or
  /// parenthesised pipe.
  record Command(int offset, List<Node> operands) implements Node {
    public Command {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// A function's name.
  record Identifier(int offset, String name) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// A variable, `$` included, and the fields reached from it.
  record Variable(int offset, List<String> names) implements Node {
    public Variable {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// Fields reached from dot, without their periods.
  record Field(int offset, List<String> names) implements Node {
    public Field {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// Fields reached from a parenthesised pipe or a function.
  record Chain(int offset, Node operand, List<String> fields) implements Node {
    public Chain {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// The cursor.
  record Dot(int offset) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// The constant nil.
  record Nil(int offset) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// A constant true or false.
  record Bool(int offset, boolean value) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// A number or character constant.
  record Num(int offset, NumberConstant constant) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// A string constant: its source text with quotes, and its value.
  record Str(int offset, String quoted, String value) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{if pipe}} then {{else}} otherwise {{end}}`.
  record If(int offset, Pipe pipe, Block then, @Nullable Block otherwise) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{with pipe}} then {{else}} otherwise {{end}}`.
  record With(int offset, Pipe pipe, Block then, @Nullable Block otherwise) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{range pipe}} then {{else}} otherwise {{end}}`.
  record Range(int offset, Pipe pipe, Block then, @Nullable Block otherwise) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{template "name" pipe}}`.
  record Invocation(int offset, String name, @Nullable Pipe pipe) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{break}}`.
  record Break(int offset) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }

  /// `{{continue}}`.
  record Continue(int offset) implements Node {
    @Override
    public String toString() {
      return NodeWriter.write(this);
    }
  }
}
