package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Random texts and numbers. All randomness is that of the rendering.
final class RandomFunctions {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  private RandomFunctions() {}

  static List<GoFunction> all() {
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c < 0x7F; c++) {
      ascii.append(c);
    }
    return List.of(
        randomText("randAlphaNum", LETTERS + DIGITS),
        randomText("randAlpha", LETTERS),
        randomText("randNumeric", DIGITS),
        randomText("randAscii", ascii.toString()),
        GoFunction.of("randBytes", STRING, (scope, a) -> bytes(scope.random(), integer(a, 0)), INT),
        GoFunction.of(
            "randInt",
            INT,
            (scope, a) -> between(scope.random(), integer(a, 0), integer(a, 1)),
            INT,
            INT),
        GoFunction.of("shuffle", STRING, (scope, a) -> shuffle(scope.random(), text(a, 0)), STRING),
        GoFunction.of("uuidv4", STRING, (scope, _) -> uuid(scope.random())));
  }

  private static GoFunction randomText(String name, String alphabet) {
    return GoFunction.of(
        name,
        STRING,
        (scope, a) -> {
          long count = integer(a, 0);
          Bounds.checkText(name, (double) count);
          StringBuilder out = new StringBuilder((int) Math.max(count, 0));
          for (long i = 0; i < count; i++) {
            out.append(alphabet.charAt(scope.random().nextInt(alphabet.length())));
          }
          return out.toString();
        },
        INT);
  }

  private static String bytes(RandomGenerator random, long count) {
    if (count < 0) {
      throw RuntimePanics.makeSlice();
    }
    Bounds.checkText("randBytes", (double) count);
    byte[] bytes = new byte[(int) count];
    random.nextBytes(bytes);
    return EncodingFunctions.encode64(bytes);
  }

  private static GoInt between(RandomGenerator random, long from, long to) {
    long range = to - from;
    if (range <= 0) {
      throw FunctionException.panic("invalid argument to Intn");
    }
    return GoInt.of(from + random.nextLong(range));
  }

  private static String shuffle(RandomGenerator random, String text) {
    int[] runes = GoCharacters.valid(text).codePoints().toArray();
    for (int i = runes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int rune = runes[i];
      runes[i] = runes[other];
      runes[other] = rune;
    }
    return new String(runes, 0, runes.length);
  }

  private static String uuid(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }
}
