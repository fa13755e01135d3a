package dev.slipway.helmfile.secret;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A host with the variables and files that a test gives it; it can start no program but those that
/// were given.
final class InMemorySecretHost implements SecretHost {
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, ProcessResult> programs = new HashMap<>();
  final List<String> reads = new ArrayList<>();

  InMemorySecretHost with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  InMemorySecretHost file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  InMemorySecretHost file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  InMemorySecretHost program(String command, ProcessResult outcome) {
    programs.put(command, outcome);
    return this;
  }

  @Override
  public @Nullable String variable(String name) {
    return variables.get(name);
  }

  @Override
  public byte[] read(String path) throws IOException {
    reads.add(path);
    byte[] content = files.get(path);
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content;
  }

  @Override
  public ProcessResult run(List<String> command, byte[] input, Map<String, String> variables)
      throws IOException {
    ProcessResult outcome = programs.get(String.join(" ", command));
    if (outcome == null) {
      throw new IOException("no program " + command.getFirst());
    }
    return outcome;
  }
}
