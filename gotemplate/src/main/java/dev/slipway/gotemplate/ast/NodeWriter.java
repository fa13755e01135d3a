package dev.slipway.gotemplate.ast;

import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes nodes as Go's `Node.String` does. Nodes may be nested deeply, so it keeps a stack of its
/// own.
final class NodeWriter {
  private final StringBuilder out = new StringBuilder();

  /// What is still to write, next on top: nodes and strings.
  private final Deque<Object> pending = new ArrayDeque<>();

  private NodeWriter() {}

  static String write(Node node) {
    NodeWriter writer = new NodeWriter();
    writer.pending.push(node);
    while (!writer.pending.isEmpty()) {
      switch (writer.pending.pop()) {
        case Node next -> writer.writeNode(next);
        case Object text -> writer.out.append(text);
      }
    }
    return writer.out.toString();
  }

  private void writeNode(Node node) {
    switch (node) {
      case Node.Block block -> push(new ArrayList<>(block.nodes()));
      case Node.Text text -> out.append(text.text());
      case Node.Action action -> push(List.of("{{", action.pipe(), "}}"));
      case Node.Pipe pipe -> writePipe(pipe);
      case Node.Command command -> writeCommand(command);
      case Node.Identifier identifier -> out.append(identifier.name());
      case Node.Variable variable -> out.append(String.join(".", variable.names()));
      case Node.Field field -> writeFields(field.names());
      case Node.Chain chain -> {
        List<Object> parts = new ArrayList<>();
        addOperand(parts, chain.operand());
        chain.fields().forEach(name -> parts.add("." + name));
        push(parts);
      }
      case Node.Dot _ -> out.append('.');
      case Node.Nil _ -> out.append("nil");
      case Node.Bool bool -> out.append(bool.value());
      case Node.Num number -> out.append(number.constant().text());
      case Node.Str string -> out.append(string.quoted());
      case Node.If branch -> writeBranch("if", branch.pipe(), branch.then(), branch.otherwise());
      case Node.With branch ->
          writeBranch("with", branch.pipe(), branch.then(), branch.otherwise());
      case Node.Range branch ->
          writeBranch("range", branch.pipe(), branch.then(), branch.otherwise());
      case Node.Invocation invocation -> writeInvocation(invocation);
      case Node.Break _ -> out.append("{{break}}");
      case Node.Continue _ -> out.append("{{continue}}");
    }
  }

  private void push(List<Object> parts) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      pending.push(parts.get(i));
    }
  }

  private void writePipe(Node.Pipe pipe) {
    List<Object> parts = new ArrayList<>();
    for (Node.Variable declaration : pipe.declarations()) {
      parts.add(parts.isEmpty() ? "" : ", ");
      parts.add(declaration);
    }
    if (!parts.isEmpty()) {
      parts.add(pipe.assigns() ? " = " : " := ");
    }
    String separator = "";
    for (Node.Command command : pipe.commands()) {
      parts.add(separator);
      parts.add(command);
      separator = " | ";
    }
    push(parts);
  }

  private void writeCommand(Node.Command command) {
    List<Object> parts = new ArrayList<>();
    for (Node operand : command.operands()) {
      if (!parts.isEmpty()) {
        parts.add(" ");
      }
      addOperand(parts, operand);
    }
    push(parts);
  }

  private static void addOperand(List<Object> parts, Node operand) {
    if (operand instanceof Node.Pipe) {
      parts.add("(");
      parts.add(operand);
      parts.add(")");
    } else {
      parts.add(operand);
    }
  }

  private void writeFields(List<String> names) {
    for (String name : names) {
      out.append('.').append(name);
    }
  }

  private void writeBranch(
      String keyword, Node.Pipe pipe, Node.Block then, Node.@Nullable Block otherwise) {
    List<Object> parts = new ArrayList<>(List.of("{{", keyword, " ", pipe, "}}", then));
    if (otherwise != null) {
      parts.add("{{else}}");
      parts.add(otherwise);
    }
    parts.add("{{end}}");
    push(parts);
  }

  private void writeInvocation(Node.Invocation invocation) {
    List<Object> parts = new ArrayList<>();
    parts.add("{{template " + GoFormat.quote(invocation.name()));
    if (invocation.pipe() != null) {
      parts.add(" ");
      parts.add(invocation.pipe());
    }
    parts.add("}}");
    push(parts);
  }
}
