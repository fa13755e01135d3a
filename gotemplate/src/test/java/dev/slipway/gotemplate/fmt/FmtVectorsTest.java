package dev.slipway.gotemplate.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random cases with the answers of the real Go packages: one a line, as
/// `KIND<tab>PARAMETER<tab>VALUES<tab>ANSWER`, texts in hexadecimal.
class FmtVectorsTest {
  @Test
  void answersAsGoDoes() throws IOException {
    int cases = 0;
    List<String> differences = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(FmtVectorsTest.class.getResourceAsStream("/vectors/fmt.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      String line = lines.readLine();
      while (line != null) {
        String[] parts = line.split("\t", -1);
        String expected = text(parts[3]);
        String actual = answer(parts[0], text(parts[1]), new Values(parts[2]).all());
        // Escaped bytes that meet in the output may make up valid UTF-8.
        if (!GoStrings.fromBytes(GoStrings.toBytes(actual)).equals(expected)) {
          differences.add(line + "\n  Go:   " + expected + "\n  here: " + actual);
        }
        cases++;
        line = lines.readLine();
      }
    }

    assertThat(differences).isEmpty();
    assertThat(cases).isGreaterThan(2000);
  }

  private static String answer(String kind, String parameter, @Nullable Object[] values) {
    return switch (kind) {
      case "print" -> GoFormat.sprint(values);
      case "println" -> GoFormat.sprintln(values);
      case "printf" -> GoFormat.sprintf(parameter, values);
      case "ff64" -> formatFloat(values[0], parameter, 64);
      case "ff32" -> formatFloat(values[0], parameter, 32);
      case "quote" -> GoQuote.quote(string(values));
      case "quoteascii" -> GoQuote.quoteToAscii(string(values));
      case "canback" -> Boolean.toString(GoQuote.canBackquote(string(values)));
      case "html" -> Escapers.html(string(values));
      case "js" -> Escapers.js(string(values));
      case "url" -> Escapers.urlQuery(string(values));
      case "unquote" -> {
        String value = GoQuote.unquote(string(values));
        yield value == null ? "E" : "V" + value;
      }
      default -> parse(kind, parameter.split(" "), string(values));
    };
  }

  private static String parse(String kind, String[] parameters, String text) {
    return switch (kind) {
      case "pint" ->
          outcome(() -> GoNumbers.parseInt(text, number(parameters[0]), number(parameters[1])));
      case "puint" ->
          outcome(() ->
              Long.toUnsignedString(
                  GoNumbers.parseUint(text, number(parameters[0]), number(parameters[1]))));
      case "atoi" -> outcome(() -> GoNumbers.atoi(text));
      case "pf64" -> outcome(() -> GoFormat.toText(GoNumbers.parseFloat(text, 64)));
      case "pf32" -> outcome(() -> GoFormat.toText(GoNumbers.parseFloat(text, 32)));
      case "pbool" -> outcome(() -> GoNumbers.parseBool(text));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static String outcome(Supplier<Object> parser) {
    try {
      return "V" + parser.get();
    } catch (FunctionException e) {
      return "E" + e.getMessage();
    }
  }

  private static String formatFloat(@Nullable Object value, String parameter, int bits) {
    return GoNumbers.formatFloat(
        ((Number) Objects.requireNonNull(value)).doubleValue(),
        parameter.charAt(0),
        Integer.parseInt(parameter.substring(2)),
        bits);
  }

  private static String string(@Nullable Object[] values) {
    return (String) Objects.requireNonNull(values[0]);
  }

  private static String text(String hex) {
    return GoStrings.fromBytes(HexFormat.of().parseHex(hex));
  }

  /// Reads the values of a line: a letter for the type, then the value; brackets around elements.
  private static final class Values {
    private final String[] tokens;
    private int position;

    Values(String text) {
      tokens = text.isEmpty() ? new String[0] : text.split(" ");
    }

    @Nullable Object[] all() {
      List<@Nullable Object> values = new ArrayList<>();
      while (position < tokens.length) {
        values.add(next());
      }
      return values.toArray();
    }

    private @Nullable Object next() {
      String token = tokens[position++];
      String rest = token.substring(1);
      return switch (token.charAt(0)) {
        case 'n' -> null;
        case 'b' -> rest.equals("1");
        case 's' -> text(rest);
        case 'i' -> GoInt.of(Long.parseLong(rest));
        case 'l' -> Long.valueOf(rest);
        case 'I' -> Integer.valueOf(rest);
        case 'H' -> Short.valueOf(rest);
        case 'B' -> Byte.valueOf(rest);
        case 'u' -> unsigned(rest.split(":"));
        case 'f' -> Double.longBitsToDouble(Long.parseUnsignedLong(rest, 16));
        case 'g' -> Float.intBitsToFloat(Integer.parseUnsignedInt(rest, 16));
        case 'y' -> HexFormat.of().parseHex(rest);
        case 'L' -> list();
        case 'S' -> GoSlice.of(GoType.STRING, list());
        case 'M' -> map();
        case 'T' -> GoMap.of(GoType.STRING, map());
        default -> throw new IllegalArgumentException(token);
      };
    }

    private static GoUint unsigned(String[] parts) {
      GoType type =
          switch (parts[0]) {
            case "0" -> GoType.UINT;
            case "8" -> GoType.UINT8;
            case "16" -> GoType.UINT16;
            case "32" -> GoType.UINT32;
            default -> GoType.UINT64;
          };
      return GoUint.of(type, Long.parseUnsignedLong(parts[1]));
    }

    private List<@Nullable Object> list() {
      List<@Nullable Object> elements = new ArrayList<>();
      while (!tokens[position].equals("]")) {
        elements.add(next());
      }
      position++;
      return elements;
    }

    private Map<String, @Nullable Object> map() {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      while (!tokens[position].equals("]")) {
        String key = (String) Objects.requireNonNull(next());
        entries.put(key, next());
      }
      position++;
      return entries;
    }
  }
}
