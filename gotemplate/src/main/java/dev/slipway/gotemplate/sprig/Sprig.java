package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.semver.SemverRules;
import java.util.ArrayList;
import java.util.List;

/// The functions of sprig v3.3.0.
public final class Sprig {
  private Sprig() {}

  /// All functions of sprig's `TxtFuncMap`, with the newest semver library.
  public static List<GoFunction> functions() {
    return functions(SemverRules.LATEST);
  }

  /// All functions of sprig's `TxtFuncMap`.
  ///
  /// @param semver the release of the semver library that `semver` and `semverCompare` stand on
  public static List<GoFunction> functions(SemverRules semver) {
    List<GoFunction> all = new ArrayList<>();
    all.addAll(StringFunctions.all());
    all.addAll(WordFunctions.all());
    all.addAll(ListFunctions.all());
    all.addAll(DictFunctions.all());
    all.addAll(FlowFunctions.all());
    all.addAll(ReflectionFunctions.all());
    all.addAll(MathFunctions.all());
    all.addAll(ConversionFunctions.all());
    all.addAll(EncodingFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(PathFunctions.all());
    all.addAll(DigestFunctions.all());
    all.addAll(JsonFunctions.all());
    all.addAll(DateFunctions.all());
    all.addAll(SemverFunctions.all(semver));
    return List.copyOf(all);
  }
}
