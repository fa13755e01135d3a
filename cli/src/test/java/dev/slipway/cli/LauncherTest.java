package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import dev.slipway.cli.start.JarRewriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// The script `slipway` in a distribution: a folder with the script and a lib folder, no sources.
@DisabledOnOs(WINDOWS)
class LauncherTest {
  private static final Path REPORTS =
      Path.of(System.getProperty("slipway.root"), "examples", "reports");

  private record Run(int exit, String out, String err) {}

  @TempDir private Path temp;

  private Path home;

  @BeforeEach
  void layOutADistribution() throws IOException {
    Path root = Path.of(System.getProperty("slipway.root"));
    home = Files.createDirectories(temp.resolve("with space/slipway-1.0"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.copy(root.resolve(".mvn/find-jdk.sh"), home.resolve(".mvn/find-jdk.sh"));
    Files.copy(root.resolve("slipway"), home.resolve("slipway"));
    assertThat(home.resolve("slipway").toFile().setExecutable(true)).isTrue();
    Path lib = Files.createDirectories(home.resolve("lib"));
    List<String> names = new ArrayList<>();
    int folders = 0;
    for (String entry : classPath()) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        String name = "classes-" + folders++ + ".jar";
        jar(path, lib.resolve(name));
        JarRewriter.rewrite(lib.resolve(name));
        names.add("lib/" + name);
      } else {
        Files.copy(path, lib.resolve(path.getFileName()));
        names.add("lib/" + path.getFileName());
      }
    }
    Files.writeString(
        lib.resolve("classpath"), String.join(":", names.stream().distinct().toList()) + "\n");
  }

  private static List<String> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.matches(".*/(junit|assertj).*"))
        .filter(entry -> Files.exists(Path.of(entry)))
        .toList();
  }

  private static void jar(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path entry : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(entry).toString()));
        Files.copy(entry, zip);
        zip.closeEntry();
      }
    }
  }

  private Run run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("SLIPWAY_JAVA_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void startsThroughALinkAndMakesItsArchiveOnce() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), home.resolve("slipway"));
    Path linkToLink = Files.createSymbolicLink(temp.resolve("second"), Path.of("link"));

    Run first = run(linkToLink, "--version");
    assertThat(first.out()).isEqualTo("slipway " + System.getProperty("slipway.version") + "\n");
    assertThat(first.err()).contains("preparing fast starts");
    assertThat(home.resolve("lib/charts.jsa")).isNotEmptyFile();

    Run second = run(link, "--version");
    assertThat(second).isEqualTo(new Run(0, first.out(), ""));

    Run rendered = run(link, "template", "reports", REPORTS.toString());
    assertThat(rendered.err()).isEmpty();
    assertThat(rendered.out()).contains("\nkind: CronJob\n");

    Run wrong = run(link, "no-such-command");
    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(wrong.err()).startsWith("Error: unknown command");
  }

  @Test
  void ignoresAnArchiveThatJavaCannotUse() throws IOException, InterruptedException {
    Files.writeString(home.resolve("lib/charts.jsa"), "not an archive");
    Files.writeString(home.resolve("lib/charts.key"), key() + "\n");

    Run run = run(home.resolve("slipway"), "--version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("slipway ");
    assertThat(run.err()).isEmpty();
  }

  /// What the script writes beside an archive: the archive belongs to this place and this JDK.
  private String key() throws IOException {
    Path release = Path.of(System.getProperty("java.home"), "release");
    String version =
        Files.readAllLines(release).stream()
            .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION="))
            .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
            .findFirst()
            .orElse("");
    return home.toRealPath() + " " + version;
  }
}
