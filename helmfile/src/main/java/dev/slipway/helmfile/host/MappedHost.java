package dev.slipway.helmfile.host;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A host whose paths are mapped by [HostPaths].
public final class MappedHost implements HelmfileHost {
  private final HelmfileHost host;
  private final HostPaths paths;

  private MappedHost(HelmfileHost host, HostPaths paths) {
    this.host = host;
    this.paths = paths;
  }

  /// The host with the mapping; the host itself when nothing is mapped.
  public static HelmfileHost of(HelmfileHost host, HostPaths paths) {
    return paths.isEmpty() ? host : new MappedHost(host, paths);
  }

  @Override
  public String read(String path) throws IOException {
    return host.read(paths.map(path));
  }

  @Override
  public boolean isFile(String path) {
    return host.isFile(paths.map(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return host.isDirectory(paths.map(path));
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    return host.list(paths.map(directory));
  }

  @Override
  public String workingDirectory() {
    return host.workingDirectory();
  }

  @Override
  public Map<String, String> variables() {
    return host.variables();
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    return host.run(request);
  }
}
