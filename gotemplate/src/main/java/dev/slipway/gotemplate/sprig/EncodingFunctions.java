package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import java.util.Base64;
import java.util.List;

/// Base64 and base32. What does not decode gives the text of the error as its result.
final class EncodingFunctions {
  private EncodingFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("b64enc", STRING, (_, a) -> encode64(GoStrings.toBytes(text(a, 0))), STRING),
        GoFunction.of("b64dec", STRING, (_, a) -> decode64(text(a, 0)), STRING),
        GoFunction.of(
            "b32enc", STRING, (_, a) -> Base32.encode(GoStrings.toBytes(text(a, 0))), STRING),
        GoFunction.of("b32dec", STRING, (_, a) -> decode32(text(a, 0)), STRING));
  }

  static String encode64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String decode64(String text) {
    try {
      return GoStrings.fromBytes(GoBase64.decode(text));
    } catch (FunctionException corrupt) {
      return corrupt.getMessage();
    }
  }

  private static String decode32(String text) {
    try {
      return GoStrings.fromBytes(Base32.decode(text));
    } catch (FunctionException corrupt) {
      return corrupt.getMessage();
    }
  }
}
