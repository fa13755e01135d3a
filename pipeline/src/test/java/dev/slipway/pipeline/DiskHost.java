package dev.slipway.pipeline;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.ProcessRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of the disk, without programs and variables.
public final class DiskHost implements HelmfileHost {
  @Override
  public String read(String path) throws IOException {
    return GoStrings.fromBytes(Files.readAllBytes(Path.of(path)));
  }

  @Override
  public boolean isFile(String path) {
    return Files.isRegularFile(Path.of(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return Files.isDirectory(Path.of(path));
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (var paths = Files.list(Path.of(directory))) {
      for (Path path : paths.sorted().toList()) {
        entries.add(new Entry(path.getFileName().toString(), Files.isDirectory(path)));
      }
    }
    return entries;
  }

  @Override
  public String workingDirectory() {
    return "/";
  }

  @Override
  public Map<String, String> variables() {
    return Map.of();
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    throw new IOException("no programs here");
  }
}
