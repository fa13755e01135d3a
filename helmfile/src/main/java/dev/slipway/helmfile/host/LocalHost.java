package dev.slipway.helmfile.host;

import dev.slipway.core.ChildProcess;
import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// This machine's files and programs.
public final class LocalHost implements HelmfileHost {
  private final String workingDirectory;
  private final Map<String, String> variables;

  /// A host with the given working folder and environment variables.
  public LocalHost(Path workingDirectory, Map<String, String> variables) {
    this.workingDirectory = Paths.clean(workingDirectory.toAbsolutePath().toString());
    this.variables = Map.copyOf(variables);
  }

  @Override
  public String read(String path) throws IOException {
    return GoStrings.fromBytes(Files.readAllBytes(Path.of(path)));
  }

  @Override
  public boolean isFile(String path) {
    File file = new File(path);
    return file.exists() && !file.isDirectory();
  }

  @Override
  public boolean isDirectory(String path) {
    return new File(path).isDirectory();
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(directory))) {
      for (Path path : stream) {
        String name = String.valueOf(path.getFileName());
        entries.add(new Entry(name, Files.isDirectory(path)));
      }
    }
    entries.sort(Comparator.comparing(Entry::name, GoStrings.BYTE_ORDER));
    return entries;
  }

  @Override
  public String workingDirectory() {
    return workingDirectory;
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  /// The program's path: one without a slash is looked up on PATH, as Go does.
  private String program(ProcessRequest request) throws IOException {
    String name = request.command();
    if (name.indexOf('/') >= 0) {
      return Paths.resolve(request.directory(), name);
    }
    String search = request.variables().getOrDefault("PATH", variables.getOrDefault("PATH", ""));
    for (String folder : search.split(File.pathSeparator, -1)) {
      File file = new File(folder.isEmpty() ? request.directory() : folder, name);
      if (file.isFile() && file.canExecute()) {
        return file.getPath();
      }
    }
    throw new IOException("exec: \"" + name + "\": executable file not found in $PATH");
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program(request));
    command.addAll(request.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(new File(request.directory()));
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().putAll(request.variables());
    return ChildProcess.run(builder, request.input());
  }
}
