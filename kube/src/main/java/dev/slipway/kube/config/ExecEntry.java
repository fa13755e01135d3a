package dev.slipway.kube.config;

import java.util.List;
import java.util.Map;

/// A credential plugin as a kubeconfig names it.
///
/// @param command the program
/// @param arguments what it is called with
/// @param variables added to its environment
/// @param apiVersion the version of its input and output
/// @param installHint how to install it, or empty
/// @param provideClusterInfo whether it is told of the cluster
/// @param interactiveMode `Never`, `IfAvailable`, `Always` or empty
/// @param file the kubeconfig that names it
record ExecEntry(
    String command,
    List<String> arguments,
    Map<String, String> variables,
    String apiVersion,
    String installHint,
    boolean provideClusterInfo,
    String interactiveMode,
    String file) {
  ExecEntry {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
  }
}
