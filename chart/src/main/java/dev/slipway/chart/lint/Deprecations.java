package dev.slipway.chart.lint;

import dev.slipway.chart.engine.KubeVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API versions that Kubernetes has deprecated: a table recorded from its Go client.
final class Deprecations {
  private Deprecations() {}

  private record Deprecation(long major, long minor, String warning) {
    boolean holdsIn(long currentMajor, long currentMinor) {
      return currentMajor > major || (currentMajor == major && currentMinor >= minor);
    }
  }

  /// Read when first needed.
  private static final class Table {
    static final Map<String, Deprecation> ENTRIES = read();

    private static Map<String, Deprecation> read() {
      Map<String, Deprecation> entries = new HashMap<>();
      try (InputStream in = Deprecations.class.getResourceAsStream("deprecations.txt")) {
        if (in == null) {
          throw new IllegalStateException("missing resource deprecations.txt");
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
          if (!line.isEmpty()) {
            String[] fields = line.split("\t", -1);
            entries.put(
                fields[0] + "\t" + fields[1],
                new Deprecation(Long.parseLong(fields[2]), Long.parseLong(fields[3]), fields[4]));
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return entries;
    }
  }

  /// The warning for an object in a cluster of that version, or null.
  static @Nullable String problem(ObjectHead object, KubeVersion version) {
    Deprecation found = Table.ENTRIES.get(object.apiVersion() + "\t" + object.kind());
    if (found == null) {
      return null;
    }
    try {
      long major = Long.parseLong(version.major());
      long minor = Long.parseLong(version.minor());
      return found.holdsIn(major, minor) ? found.warning : null;
    } catch (NumberFormatException e) {
      return "strconv.Atoi: parsing version " + version.version() + ": invalid syntax";
    }
  }
}
