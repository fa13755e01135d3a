package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.GoFunction;
import java.util.ArrayList;
import java.util.List;

/// The functions of sprig v3.3.0.
public final class Sprig {
  private static final List<GoFunction> FUNCTIONS = List.copyOf(collect());

  private Sprig() {}

  /// All functions of sprig's `TxtFuncMap`.
  public static List<GoFunction> functions() {
    return FUNCTIONS;
  }

  private static List<GoFunction> collect() {
    List<GoFunction> all = new ArrayList<>();
    all.addAll(StringFunctions.all());
    all.addAll(ListFunctions.all());
    all.addAll(DictFunctions.all());
    all.addAll(FlowFunctions.all());
    all.addAll(ReflectionFunctions.all());
    all.addAll(MathFunctions.all());
    all.addAll(ConversionFunctions.all());
    all.addAll(EncodingFunctions.all());
    all.addAll(RegexFunctions.all());
    return all;
  }
}
