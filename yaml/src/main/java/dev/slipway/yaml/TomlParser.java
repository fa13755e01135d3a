package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.TomlCursor.Item;
import dev.slipway.yaml.TomlCursor.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds the tables of a TOML document as BurntSushi/toml does (parse.go), with its errors. Not
/// for use twice.
final class TomlParser {
  private static final int MAX_DEPTH = 10_000;
  private static final int STACK_DEPTH = 200;

  /// The tables of `[[name]]`, or of an array of inline tables while it is read.
  private static final class Tables extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> current() {
      return (Map<String, @Nullable Object>) getLast();
    }
  }

  private final TomlLexer lexer;
  private final TomlDialect dialect;
  private final Map<String, @Nullable Object> root = new LinkedHashMap<>();
  private final Set<String> implicit = new HashSet<>();
  private final Set<String> arrays = new HashSet<>();
  private TomlKey context = TomlKey.ROOT;
  private String currentKey = "";
  private int line;
  private int depth;

  TomlParser(String source, TomlDialect dialect) {
    String text = source;
    if (text.startsWith("\uDCFF\uDCFE") || text.startsWith("\uDCFE\uDCFF")) {
      text = text.substring(2);
    } else if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0 && nul < 6 && GoStrings.byteLength(text.substring(0, nul)) < 6) {
      throw new YamlException(
          YamlErrorCode.TOML_SYNTAX,
          "toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be"
              + " UTF-8");
    }
    this.lexer = new TomlLexer(text, dialect);
    this.dialect = dialect;
  }

  Map<String, @Nullable Object> parse() {
    for (Item item = next(); item.kind() != Kind.END; item = next()) {
      topLevel(item);
    }
    return root;
  }

  private YamlException fault(int atLine, String message) {
    String last = context.toString();
    if (!currentKey.isEmpty()) {
      last = context.isRoot() ? currentKey : context + "." + currentKey;
    }
    StringBuilder text = new StringBuilder("toml: line ").append(atLine);
    if (!last.isEmpty()) {
      text.append(" (last key ");
      GoSyntax.quote(text, last);
      text.append(')');
    }
    text.append(": ").append(message);
    return new YamlException(
        YamlErrorCode.TOML_SYNTAX, text.toString(), Math.max(atLine - 1, 0), -1);
  }

  private Item next() {
    Item item = lexer.next();
    if (item.kind() == Kind.ERROR) {
      throw fault(item.line(), item.value());
    }
    return item;
  }

  private Item nextPlaced() {
    Item item = next();
    line = item.line();
    return item;
  }

  private void topLevel(Item item) {
    switch (item.kind()) {
      case COMMENT_START -> next();
      case TABLE_START -> {
        addContext(key(Kind.TABLE_END), false);
        arrays.remove(context.toString());
      }
      case ARRAY_TABLE_START -> {
        addContext(key(Kind.ARRAY_TABLE_END), true);
        arrays.remove(context.toString());
      }
      default -> keyValue();
    }
  }

  private TomlKey key(Kind end) {
    TomlKey key = TomlKey.ROOT;
    Item item = nextPlaced();
    while (item.kind() != end && item.kind() != Kind.END) {
      key = key.add(item.kind() == Kind.TEXT ? item.value() : string(item));
      item = next();
    }
    return key;
  }

  private void keyValue() {
    TomlKey outer = context;
    openKey();
    Item item = next();
    Object value = value(item, false);
    setValue(currentKey, value);
    setType(item.kind() == Kind.ARRAY);
    context = outer;
    currentKey = "";
  }

  /// Reads a key up to its `=` and makes the tables that its dots mean.
  private TomlKey openKey() {
    TomlKey key = key(Kind.KEY_END);
    currentKey = key.last();
    for (String part : key.parent().parts()) {
      TomlKey table = context.add(part);
      implicit.add(table.toString());
      addContext(table, false);
    }
    return key;
  }

  private String string(Item item) {
    return switch (item.kind()) {
      case ESCAPED_STRING -> escapes(item, item.value());
      case MULTILINE_STRING ->
          escapes(item, TomlStrings.joinLines(TomlStrings.afterFirstBreak(item.value())));
      case RAW_MULTILINE_STRING -> TomlStrings.afterFirstBreak(item.value());
      default -> item.value();
    };
  }

  private String escapes(Item item, String text) {
    try {
      return TomlStrings.unescape(text);
    } catch (TomlStrings.WrongEscape e) {
      throw fault(item.line(), e.problem());
    }
  }

  private Object value(Item item, boolean inArray) {
    return switch (item.kind()) {
      case INTEGER -> integer(item);
      case FLOAT -> real(item);
      case BOOL -> item.value().equals("true");
      case DATETIME -> {
        TomlTime time = TomlTimes.parse(item.value(), dialect);
        if (time == null) {
          String shown = TomlTimes.normal(item.value());
          throw fault(item.line(), "invalid datetime: " + quoted(shown));
        }
        yield time;
      }
      case ARRAY -> nested(() -> array());
      case INLINE_TABLE -> nested(() -> inlineTable(inArray));
      default -> string(item);
    };
  }

  private Object nested(java.util.concurrent.Callable<Object> work) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new YamlException(YamlErrorCode.LIMIT, "toml: value nested too deeply");
    }
    Object value;
    if (depth % STACK_DEPTH == 0) {
      value = DeepStack.call(work);
    } else {
      value = DeepStack.here(work);
    }
    depth--;
    return value;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    GoSyntax.quote(out, text);
    return out.toString();
  }

  private Long integer(Item item) {
    String text = item.value();
    if (!TomlNumbers.underscoresRight(text)) {
      throw fault(
          item.line(),
          "Invalid integer " + quoted(text) + ": underscores must be surrounded by digits");
    }
    if (TomlNumbers.hasLeadingZero(text)) {
      throw fault(item.line(), "Invalid integer " + quoted(text) + ": cannot have leading zeroes");
    }
    if (ScalarResolver.resolve(text) instanceof Long value) {
      return value;
    }
    throw fault(item.line(), text + " is out of range for int64");
  }

  private Double real(Item item) {
    String text = item.value();
    String[] parts = TomlNumbers.parts(text);
    for (String part : parts) {
      if (!TomlNumbers.underscoresRight(part)) {
        throw fault(
            item.line(),
            "Invalid float " + quoted(text) + ": underscores must be surrounded by digits");
      }
    }
    if (parts.length > 0 && TomlNumbers.hasLeadingZero(parts[0])) {
      throw fault(item.line(), "Invalid float " + quoted(text) + ": cannot have leading zeroes");
    }
    if (!TomlNumbers.periodsRight(text)) {
      throw fault(
          item.line(),
          "Invalid float " + quoted(text) + ": '.' must be followed by one or more digits");
    }
    Double value = TomlNumbers.real(text);
    if (value == null) {
      throw fault(item.line(), "Invalid float value: " + quoted(text));
    }
    if (value.isInfinite() && CharKinds.isDigit(text.charAt(text.length() - 1))) {
      throw fault(item.line(), text + " is out of range for float64");
    }
    return value;
  }

  private Object array() {
    setType(true);
    List<@Nullable Object> list = new ArrayList<>();
    for (Item item = next(); item.kind() != Kind.ARRAY_END; item = next()) {
      if (item.kind() == Kind.COMMENT_START) {
        next();
      } else {
        list.add(value(item, true));
      }
    }
    return list;
  }

  private Object inlineTable(boolean inArray) {
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    TomlKey outer = context;
    String outerKey = currentKey;
    context = context.add(currentKey);
    TomlKey inner = context;
    currentKey = "";
    implicit.add(context.toString());
    addContext(context, inArray);
    for (Item item = next(); item.kind() != Kind.INLINE_TABLE_END; item = next()) {
      if (item.kind() == Kind.COMMENT_START) {
        next();
        continue;
      }
      TomlKey key = openKey();
      Item first = next();
      Object value = value(first, false);
      setValue(currentKey, value);
      setType(first.kind() == Kind.ARRAY);
      put(table, key.parent(), value);
      context = inner;
    }
    context = outer;
    currentKey = outerKey;
    return table;
  }

  @SuppressWarnings("unchecked")
  private void put(Map<String, @Nullable Object> table, TomlKey parents, Object value) {
    Map<String, @Nullable Object> at = table;
    for (String part : parents.parts()) {
      Object below = at.computeIfAbsent(part, _ -> new LinkedHashMap<String, @Nullable Object>());
      if (!(below instanceof Map)) {
        StringBuilder shown = new StringBuilder("[");
        for (String word : context.parts()) {
          shown.append(shown.length() > 1 ? " " : "").append(quoted(word));
        }
        throw fault(line, shown + "] is not a table");
      }
      at = (Map<String, @Nullable Object>) below;
    }
    at.put(currentKey, value);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Map<String, @Nullable Object> asTable(@Nullable Object value) {
    if (value instanceof Tables tables) {
      return tables.current();
    }
    return value instanceof Map ? (Map<String, @Nullable Object>) value : null;
  }

  private void addContext(TomlKey key, boolean array) {
    Map<String, @Nullable Object> at = root;
    TomlKey reached = TomlKey.ROOT;
    for (String part : key.parent().parts()) {
      reached = reached.add(part);
      if (!at.containsKey(part)) {
        implicit.add(reached.toString());
        at.put(part, new LinkedHashMap<String, @Nullable Object>());
      }
      Map<String, @Nullable Object> below = asTable(at.get(part));
      if (below == null) {
        throw fault(line, "Key '" + reached + "' was already created as a hash.");
      }
      at = below;
    }
    context = reached;
    if (!array) {
      setValue(key.last(), new LinkedHashMap<String, @Nullable Object>());
    } else if (at.computeIfAbsent(key.last(), _ -> new Tables()) instanceof Tables tables) {
      tables.add(new LinkedHashMap<String, @Nullable Object>());
    } else {
      throw fault(line, "Key '" + key + "' was already created and cannot be used as an array.");
    }
    context = context.add(key.last());
  }

  private void setValue(String key, Object value) {
    Map<String, @Nullable Object> at = root;
    TomlKey reached = TomlKey.ROOT;
    for (String part : context.parts()) {
      reached = reached.add(part);
      Map<String, @Nullable Object> below = asTable(at.get(part));
      if (below == null) {
        throw fault(line, "Key '" + reached + "' has already been defined.");
      }
      at = below;
    }
    TomlKey full = reached.add(key);
    if (!at.containsKey(key)) {
      at.put(key, value);
      return;
    }
    String name = full.toString();
    boolean wasImplicit = implicit.contains(name);
    if (arrays.contains(name) && (wasImplicit || dialect != TomlDialect.V1_6)) {
      implicit.remove(name);
      at.put(key, value);
    } else if (wasImplicit) {
      implicit.remove(name);
    } else {
      throw fault(line, "Key '" + full + "' has already been defined.");
    }
  }

  /// Notes whether the current key is an array.
  private void setType(boolean array) {
    String name = (currentKey.isEmpty() ? context : context.add(currentKey)).toString();
    if (array) {
      arrays.add(name);
    } else {
      arrays.remove(name);
    }
  }
}
