package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements but for range.
final class Statements {
  private Statements() {}

  /// Plain text.
  static final class Text extends Statement {
    final String text;

    /// Where the text begins in the template.
    final int offset;

    Text(String text, int offset) {
      this.text = text;
      this.offset = offset;
    }

    @Override
    Flow execute(Frame frame) {
      frame.out.append(text);
      frame.execution.checkOutput();
      return Flow.NEXT;
    }
  }

  /// `{{pipe}}`.
  static final class Action extends Statement {
    final int at;
    private final Pipe pipe;
    private final boolean prints;

    Action(int at, Pipe pipe) {
      this.at = at;
      this.pipe = pipe;
      this.prints = !pipe.setsVariables();
    }

    @Override
    Flow execute(Frame frame) {
      Object value = pipe.evaluate(frame);
      if (prints) {
        print(frame, value);
      }
      return Flow.NEXT;
    }

    private void print(Frame frame, @Nullable Object value) {
      StringBuilder out = frame.out;
      if (value instanceof String text) {
        out.append(text);
      } else if (value == null) {
        out.append("<no value>");
      } else {
        printOther(frame, out, value);
      }
      frame.execution.checkOutput();
    }

    private void printOther(Frame frame, StringBuilder out, Object value) {
      frame.at = at;
      if (value instanceof GoFunction) {
        throw frame.error(
            "can't print " + frame.where().node() + " of type " + Raw.typeName(value));
      }
      if (frame.observer != null
          && (value instanceof Map || value instanceof List || value instanceof GoObject)) {
        frame.observer.wholeRead(value, frame.place(at));
      }
      GoFormat.append(out, Builtins.printable(value));
    }
  }

  /// `{{if}}`.
  static final class If extends Statement {
    private final Pipe pipe;
    private final Block then;
    private final @Nullable Block otherwise;

    If(Pipe pipe, Block then, @Nullable Block otherwise) {
      this.pipe = pipe;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    Flow execute(Frame frame) {
      if (Raw.isTrue(pipe.evaluate(frame))) {
        return then.execute(frame);
      }
      return otherwise == null ? Flow.NEXT : otherwise.execute(frame);
    }
  }

  /// `{{with}}`.
  static final class With extends Statement {
    private final Pipe pipe;
    private final Block then;
    private final @Nullable Block otherwise;

    With(Pipe pipe, Block then, @Nullable Block otherwise) {
      this.pipe = pipe;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    Flow execute(Frame frame) {
      Object value = pipe.evaluate(frame);
      if (!Raw.isTrue(value)) {
        return otherwise == null ? Flow.NEXT : otherwise.execute(frame);
      }
      Object dot = frame.dot;
      boolean interfaceDot = frame.interfaceDot;
      frame.dot = value;
      frame.interfaceDot = false;
      Flow flow = then.execute(frame);
      frame.dot = dot;
      frame.interfaceDot = interfaceDot;
      return flow;
    }
  }

  /// `{{template}}`.
  static final class Invocation extends Statement {
    private final int at;
    private final String name;
    private final @Nullable Pipe pipe;

    Invocation(int at, String name, @Nullable Pipe pipe) {
      this.at = at;
      this.name = name;
      this.pipe = pipe;
    }

    @Override
    Flow execute(Frame frame) {
      frame.at = at;
      Execution execution = frame.execution;
      TemplateEntry template = execution.find(name);
      if (template == null) {
        throw frame.error(
            TemplateErrorCode.UNKNOWN_TEMPLATE,
            "template " + GoFormat.quote(name) + " not defined",
            execution.hintFor(name));
      }
      execution.checkDepth(frame);
      execution.run(template, pipe == null ? null : pipe.evaluate(frame));
      return Flow.NEXT;
    }
  }

  /// `{{break}}` or `{{continue}}`.
  static final class LoopControl extends Statement {
    private final Flow flow;

    LoopControl(Flow flow) {
      this.flow = flow;
    }

    @Override
    Flow execute(Frame frame) {
      return flow;
    }
  }
}
