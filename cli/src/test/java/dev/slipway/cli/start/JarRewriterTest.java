package dev.slipway.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarRewriterTest {
  @TempDir private Path folder;

  @Test
  void takesTheSignatureFromASignedJarAndNothingElse() throws IOException {
    Path jar = folder.resolve("signed.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String name :
          new String[] {
            "META-INF/MANIFEST.MF",
            "META-INF/A.SF",
            "META-INF/a.rsa",
            "META-INF/lib/B.SF",
            "No.class"
          }) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }

    JarRewriter.rewrite(jar);

    try (ZipFile after = new ZipFile(jar.toFile())) {
      assertThat(after.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "META-INF/lib/B.SF", "No.class");
      assertThat(after.getInputStream(after.getEntry("No.class")).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("No.class");
    }
  }
}
