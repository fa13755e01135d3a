package dev.slipway.cli.command;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.TreeSet;

/// Which build of the program this is: results of another are not used again.
final class ProgramBuild {
  private ProgramBuild() {}

  /// The names, sizes and times of all jars beside this one; empty when the program does not run
  /// from jars.
  static String identity() {
    CodeSource source = ProgramBuild.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      Path folder = jar.getParent();
      return folder != null && Files.isRegularFile(jar) ? jars(folder) : "";
    } catch (IOException | URISyntaxException e) {
      return "";
    }
  }

  private static String jars(Path folder) throws IOException {
    TreeSet<String> jars = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : files) {
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
        jars.add(file.getFileName() + " " + a.size() + " " + a.lastModifiedTime().toMillis());
      }
    }
    return String.join("\n", jars);
  }
}
