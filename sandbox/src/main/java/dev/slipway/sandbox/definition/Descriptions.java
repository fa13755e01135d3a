package dev.slipway.sandbox.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The names and descriptions that the schemas of Kubernetes' own kinds have, of one version, as
/// compat/vectors/descriptions recorded them. Immutable.
public final class Descriptions {
  private static final String RESOURCE = "descriptions.txt.gz";

  /// A definition.
  ///
  /// @param name such as `io.k8s.api.core.v1.Container`
  /// @param text its description; may be empty
  /// @param fields its fields by name
  public record Definition(String name, String text, Map<String, Field> fields) {
    /// The name of its type in Go: `Container`.
    public String goType() {
      return name.substring(name.lastIndexOf('.') + 1);
    }

    /// What is said of a field: nothing of one that is not known.
    public Field field(String field) {
      return fields.getOrDefault(field, Field.UNKNOWN);
    }
  }

  /// A field.
  ///
  /// @param number the number of the definition that it, its items or its values are of; -1 for
  ///   none
  /// @param text its description; may be empty
  /// @param values the values that it may have; empty for any
  public record Field(int number, String text, List<String> values) {
    /// What is said of a field that is not known.
    public static final Field UNKNOWN = new Field(-1, "", List.of());
  }

  private static final class Loaded {
    static final Descriptions ALL = read();
  }

  private final List<Definition> definitions = new ArrayList<>();
  private final Map<String, Definition> kinds = new HashMap<>();

  private Descriptions() {}

  /// The recorded ones.
  public static Descriptions get() {
    return Loaded.ALL;
  }

  /// The definition of a kind; null if there is none.
  public @Nullable Definition kind(String apiVersion, String kind) {
    return kinds.get(apiVersion + " " + kind);
  }

  /// The definition that a field is of; null if it is of none.
  public @Nullable Definition of(Field field) {
    return field.number() < 0 ? null : definitions.get(field.number());
  }

  private static Descriptions read() {
    Descriptions all = new Descriptions();
    for (String line : text().split("\n")) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "D" ->
            all.definitions.add(new Definition(fields[1], plain(fields[2]), new HashMap<>()));
        case "K" -> all.kinds.put(fields[1] + " " + fields[2], all.definitions.getLast());
        default ->
            all.definitions
                .getLast()
                .fields()
                .put(
                    fields[1],
                    new Field(
                        fields[2].equals("-") ? -1 : Integer.parseInt(fields[2]),
                        plain(fields[3]),
                        fields[4].isEmpty() ? List.of() : List.of(fields[4].split(","))));
      }
    }
    return all;
  }

  private static String plain(String text) {
    return text.indexOf('\\') < 0
        ? text
        : text.replace("\\\\", "\0").replace("\\n", "\n").replace('\0', '\\');
  }

  private static String text() {
    try (InputStream in = Descriptions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
