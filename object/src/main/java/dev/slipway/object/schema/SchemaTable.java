package dev.slipway.object.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// The recorded schemas of all minor versions, each once: see compat/vectors/openapi. Read when
/// first needed.
final class SchemaTable {
  private static final String RESOURCE = "schemas.txt.gz";

  /// A schema with the kind that it is of, if any.
  record Entry(String apiVersion, String kind, String body) {}

  private static final class Loaded {
    static final SchemaTable TABLE = read();
  }

  private final List<String> names = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final NavigableMap<Integer, int[]> versions = new TreeMap<>();

  private SchemaTable() {}

  static SchemaTable get() {
    return Loaded.TABLE;
  }

  /// The minor versions that there are, from the oldest on.
  List<Integer> minors() {
    return List.copyOf(versions.keySet());
  }

  /// The schema of each name in a version; -1 where there is none.
  int[] version(int minor) {
    int[] found = versions.get(minor);
    if (found == null) {
      throw new IllegalArgumentException("no schemas of 1." + minor);
    }
    return found;
  }

  Entry entry(int number) {
    return entries.get(number);
  }

  private static SchemaTable read() {
    SchemaTable table = new SchemaTable();
    try (InputStream in = SchemaTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      byte[] bytes = new GZIPInputStream(in).readAllBytes();
      int[] current = new int[0];
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
          case "N" -> table.names.add(fields[1]);
          case "T" -> table.entries.add(new Entry(fields[1], fields[2], fields[3]));
          default -> {
            current = table.changed(current, fields[2]);
            table.versions.put(Integer.valueOf(fields[1]), current);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return table;
  }

  private int[] changed(int[] before, String changes) {
    int[] next = Arrays.copyOf(before, names.size());
    Arrays.fill(next, before.length, next.length, -1);
    for (String change : changes.split(" ")) {
      int equals = change.indexOf('=');
      String value = change.substring(equals + 1);
      next[Integer.parseInt(change.substring(0, equals))] =
          value.isEmpty() ? -1 : Integer.parseInt(value);
    }
    return next;
  }
}
