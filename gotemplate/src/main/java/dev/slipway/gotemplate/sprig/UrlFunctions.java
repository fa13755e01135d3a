package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.MAP;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.map;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// URLs as dicts: sprig's `url.go`.
final class UrlFunctions {
  private UrlFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("urlParse", MAP, (_, a) -> parse(text(a, 0)), STRING),
        GoFunction.of("urlJoin", STRING, (_, a) -> join(map(a, 0)), MAP));
  }

  private static Map<String, @Nullable Object> parse(String text) {
    GoUrl url;
    try {
      url = GoUrl.parse(ByteText.of(text));
    } catch (FunctionException invalid) {
      throw FunctionException.panic("unable to parse url: " + invalid.getMessage());
    }
    Map<String, @Nullable Object> dict = new LinkedHashMap<>();
    dict.put("scheme", ByteText.toText(url.scheme()));
    dict.put("host", ByteText.toText(url.host()));
    dict.put("hostname", ByteText.toText(url.hostname()));
    dict.put("path", ByteText.toText(url.path()));
    dict.put("query", ByteText.toText(url.query()));
    dict.put("opaque", ByteText.toText(url.opaque()));
    dict.put("fragment", ByteText.toText(url.fragment()));
    dict.put("userinfo", url.user() == null ? "" : ByteText.toText(url.user().toString()));
    return dict;
  }

  private static String join(Map<String, @Nullable Object> dict) {
    String scheme = part(dict, "scheme");
    String host = part(dict, "host");
    String path = part(dict, "path");
    String query = part(dict, "query");
    String opaque = part(dict, "opaque");
    String fragment = part(dict, "fragment");
    String userinfo = part(dict, "userinfo");
    GoUrl.User user = null;
    if (!userinfo.isEmpty()) {
      try {
        user = GoUrl.parse("proto://" + userinfo + "@host").user();
      } catch (FunctionException invalid) {
        throw FunctionException.panic("unable to parse userinfo in dict: " + invalid.getMessage());
      }
    }
    return ByteText.toText(new GoUrl(scheme, opaque, user, host, path, query, fragment).toString());
  }

  private static String part(Map<String, @Nullable Object> dict, String key) {
    if (!dict.containsKey(key)) {
      return "";
    }
    Object value = dict.get(key);
    if (value == null) {
      throw RuntimePanics.nilDereference();
    }
    GoKind kind = Reflection.kind(value);
    if (kind != GoKind.STRING) {
      throw FunctionException.panic(
          "unable to parse "
              + key
              + " key, must be of type string, but "
              + kind.goName()
              + " found");
    }
    return ByteText.of(Reflection.text(value));
  }
}
