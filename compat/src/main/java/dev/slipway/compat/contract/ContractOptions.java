package dev.slipway.compat.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of [ContractMain].
///
/// @param scripts the folder of the scripts
/// @param targets kubeconfigs by the targets' names
/// @param record whether what the real one answers is written down
/// @param show how many differences are printed in full
/// @param only only scripts whose name contains one of these
record ContractOptions(
    Path scripts, List<Named> targets, boolean record, int show, List<String> only) {
  /// A target's name and kubeconfig.
  record Named(String name, Path kubeconfig) {}

  static ContractOptions parse(String[] args) {
    @Nullable Path scripts = null;
    List<Named> targets = new ArrayList<>();
    boolean record = false;
    int show = 3;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--scripts" -> scripts = Path.of(args[++i]);
        case "--real" -> targets.add(new Named("real", Path.of(args[++i])));
        case "--sandbox" -> targets.add(new Named("sandbox", Path.of(args[++i])));
        case "--record" -> record = true;
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> only.add(args[i]);
      }
    }
    if (scripts == null) {
      throw new IllegalArgumentException("--scripts is missing");
    }
    return new ContractOptions(scripts, targets, record, show, only);
  }
}
