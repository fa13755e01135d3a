package dev.slipway.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Rewrites the classes in a jar with [CallSiteInliner].
public final class JarRewriter {
  private JarRewriter() {}

  /// Replaces the jar, at once, by one with the rewritten classes; all else stays as it is.
  ///
  /// @throws IOException if it cannot be read or written; the jar is then as it was
  public static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try {
      try (ZipFile from = new ZipFile(jar.toFile());
          OutputStream file = Files.newOutputStream(rewritten);
          ZipOutputStream to = new ZipOutputStream(file)) {
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          copy(from, entries.nextElement(), to);
        }
      }
      Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(rewritten);
    }
  }

  private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
    byte[] content;
    try (InputStream in = from.getInputStream(entry)) {
      content = in.readAllBytes();
    }
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    to.putNextEntry(copy);
    to.write(entry.getName().endsWith(".class") ? CallSiteInliner.rewrite(content) : content);
    to.closeEntry();
  }
}
