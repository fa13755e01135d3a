package dev.slipway.gotemplate.exec;

/// Statements one after the other.
final class Block {
  private final Statement[] statements;

  Block(Statement[] statements) {
    this.statements = statements;
  }

  Flow execute(Frame frame) {
    Execution execution = frame.execution;
    if (execution.tracer != null) {
      return execution.tracer.execute(statements, frame);
    }
    for (Statement statement : statements) {
      execution.step();
      Flow flow = statement.execute(frame);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }
}
