package dev.slipway.chart.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When API versions were deprecated and removed: recorded from Kubernetes' Go client, and for
/// those that it has forgotten from the deprecation guide.
final class Lifecycles {
  private static final Pattern REMOVED = Pattern.compile("unavailable in v1\\.(\\d+)\\+");
  private static final Pattern INSTEAD = Pattern.compile("; use (.+)$");

  /// The fate of a kind in an API version.
  ///
  /// @param deprecated the minor version from which on it is deprecated
  /// @param removed that from which on it is not served; null when it is not known
  /// @param instead what to use, or null
  record Lifecycle(int deprecated, @Nullable Integer removed, @Nullable String instead) {}

  private static final class Loaded {
    static final Map<String, Lifecycle> TABLE = read();
  }

  private Lifecycles() {}

  static @Nullable Lifecycle of(String apiVersion, String kind) {
    return Loaded.TABLE.get(apiVersion + "\t" + kind);
  }

  private static Map<String, Lifecycle> read() {
    Map<String, Lifecycle> table = new HashMap<>();
    read("removed.txt", table);
    read("/dev/slipway/chart/lint/deprecations.txt", table);
    return table;
  }

  private static void read(String resource, Map<String, Lifecycle> table) {
    try (InputStream in = Lifecycles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 5) {
          Matcher removed = REMOVED.matcher(fields[4]);
          Matcher instead = INSTEAD.matcher(fields[4]);
          table.put(
              fields[0] + "\t" + fields[1],
              new Lifecycle(
                  Integer.parseInt(fields[3]),
                  removed.find() ? Integer.valueOf(removed.group(1)) : null,
                  instead.find() ? instead.group(1) : null));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
