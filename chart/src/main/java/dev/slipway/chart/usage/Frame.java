package dev.slipway.chart.usage;

import dev.slipway.gotemplate.ast.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of a template.
final class Frame {
  private final int number;
  private final @Nullable Frame caller;
  private final String template;
  private final SourceText source;
  private final AbstractValue argument;
  private final Variables variables = new Variables();
  private final Map<Node, List<ContainerAtom>> containers;
  private int round;
  private boolean impure;
  private boolean jumped;

  Frame(
      int number,
      @Nullable Frame caller,
      String template,
      SourceText source,
      AbstractValue argument,
      Map<Node, List<ContainerAtom>> containers) {
    this.number = number;
    this.caller = caller;
    this.template = template;
    this.source = source;
    this.argument = argument;
    this.containers = containers;
    variables.declare("$", argument);
  }

  @Nullable Frame caller() {
    return caller;
  }

  String template() {
    return template;
  }

  SourceText source() {
    return source;
  }

  AbstractValue argument() {
    return argument;
  }

  Variables variables() {
    return variables;
  }

  /// The map or list that a node makes in this call.
  ContainerAtom container(Node site) {
    ContainerAtom made = CallContainers.at(containers, site, round);
    made.owner(number);
    return made;
  }

  /// Lets nodes make other maps from now on: the next item of a known list is at hand.
  void nextRound() {
    round++;
  }

  /// Notes that this call changed a map: then its callers, up to the one that made the map, did
  /// too.
  void changes(ContainerAtom container) {
    for (Frame frame = this;
        frame != null && frame.number > container.owner();
        frame = frame.caller) {
      frame.impure = true;
    }
  }

  /// Whether it changed maps that are not its own, so that calling it again is not for nothing.
  boolean isImpure() {
    return impure;
  }

  /// Notes a `break` or `continue`.
  void jump() {
    jumped = true;
  }

  boolean takeJumped() {
    boolean was = jumped;
    jumped = false;
    return was;
  }
}
