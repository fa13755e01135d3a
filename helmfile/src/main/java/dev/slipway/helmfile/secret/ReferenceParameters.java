package dev.slipway.helmfile.secret;

import java.util.Locale;

/// The parameters of a provider: those of the reference, else variables `VALS_NAME`.
record ReferenceParameters(ReferenceAddress address, SecretHost host) {
  /// A parameter's value, or empty.
  String get(String name) {
    String value = address.parameter(name);
    return value == null ? variable("VALS_" + name.toUpperCase(Locale.ROOT)) : value;
  }

  /// A parameter's value, or another.
  String get(String name, String otherwise) {
    String value = get(name);
    return value.isEmpty() ? otherwise : value;
  }

  /// A variable's value, or empty.
  String variable(String name) {
    String value = host.variable(name);
    return value == null ? "" : value;
  }
}
