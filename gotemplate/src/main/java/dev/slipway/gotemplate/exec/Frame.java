package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.RenderObserver;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.TemplateException;
import org.jspecify.annotations.Nullable;

/// One execution of one template. Confined to a thread at a time.
final class Frame {
  private static final @Nullable Object[] NO_SLOTS = {};

  final Execution execution;
  final TemplateEntry template;
  final StringBuilder out;
  final MissingKey missingKey;
  final @Nullable RenderObserver observer;

  /// The variables; that of number 0 is `$`.
  final @Nullable Object[] slots;

  /// Which variables hold an element of a container of `interface {}`: Go's errors name that type.
  /// Null when no range sets variables.
  final boolean @Nullable [] interfaceSlots;

  /// The raw cursor.
  @Nullable Object dot;

  /// Whether the cursor is an element of a container of `interface {}`.
  boolean interfaceDot;

  /// The number of the node that Go's errors would name now.
  int at;

  Frame(Execution execution, TemplateEntry template, @Nullable Object dot) {
    Body body = template.part().body();
    this.execution = execution;
    this.template = template;
    this.out = execution.out;
    this.missingKey = execution.missingKey;
    this.observer = execution.observer;
    this.dot = dot;
    this.slots = body.slots() == 0 ? NO_SLOTS : new Object[body.slots()];
    this.interfaceSlots = body.rangesVariables() ? new boolean[body.slots()] : null;
    if (body.slots() > 0) {
      slots[0] = dot;
    }
  }

  /// Sets a variable to the value of a pipeline.
  void set(int slot, @Nullable Object value) {
    slots[slot] = value;
    if (interfaceSlots != null) {
      interfaceSlots[slot] = false;
    }
  }

  boolean isInterfaceSlot(int slot) {
    return interfaceSlots != null && interfaceSlots[slot];
  }

  /// The error that Go's `errorf` would make here.
  TemplateException error(TemplateErrorCode code, String message, @Nullable String hint) {
    return TemplateException.executing(code, where(), message, hint);
  }

  TemplateException error(String message) {
    return error(TemplateErrorCode.EXECUTE, message, null);
  }

  TemplateException.Frame where() {
    var node = template.part().body().nodes().get(at);
    return new TemplateException.Frame(template.place(node.offset()), template.name(), node);
  }

  /// The place of a node, for observers.
  Place place(int node) {
    return template.place(template.part().body().nodes().get(node).offset());
  }
}
