package dev.slipway.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes jars quicker to start from: the classes of ours go through [CallSiteInliner]; a signed jar
/// of others loses its signature, which Java would check at each start as soon as a class of it is
/// linked (100 ms), and keeps its classes as they are.
public final class JarRewriter {
  /// How the files of a signature end, as the specification of jars has it.
  private static final Set<String> SIGNATURES = Set.of("SF", "RSA", "DSA", "EC");

  private JarRewriter() {}

  /// Replaces the jar, at once.
  ///
  /// @throws IOException if it cannot be read or written; the jar is then as it was
  public static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try {
      try (ZipFile from = new ZipFile(jar.toFile());
          OutputStream file = Files.newOutputStream(rewritten);
          ZipOutputStream to = new ZipOutputStream(file)) {
        boolean signed = from.stream().anyMatch(JarRewriter::isSignature);
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          if (!isSignature(entry)) {
            copy(from, entry, to, signed);
          }
        }
      }
      Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(rewritten);
    }
  }

  private static boolean isSignature(ZipEntry entry) {
    String name = entry.getName();
    int dot = name.lastIndexOf('.');
    return name.startsWith("META-INF/")
        && name.indexOf('/', "META-INF/".length()) < 0
        && dot > 0
        && SIGNATURES.contains(name.substring(dot + 1).toUpperCase(Locale.ROOT));
  }

  private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to, boolean asIs)
      throws IOException {
    byte[] content;
    try (InputStream in = from.getInputStream(entry)) {
      content = in.readAllBytes();
    }
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    to.putNextEntry(copy);
    boolean inlines = !asIs && entry.getName().endsWith(".class");
    to.write(inlines ? CallSiteInliner.rewrite(content) : content);
    to.closeEntry();
  }
}
