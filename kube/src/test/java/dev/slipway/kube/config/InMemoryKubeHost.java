package dev.slipway.kube.config;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A machine whose files, variables and programs a test sets.
public final class InMemoryKubeHost implements KubeHost {
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, List<ProcessResult>> programs = new HashMap<>();
  private final List<Map<String, String>> runs = new ArrayList<>();
  private boolean interactive;

  public InMemoryKubeHost with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public InMemoryKubeHost file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /// @param outcomes one for each run; the last one for all further ones
  public InMemoryKubeHost program(String command, ProcessResult... outcomes) {
    programs.put(command, new ArrayList<>(List.of(outcomes)));
    return this;
  }

  public InMemoryKubeHost atTerminal() {
    interactive = true;
    return this;
  }

  /// What was added to the environment of each program that ran.
  List<Map<String, String>> runs() {
    return runs;
  }

  @Override
  public @Nullable String variable(String name) {
    return variables.get(name);
  }

  @Override
  public byte[] read(String path) throws IOException {
    String content = files.get(path);
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public ProcessResult run(List<String> command, Map<String, String> added, boolean atTerminal)
      throws IOException {
    List<ProcessResult> outcomes = programs.get(String.join(" ", command));
    if (outcomes == null) {
      throw new IOException("error=2, No such file or directory");
    }
    runs.add(added);
    return outcomes.size() > 1 ? outcomes.removeFirst() : outcomes.getFirst();
  }
}
