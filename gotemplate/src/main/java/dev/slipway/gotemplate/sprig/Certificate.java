package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.List;

/// sprig's `certificate`: a certificate and its key, both in PEM.
record Certificate(String cert, String key) implements GoObject {
  static final GoType TYPE = new GoType("sprig.certificate", GoKind.STRUCT, null);

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public List<String> fieldNames() {
    return List.of("Cert", "Key");
  }

  @Override
  public Object field(String name) {
    return switch (name) {
      case "Cert" -> cert;
      case "Key" -> key;
      default -> throw new IllegalArgumentException("sprig.certificate has no field " + name);
    };
  }
}
