package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.ArgumentUse;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import java.util.ArrayList;
import java.util.List;

/// The functions of sprig v3.3.0.
///
/// ```java
/// Functions functions = Sprig.addTo(Functions.builtins(), SprigOptions.defaults());
/// Template template = Template.parse("t", "{{ .name | upper | quote }}", functions);
/// ```
public final class Sprig {
  /// They read the keys that are their string arguments.
  private static final String[] NAVIGATING = {"dig", "get", "hasKey", "pluck"};

  /// They pass values on without a look inside.
  private static final String[] HOLDING = {
    "append",
    "coalesce",
    "default",
    "dict",
    "list",
    "mustAppend",
    "mustPrepend",
    "mustPush",
    "prepend",
    "push",
    "set",
    "ternary",
    "tuple"
  };

  private Sprig() {}

  /// All functions of sprig's `TxtFuncMap`, with the default options.
  public static List<GoFunction> functions() {
    return functions(SprigOptions.defaults());
  }

  /// All functions of sprig's `TxtFuncMap`.
  public static List<GoFunction> functions(SprigOptions options) {
    List<GoFunction> all = new ArrayList<>(256);
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
    all.addAll(UrlFunctions.all());
    all.addAll(DigestFunctions.all());
    all.addAll(CryptoFunctions.all());
    all.addAll(CertificateFunctions.all());
    all.addAll(RandomFunctions.all());
    all.addAll(JsonFunctions.all());
    all.addAll(DateFunctions.all());
    all.addAll(SemverFunctions.all(options.semver()));
    all.addAll(EnvironmentFunctions.all(options));
    return List.copyOf(all);
  }

  /// A table with sprig's functions in it, and with what they do with the values that they are
  /// given.
  public static Functions addTo(Functions functions, SprigOptions options) {
    return functions
        .with(functions(options))
        .using(ArgumentUse.NAVIGATES, NAVIGATING)
        .using(ArgumentUse.HOLDS, HOLDING);
  }
}
