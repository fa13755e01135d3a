package dev.slipway.helmfile.host;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Files, variables and programs of a test, below `/work`.
public final class InMemoryHost implements HelmfileHost {
  public static final String ROOT = "/work";

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, ProcessResult> programs = new LinkedHashMap<>();
  private final List<ProcessRequest> requests = new ArrayList<>();

  /// Adds a file; a relative path is below the working folder.
  public InMemoryHost file(String path, String text) {
    files.put(Paths.resolve(ROOT, path), text);
    return this;
  }

  public InMemoryHost variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /// Adds a program and how it ends.
  public InMemoryHost program(String command, int exitCode, String output, String errors) {
    programs.put(command, new ProcessResult(exitCode, output, errors));
    return this;
  }

  public List<ProcessRequest> requests() {
    return requests;
  }

  @Override
  public String read(String path) throws IOException {
    String text = files.get(path);
    if (text == null) {
      throw new NoSuchFileException(path);
    }
    return text;
  }

  @Override
  public boolean isFile(String path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
  }

  @Override
  public List<Entry> list(String directory) {
    String prefix = directory.equals("/") ? "/" : directory + "/";
    Map<String, Boolean> entries = new TreeMap<>();
    for (String file : files.keySet()) {
      if (file.startsWith(prefix)) {
        String rest = file.substring(prefix.length());
        int slash = rest.indexOf('/');
        entries.put(slash < 0 ? rest : rest.substring(0, slash), slash >= 0);
      }
    }
    List<Entry> all = new ArrayList<>();
    entries.forEach((name, folder) -> all.add(new Entry(name, folder)));
    return all;
  }

  @Override
  public String workingDirectory() {
    return ROOT;
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    requests.add(request);
    ProcessResult result = programs.get(request.command());
    if (result == null) {
      throw new IOException("executable file not found in $PATH");
    }
    return result;
  }
}
