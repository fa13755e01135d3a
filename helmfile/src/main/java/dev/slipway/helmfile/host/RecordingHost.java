package dev.slipway.helmfile.host;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A host that keeps a record of all that is reached through it.
public final class RecordingHost implements HelmfileHost {
  private static final String UNSET = "";

  private final HelmfileHost host;
  private final Set<String> files = ConcurrentHashMap.newKeySet();
  private final Set<String> probed = ConcurrentHashMap.newKeySet();
  private final Set<String> listed = ConcurrentHashMap.newKeySet();
  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private volatile boolean processes;

  public RecordingHost(HelmfileHost host) {
    this.host = host;
  }

  /// What was reached up to now.
  public HostRecord recorded() {
    return new HostRecord(files, probed, listed, asked, processes);
  }

  @Override
  public String read(String path) throws IOException {
    files.add(path);
    return host.read(path);
  }

  @Override
  public boolean isFile(String path) {
    probed.add(path);
    return host.isFile(path);
  }

  @Override
  public boolean isDirectory(String path) {
    probed.add(path);
    return host.isDirectory(path);
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    listed.add(directory);
    return host.list(directory);
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
  public @Nullable String variable(String name) {
    String value = host.variable(name);
    asked.put(name, value == null ? UNSET : value);
    return value;
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    processes = true;
    return host.run(request);
  }
}
