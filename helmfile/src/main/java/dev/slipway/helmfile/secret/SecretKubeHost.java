package dev.slipway.helmfile.secret;

import dev.slipway.core.ProcessResult;
import dev.slipway.kube.config.KubeHost;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the reading of secrets may reach, for kubeconfigs.
record SecretKubeHost(SecretHost host) implements KubeHost {
  @Override
  public @Nullable String variable(String name) {
    return host.variable(name);
  }

  @Override
  public byte[] read(String path) throws IOException {
    return host.read(path);
  }

  @Override
  public ProcessResult run(List<String> command, Map<String, String> variables, boolean interactive)
      throws IOException {
    return host.run(command, new byte[0], variables);
  }
}
