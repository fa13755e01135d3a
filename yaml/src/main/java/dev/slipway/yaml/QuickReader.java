package dev.slipway.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the value of a YAML text as [Yaml#read] gives it.
final class QuickReader extends QuickScanner {
  private static final int CACHE = 256;

  private final QuickText text;
  private final @Nullable String[] keys = new @Nullable String[CACHE];
  private final List<Object> open = new ArrayList<>();
  private @Nullable Object root;
  private String name = "";

  private QuickReader(byte[] bytes, boolean ascii) {
    super(bytes);
    text = new QuickText(bytes, ascii);
  }

  /// Reads a text.
  ///
  /// @throws Unsure when the full reader must read it
  static @Nullable Object read(String original) throws Unsure {
    String source = QuickBytes.withLineFeeds(original);
    byte[] bytes = QuickBytes.of(source);
    if (bytes == null) {
      throw new Unsure();
    }
    QuickReader reader =
        new QuickReader(bytes, bytes.length - QuickBytes.PADDING == source.length());
    reader.scan();
    return reader.root;
  }

  @SuppressWarnings("unchecked")
  private void add(@Nullable Object value) {
    if (open.isEmpty()) {
      root = value;
    } else if (open.getLast() instanceof List<?> list) {
      ((List<@Nullable Object>) list).add(value);
    } else {
      ((Map<String, @Nullable Object>) open.getLast()).put(name, value);
    }
  }

  private void push(Object collection) {
    add(collection);
    open.add(collection);
  }

  @Override
  void beginMap() {
    push(new LinkedHashMap<String, @Nullable Object>());
  }

  @Override
  void endMap() {
    open.removeLast();
  }

  @Override
  void beginList() {
    push(new ArrayList<@Nullable Object>());
  }

  @Override
  void endList() {
    open.removeLast();
  }

  @Override
  void key(int from, int to, char quote, boolean isSimple) throws Unsure {
    if (!isSimple) {
      name = text.quoted(from, to, quote);
      return;
    }
    String found = cached(from, to);
    name = quote == 0 ? plainKey(found) : found;
  }

  /// The text of a key; the same object for the same key, so that its hash is known already.
  private String cached(int from, int to) {
    int size = to - from;
    if (size == 0 || size > 40) {
      return text.simple(from, to);
    }
    int hash = size;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ (hash >>> 8)) & (CACHE - 1);
    String old = keys[slot];
    if (old != null && matches(old, from, size)) {
      return old;
    }
    String made = text.simple(from, to);
    keys[slot] = made;
    return made;
  }

  private boolean matches(String key, int from, int size) {
    if (key.length() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (key.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static String plainKey(String key) throws Unsure {
    Object value = ScalarResolver.resolve(key);
    if (value instanceof String) {
      return key;
    }
    if (value == null || value instanceof BigInteger) {
      throw new Unsure();
    }
    return value instanceof Double number ? GoFloats.yamlKey(number) : value.toString();
  }

  @Override
  void plain(int from, int to) {
    Object value = ScalarResolver.resolve(text.simple(from, to));
    add(value instanceof Number number ? (Object) number.doubleValue() : value);
  }

  @Override
  void folded(int from, int to) {
    add(text.folded(from, to));
  }

  @Override
  void quoted(int from, int to, char quote, boolean isSimple) {
    add(isSimple ? text.simple(from, to) : text.quoted(from, to, quote));
  }

  @Override
  void block(int header, int from, int to, int indent) {
    add(text.block(header, from, to, indent));
  }

  @Override
  void nothing() {
    add(null);
  }
}
