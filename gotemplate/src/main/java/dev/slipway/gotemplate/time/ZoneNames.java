package dev.slipway.gotemplate.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The abbreviations of the zones, such as CET and CEST, which the JDK's zone data lacks. They are
/// recorded by the Go program `compat/vectors/zones`.
final class ZoneNames {
  private final List<Entry> entries;

  private ZoneNames(List<Entry> entries) {
    this.entries = entries;
  }

  private record Entry(int offset, boolean daylight, String abbreviation) {}

  /// The table, read when first needed.
  private static final class Table {
    static final Map<String, ZoneNames> ZONES = read();

    private Table() {}

    private static Map<String, ZoneNames> read() {
      Map<String, ZoneNames> zones = new HashMap<>(1024);
      try (InputStream stream =
              Objects.requireNonNull(ZoneNames.class.getResourceAsStream("zone-names.txt"));
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          String[] fields = line.split(" ");
          ZoneNames names = new ZoneNames(entries(fields));
          for (String zone : fields[0].split(",")) {
            zones.put(zone, names);
          }
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return zones;
    }

    private static List<Entry> entries(String[] fields) {
      List<Entry> entries = new ArrayList<>(fields.length - 1);
      for (int i = 1; i < fields.length; i++) {
        String[] parts = fields[i].split("/");
        entries.add(new Entry(Integer.parseInt(parts[0]), parts[1].equals("1"), parts[2]));
      }
      return entries;
    }
  }

  /// Whether the tz database has that zone.
  static boolean isZone(String name) {
    return Table.ZONES.containsKey(name);
  }

  /// The abbreviations of a zone; null if they are unknown.
  static @Nullable ZoneNames of(String zone) {
    return Table.ZONES.get(zone);
  }

  /// The abbreviation for an offset.
  String abbreviation(int offset, boolean daylight) {
    String found = "";
    for (Entry entry : entries) {
      if (entry.offset == offset) {
        found = entry.abbreviation;
        if (entry.daylight == daylight) {
          return found;
        }
      }
    }
    return found;
  }

  /// The offsets that an abbreviation stands for.
  List<Integer> offsetsOf(String abbreviation) {
    List<Integer> offsets = new ArrayList<>(2);
    for (Entry entry : entries) {
      if (entry.abbreviation.equals(abbreviation)) {
        offsets.add(entry.offset);
      }
    }
    return offsets;
  }
}
