package dev.slipway.helmfile.hcl;

import java.util.HashMap;
import java.util.Map;

/// All functions by name (helmfile's pkg/hcllang/hcl_functions.go), but `try` and `can`, which do
/// not compute their arguments first.
final class HclFunctions {
  static final Map<String, HclFunction> TABLE = table();

  private HclFunctions() {}

  private static Map<String, HclFunction> table() {
    Map<String, HclFunction> table = new HashMap<>();
    NumberFunctions.add(table);
    TextFunctions.add(table);
    ListFunctions.add(table);
    MapFunctions.add(table);
    CodingFunctions.add(table);
    TimeFunctions.add(table);
    AddressFunctions.add(table);
    return Map.copyOf(table);
  }
}
