package dev.slipway.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.Rendering;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With any arguments of the declared types, functions give values of Go's types or fail with a
/// [FunctionException].
class SprigPropertyTest {
  /// They take their time, and have their own tests.
  private static final Set<String> SLOW =
      Set.of(
          "bcrypt",
          "htpasswd",
          "derivePassword",
          "genPrivateKey",
          "genCA",
          "genSelfSignedCert",
          "genSignedCert");

  private static final String[] TEXTS = {
    "",
    "a",
    "x y",
    "1.2.3",
    ">=1.2",
    "[a-z]+(",
    "(a)",
    "\\d*",
    "{\"a\":[1,2]}",
    "[1,",
    "aGk=",
    "é日𝒜",
    "\uDC80\uDCFF",
    "\uD800",
    "2006-01-02",
    "5h",
    "http://u@h:1/p?q#f",
    "%zz",
    "0x1F",
    "-7",
    "1e400",
    "UTC",
    "Europe/Berlin",
    "$1 ${x}",
    "\n\t ",
    "/a/../b",
    "9223372036854775808"
  };

  private Random random = new Random(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void failsOnlyWithFunctionExceptions(long seed) {
    random = new Random(seed);
    Rendering scope =
        TemplateSet.builder(Functions.builtins())
            .add("t", "")
            .build()
            .rendering(RenderOptions.defaults().withRandom(random));
    for (GoFunction function : Sprig.functions()) {
      for (int i = 0; !SLOW.contains(function.name()) && i < 60; i++) {
        @Nullable Object[] arguments = arguments(function);
        String call = function.name() + GoFormat.sprint(arguments);
        try {
          Object result = function.body().call(scope, arguments);
          assertThat(GoFormat.typeName(result)).as(call).isNotEmpty();
        } catch (FunctionException expected) {
          assertThat(expected.getMessage()).as(call).isNotNull();
        }
      }
    }
  }

  private @Nullable Object[] arguments(GoFunction function) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (GoType type : function.parameters()) {
      arguments.add(argument(type));
    }
    for (int i = random.nextInt(4); function.variadic() != null && i > 0; i--) {
      arguments.add(argument(function.variadic()));
    }
    return arguments.toArray();
  }

  private @Nullable Object argument(GoType type) {
    if (type.equals(GoType.STRING)) {
      return text();
    }
    if (type.equals(GoType.INT)) {
      return GoInt.of(integer());
    }
    if (type.equals(GoType.UINT32)) {
      return GoUint.of(type, random.nextInt() & 0xFFFFFFFFL);
    }
    if (type.equals(GoType.BOOL)) {
      return random.nextBoolean();
    }
    if (type.equals(GoType.FLOAT64)) {
      return random.nextGaussian();
    }
    if (type.equals(GoType.MAP)) {
      return random.nextInt(9) == 0 ? GoNil.MAP : map(0);
    }
    if (type.equals(GoType.LIST)) {
      return random.nextInt(9) == 0 ? GoNil.LIST : list(0);
    }
    if (type.equals(GoTime.TYPE)) {
      return GoTime.ofUnix(random.nextLong(), random.nextInt(1_000_000_000), GoLocation.UTC);
    }
    if (type.equals(Certificate.TYPE)) {
      return new Certificate(text(), text());
    }
    assertThat(type.kind()).isEqualTo(GoKind.INTERFACE);
    return anything(0);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private long integer() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> Integer.MAX_VALUE;
      case 2 -> -random.nextInt(9);
      case 3 -> Long.MIN_VALUE;
      default -> random.nextInt(12);
    };
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(TEXTS[random.nextInt(5)], anything(depth + 1));
    }
    return map;
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(anything(depth + 1));
    }
    return list;
  }

  private @Nullable Object anything(int depth) {
    return switch (random.nextInt(depth > 2 ? 14 : 18)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> GoInt.of(integer());
      case 3 -> integer();
      case 4 -> Double.longBitsToDouble(random.nextLong());
      case 5 -> (float) random.nextGaussian();
      case 6 -> GoUint.of(GoType.UINT64, random.nextLong());
      case 7 -> new byte[] {1, -1};
      case 8 -> GoNil.STRINGS;
      case 9 -> GoTime.ofUnix(random.nextInt(), 0, GoLocation.UTC);
      case 10 -> SemanticVersion.parse("1.2.3-a");
      case 11 -> random.nextBoolean() ? (byte) 3 : (Object) (short) 4;
      case 12, 13 -> text();
      case 14 -> GoSlice.ofStrings(List.of("b", "a"));
      case 15 -> GoMap.of(GoType.STRING, Map.of("a", "b"));
      case 16 -> map(depth);
      default -> list(depth);
    };
  }
}
