package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program in a process of its own, whose output and messages are read as they come.
final class ProgramProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final StringBuilder told = new StringBuilder();

  private ProgramProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Reads until a line has that text.
  ProgramProcess waitFor(String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.append(line).append('\n');
      if (line.contains(text)) {
        return this;
      }
    }
    throw new AssertionError("it ended without \"" + text + "\":\n" + told);
  }

  ProgramProcess signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    return this;
  }

  /// Reads what is left.
  String rest() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.append(line).append('\n');
    }
    return told.toString();
  }

  int exit() throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Starts the program in a folder with a kubeconfig, as a shell does. (A process that is started
  /// in the background may be told to ignore Ctrl-C, and hand that on to whom it starts.)
  static ProgramProcess start(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "dev.slipway.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
    environment.keySet().removeIf(name -> name.startsWith("HELM") || name.startsWith("JDK_JAVA"));
    try {
      return new ProgramProcess(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return String.join(
        File.pathSeparator,
        Stream.of(all.split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .toList());
  }
}
