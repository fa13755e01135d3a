package dev.slipway.compat.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arguments of [ContractMain].
///
/// @param scripts the folder of the scripts
/// @param real the kubeconfig of the real cluster, if it takes part
/// @param sandbox whether a sandbox takes part
/// @param record whether what the real one answers is written down
/// @param show how many differences are printed in full
/// @param only only scripts whose name contains one of these
record ContractOptions(
    Path scripts,
    @Nullable Path real,
    boolean sandbox,
    boolean record,
    int show,
    List<String> only) {
  static ContractOptions parse(String[] args) {
    @Nullable Path scripts = null;
    @Nullable Path real = null;
    boolean sandbox = false;
    boolean record = false;
    int show = 3;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--scripts" -> scripts = Path.of(args[++i]);
        case "--real" -> real = Path.of(args[++i]);
        case "--sandbox" -> sandbox = true;
        case "--record" -> record = true;
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> only.add(args[i]);
      }
    }
    if (scripts == null) {
      throw new IllegalArgumentException("--scripts is missing");
    }
    return new ContractOptions(scripts, real, sandbox, record, show, only);
  }
}
