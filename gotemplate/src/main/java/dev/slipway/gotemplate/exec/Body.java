package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.ast.Node;
import java.util.List;

/// The planned content of one template; knows neither its name nor its file. Immutable, for any
/// thread.
///
/// @param root what to execute
/// @param nodes the syntax nodes, by the numbers that expressions give them
/// @param slots how many variables can exist at a time
/// @param rangesVariables whether a range sets variables
/// @param stackNeed an estimate in bytes of the stack that executing it takes
record Body(Block root, List<Node> nodes, int slots, boolean rangesVariables, int stackNeed) {
  Body {
    nodes = List.copyOf(nodes);
  }
}
