package dev.slipway.pipeline.fleet;

import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.HostRecord;
import dev.slipway.helmfile.host.ProcessRequest;
import dev.slipway.helmfile.host.RecordingHost;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A host that records, for each thread, what is reached through it since the thread began a load:
/// also of a helmfile that turns out not to be meant, and so leaves no state with a record.
final class LoadRecord implements HelmfileHost {
  private final HelmfileHost host;

  // Each host has a record of its own.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable RecordingHost> current = new ThreadLocal<>();

  LoadRecord(HelmfileHost host) {
    this.host = host;
  }

  /// Begins a record in this thread.
  void begin() {
    current.set(new RecordingHost(host));
  }

  /// Ends it.
  HostRecord end() {
    RecordingHost recording = current.get();
    current.remove();
    return recording == null ? new RecordingHost(host).recorded() : recording.recorded();
  }

  private HelmfileHost now() {
    RecordingHost recording = current.get();
    return recording == null ? host : recording;
  }

  @Override
  public String read(String path) throws IOException {
    return now().read(path);
  }

  @Override
  public boolean isFile(String path) {
    return now().isFile(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return now().isDirectory(path);
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    return now().list(directory);
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
    return now().variable(name);
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    return now().run(request);
  }
}
