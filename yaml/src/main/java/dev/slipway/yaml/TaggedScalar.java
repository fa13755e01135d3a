package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The value of a scalar that has a tag, by go-yaml's rules: YAML's own tags must fit the text, all
/// other tags make a string.
final class TaggedScalar {
  private static final String PREFIX = "tag:yaml.org,2002:";

  private TaggedScalar() {}

  static @Nullable Object resolve(YamlNode node) {
    String text = node.value;
    if (!node.tag.startsWith(PREFIX)) {
      return text;
    }
    String type = node.tag.substring(PREFIX.length());
    return switch (type) {
      case "str" -> text;
      case "binary" -> GoStrings.fromBytes(YamlDecoder.decodeBase64(node));
      case "bool", "int", "float", "null", "timestamp" -> fit(node, type);
      default -> text;
    };
  }

  private static @Nullable Object fit(YamlNode node, String type) {
    String text = node.value;
    Object value = ScalarResolver.resolve(text);
    String found = typeOf(value);
    if (type.equals("timestamp") && found.equals("str") && GoTimestamp.matches(text)) {
      return text;
    }
    if (type.equals(found)) {
      return value;
    }
    if (type.equals("float") && value instanceof Long whole) {
      return (double) whole;
    }
    throw new YamlException(
        YamlErrorCode.WRONG_TYPE,
        "yaml: cannot decode !!" + found + " `" + text + "` as a !!" + type,
        node.line,
        node.column);
  }

  private static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (value) {
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case BigInteger _ -> "int";
      case Double _ -> "float";
      default -> "str";
    };
  }
}
