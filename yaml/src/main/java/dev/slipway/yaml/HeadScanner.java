package dev.slipway.yaml;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the head of a manifest, and builds nothing else. A head with anything unusual in it is
/// left to the full reader.
final class HeadScanner extends QuickScanner {
  private static final int ROOT = 1;
  private static final int METADATA = 2;
  private static final int ANNOTATIONS = 3;

  private String apiVersion = "";
  private String kind = "";
  private String name = "";
  private String namespace = "";
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  /// How many collections are open.
  private int depth;

  /// How many of the open collections lie on the way to the head's fields.
  private int inside;

  /// The field whose value comes next.
  private Field field = Field.NONE;

  private String annotation = "";

  private enum Field {
    NONE,
    API_VERSION,
    KIND,
    METADATA,
    NAME,
    NAMESPACE,
    ANNOTATIONS,
    ANNOTATION
  }

  private final QuickText text;

  private HeadScanner(byte[] bytes, boolean ascii) {
    super(bytes);
    text = new QuickText(bytes, ascii);
  }

  /// The head, or null when the full reader must look for it.
  static @Nullable ManifestHead read(String original) {
    String source = QuickBytes.withLineFeeds(original);
    byte[] bytes = QuickBytes.of(source);
    if (bytes == null) {
      return null;
    }
    HeadScanner scanner =
        new HeadScanner(bytes, bytes.length - QuickBytes.PADDING == source.length());
    try {
      scanner.scan();
    } catch (Unsure e) {
      return null;
    }
    return new ManifestHead(
        scanner.apiVersion, scanner.kind, scanner.name, scanner.namespace, scanner.annotations);
  }

  @Override
  void beginMap() throws Unsure {
    if (depth == 0) {
      inside = ROOT;
    } else if (field != Field.NONE) {
      if (field != Field.METADATA && field != Field.ANNOTATIONS) {
        throw new Unsure();
      }
      inside++;
      field = Field.NONE;
    }
    depth++;
  }

  @Override
  void endMap() {
    if (inside == depth) {
      inside--;
    }
    depth--;
  }

  @Override
  void beginList() throws Unsure {
    if (depth == 0 || field != Field.NONE) {
      throw new Unsure();
    }
    depth++;
  }

  @Override
  void endList() {
    depth--;
  }

  @Override
  void key(int from, int to, char quote, boolean isSimple) throws Unsure {
    if (inside != depth) {
      return;
    }
    if (depth == ANNOTATIONS) {
      annotationKey(from, to, quote, isSimple);
    } else {
      fieldKey(from, to, isSimple);
    }
  }

  private void annotationKey(int from, int to, char quote, boolean isSimple) throws Unsure {
    String key = text.simple(from, to);
    if (!isSimple || (quote == 0 && !(ScalarResolver.resolve(key) instanceof String))) {
      throw new Unsure();
    }
    annotation = key;
    field = Field.ANNOTATION;
  }

  private void fieldKey(int from, int to, boolean isSimple) throws Unsure {
    field =
        switch (to - from) {
          case 4 -> field(from, to, depth == ROOT ? "kind" : "name", isSimple);
          case 8 -> depth == ROOT ? field(from, to, "metadata", isSimple) : Field.NONE;
          case 9 -> depth == METADATA ? field(from, to, "namespace", isSimple) : Field.NONE;
          case 10 -> depth == ROOT ? field(from, to, "apiVersion", isSimple) : Field.NONE;
          case 11 -> depth == METADATA ? field(from, to, "annotations", isSimple) : Field.NONE;
          default -> {
            if (!isSimple || hasHigh(from, to)) {
              throw new Unsure();
            }
            yield Field.NONE;
          }
        };
  }

  private boolean hasHigh(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return true;
      }
    }
    return false;
  }

  /// The field of that name, if the key is it. A key that differs in case only is unusual.
  private Field field(int from, int to, String wanted, boolean isSimple) throws Unsure {
    boolean same = true;
    boolean folded = true;
    for (int i = from; i < to; i++) {
      int c = bytes[i];
      int w = wanted.charAt(i - from);
      same &= c == w;
      folded &= (c | 0x20) == (w | 0x20);
      if (c < 0) {
        throw new Unsure();
      }
    }
    if (!same) {
      if (folded || !isSimple) {
        throw new Unsure();
      }
      return Field.NONE;
    }
    Field found =
        switch (wanted) {
          case "kind" -> Field.KIND;
          case "name" -> Field.NAME;
          case "metadata" -> Field.METADATA;
          case "namespace" -> Field.NAMESPACE;
          case "apiVersion" -> Field.API_VERSION;
          default -> Field.ANNOTATIONS;
        };
    if (!seen.add(found)) {
      throw new Unsure();
    }
    return found;
  }

  private void set(@Nullable String value) throws Unsure {
    String string = value == null ? "" : value;
    switch (field) {
      case NONE -> {}
      case API_VERSION -> apiVersion = string;
      case KIND -> kind = string;
      case NAME -> name = string;
      case NAMESPACE -> namespace = string;
      case ANNOTATION -> annotations.put(annotation, string);
      case METADATA, ANNOTATIONS -> {
        if (value != null) {
          throw new Unsure();
        }
      }
    }
    field = Field.NONE;
  }

  @Override
  void plain(int from, int to) throws Unsure {
    if (field == Field.NONE) {
      mustBeInside();
      return;
    }
    Object value = ScalarResolver.resolve(text.simple(from, to));
    if (value instanceof Double number) {
      set(GoFloats.narrow(number));
    } else {
      set(value == null ? null : value.toString());
    }
  }

  /// Only a map can be a manifest.
  private void mustBeInside() throws Unsure {
    if (depth == 0) {
      throw new Unsure();
    }
  }

  @Override
  void quoted(int from, int to, char quote, boolean isSimple) throws Unsure {
    mustBeInside();
    if (field != Field.NONE) {
      set(isSimple ? text.simple(from, to) : text.quoted(from, to, quote));
    }
  }

  @Override
  void folded(int from, int to) throws Unsure {
    mustBeInside();
    if (field != Field.NONE) {
      set(text.folded(from, to));
    }
  }

  @Override
  void block(int header, int from, int to, int indent) throws Unsure {
    mustBeInside();
    if (field != Field.NONE) {
      set(text.block(header, from, to, indent));
    }
  }

  @Override
  void nothing() throws Unsure {
    if (field != Field.NONE) {
      set(null);
    }
  }
}
