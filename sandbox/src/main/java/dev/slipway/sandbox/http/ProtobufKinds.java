package dev.slipway.sandbox.http;

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
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// How the built-in kinds are written in protobuf; read at the first use. Immutable.
final class ProtobufKinds {
  private final Map<String, Integer> kinds = new HashMap<>();
  private final List<Map<Integer, Field>> types = new ArrayList<>();

  /// One field of a type.
  ///
  /// @param name its name in JSON; `-` for a part whose fields stand in the object above it
  /// @param shape `L` for a list, `M` for a map, else a space
  /// @param form the letter of its value's form
  /// @param type the number of its value's type, for messages
  record Field(String name, char shape, char form, int type) {}

  private ProtobufKinds() {}

  /// The kinds of this version of Kubernetes.
  static ProtobufKinds get() {
    return Loaded.KINDS;
  }

  private static final class Loaded {
    static final ProtobufKinds KINDS = load();
  }

  private static ProtobufKinds load() {
    try (InputStream in = ProtobufKinds.class.getResourceAsStream("protobuf.txt.gz")) {
      if (in == null) {
        throw new IllegalStateException("the protobuf kinds are missing from the jar");
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
      ProtobufKinds loaded = new ProtobufKinds();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        loaded.add(line.split(" ", -1));
      }
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] words) {
    switch (words[0]) {
      case "K" -> kinds.put(words[1] + " " + words[2], Integer.parseInt(words[3]));
      case "T" -> types.add(new HashMap<>());
      case "F" -> {
        boolean isOne = words[3].length() == 1;
        types
            .getLast()
            .put(
                Integer.parseInt(words[1]),
                new Field(
                    words[2],
                    isOne ? ' ' : words[3].charAt(0),
                    words[3].charAt(isOne ? 0 : 1),
                    words.length > 4 ? Integer.parseInt(words[4]) : -1));
      }
      default -> throw new IllegalStateException("no such line: " + words[0]);
    }
  }

  /// The number of a kind's type; -1 if it is no built-in kind.
  int type(String apiVersion, String kind) {
    return kinds.getOrDefault(apiVersion + " " + kind, -1);
  }

  /// A field of a type; null for one that this version of Kubernetes does not have.
  @Nullable Field field(int type, int number) {
    return types.get(type).get(number);
  }
}
