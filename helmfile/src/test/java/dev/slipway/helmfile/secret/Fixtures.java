package dev.slipway.helmfile.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The files that compat/vectors/secrets/record made with the real sops.
final class Fixtures {
  private Fixtures() {}

  static byte[] bytes(String name) {
    return resource("/sops/" + name);
  }

  static String vectors(String name) {
    return new String(resource("/vectors/" + name), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no fixture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
