package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a list goes on, in the form of Kubernetes' storage.
///
/// @param revision the version of the list; -1 for the newest one
/// @param start the path of the first object
record ContinueToken(long revision, String start) {
  String encode() {
    Map<String, @Nullable Object> token = new LinkedHashMap<>();
    token.put("v", "meta.k8s.io/v1");
    token.put("rv", revision);
    token.put("start", start);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.writeRaw(token).getBytes(StandardCharsets.UTF_8));
  }

  static ContinueToken decode(String text) {
    KubeObject token;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length > 0 && bytes[0] < 0) {
        // Go's reader takes bytes for characters.
        throw refused(
            String.format(
                "invalid character '\\u%04x' looking for beginning of value", bytes[0] & 0xff));
      }
      token = KubeObject.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | YamlException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
    long revision = token.number(0, "rv");
    if (!token.text("v").equals("meta.k8s.io/v1")) {
      throw refused("server does not recognize this encoded version \"" + token.text("v") + "\"");
    }
    if (revision == 0) {
      throw refused("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    return new ContinueToken(revision, token.text("start"));
  }

  private static ApiException refused(String why) {
    return ApiException.badRequest("invalid continue token: continue key is not valid: " + why);
  }
}
