package dev.slipway.pipeline;

import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.ProcessRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Files in memory.
public final class InMemoryHost implements HelmfileHost {
  private final TreeMap<String, String> files = new TreeMap<>();

  /// Adds or replaces a file.
  public void put(String path, String content) {
    files.put(path, content);
  }

  @Override
  public String read(String path) throws IOException {
    String content = files.get(path);
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content;
  }

  @Override
  public boolean isFile(String path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isDirectory(String path) {
    String prefix = path.equals("/") ? "/" : path + "/";
    String next = files.ceilingKey(prefix);
    return next != null && next.startsWith(prefix);
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    if (!isDirectory(directory)) {
      throw new NoSuchFileException(directory);
    }
    String prefix = directory.equals("/") ? "/" : directory + "/";
    TreeMap<String, Entry> entries = new TreeMap<>();
    for (String path : files.tailMap(prefix).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      entries.put(name, new Entry(name, slash >= 0));
    }
    return new ArrayList<>(entries.values());
  }

  @Override
  public String workingDirectory() {
    return "/repo";
  }

  @Override
  public Map<String, String> variables() {
    return Map.of();
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    throw new IOException("no programs in memory");
  }
}
