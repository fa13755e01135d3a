package dev.slipway.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.core.GoStrings;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random texts: a reader gives a value or a [YamlException], and the quick readers never disagree
/// with the full ones.
class ReaderFuzzTest {
  private static final String[] PARTS = {
    "a",
    "key",
    "- ",
    "-",
    "? ",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "\t",
    " # c",
    "&x ",
    "*x",
    "!!str ",
    "!!int ",
    "!!binary ",
    "!foo ",
    "|\n",
    ">-\n",
    "|2+\n",
    "'",
    "\"",
    "\\n",
    "\\x4",
    "\\u263a",
    "{",
    "}",
    "[",
    "]",
    ",",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "<<: ",
    "1",
    "0x1f",
    "1e3",
    ".inf",
    "null",
    "~",
    "yes",
    "2001-01-01",
    "\r\n",
    "\u00E9",
    "\u2028",
    "\u0085",
    "\uFEFF",
    "\uD83D\uDE00",
    "\uD800",
    "\uDC80",
    "\0",
    "\u007F",
    "= ",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    "a = 1\n",
    "[t]\n",
    "1979-05-27T07:32:00Z",
    "true",
    "\\",
    "kind: Pod\n",
    "metadata:\n  name: x\n"
  };
  private static final String CHART =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: "web"
        annotations: {a: 'b', "c": d}
      spec:
        template:
          # comment
          containers:
          - name: web
            args: ["--x", '--y=1', plain text]
            script: |-
              #!/bin/sh
              echo "$1"

            text: >
              folded
                more
            env:
              - {name: A, value: "1\\n2"}
              - name: B
                value: several
                  lines
      """;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void onlyYamlExceptionsLeaveTheReaders(long seed) {
    RandomGenerator random = random(seed);
    for (int i = 0; i < 4_000; i++) {
      String text = i % 2 == 0 ? soup(random) : withFaults(random);
      check(text, Yaml::read);
      check(text, Yaml::readStrict);
      check(text, Yaml::readAll);
      check(text, Yaml::splitDocuments);
      check(text, ManifestHead::read);
      check(text, PositionedYaml::read);
      check(text, Json::read);
      check(text, Toml::read);
      check(text, it -> Toml.read(it, TomlDialect.V1_4));
    }
  }

  private static void check(String text, Consumer<String> reader) {
    try {
      reader.accept(text);
    } catch (YamlException e) {
      assertThat(e.diagnostic().message()).isNotEmpty();
    } catch (RuntimeException | StackOverflowError e) {
      fail("reading " + Json.write(text), e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void theQuickReaderAgreesWithTheFullOne(long seed) {
    RandomGenerator random = random(seed);
    int accepted = 0;
    for (int i = 0; i < 6_000; i++) {
      String text = i % 3 == 0 ? soup(random) : withFaults(random);
      Object quick;
      try {
        quick = QuickReader.read(text);
      } catch (QuickLines.Unsure e) {
        continue;
      }
      accepted++;
      assertThat(Json.write(quick))
          .as("value of %s", text)
          .isEqualTo(Json.write(YamlDecoder.decode(new YamlComposer(text).next(), false, null)));
    }
    assertThat(accepted).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void whatIsWrittenReadsAsTheSameValue(long seed) {
    RandomGenerator random = random(seed);
    for (int i = 0; i < 1_500; i++) {
      Object value = value(random, 0);
      String json = Json.write(value);
      assertThat(Json.write(Yaml.read(Yaml.write(value)))).as(json).isEqualTo(json);
      if (!json.contains("\\t")) { // go-yaml v3 writes blocks with tabs that v2 refuses
        assertThat(Json.write(Yaml.read(Yaml.writePretty(value)))).as(json).isEqualTo(json);
      }
      assertThat(Json.write(Json.read(Json.writePretty(value)))).isEqualTo(json);
    }
  }

  private static @Nullable Object value(RandomGenerator random, int depth) {
    FieldMap map = new FieldMap();
    for (int i = random.nextInt(5); i > 0; i--) {
      Object item =
          switch (random.nextInt(depth < 4 ? 6 : 4)) {
            case 0 -> (double) random.nextInt(2_000_000);
            case 1 -> random.nextBoolean();
            case 2, 3 -> string(random);
            case 4 -> java.util.List.of(string(random), string(random));
            default -> value(random, depth + 1);
          };
      map.put(string(random), item);
    }
    return new java.util.HashMap<>(map);
  }

  private static String string(RandomGenerator random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      boolean changedByJson = part.chars().anyMatch(c -> c == 0x7F || c == 0x85 || c >= 0xD800);
      out.append(changedByJson ? "word" : part);
    }
    return out.toString();
  }

  private static String soup(RandomGenerator random) {
    StringBuilder out = new StringBuilder();
    for (int i = 1 + random.nextInt(14); i > 0; i--) {
      if (random.nextInt(12) == 0) {
        out.append(GoStrings.fromBytes(new byte[] {(byte) random.nextInt(256)}));
      } else {
        out.append(PARTS[random.nextInt(PARTS.length)]);
      }
    }
    return out.toString();
  }

  private static String withFaults(RandomGenerator random) {
    StringBuilder out = new StringBuilder(CHART);
    if (random.nextInt(4) == 0) {
      out.setLength(random.nextInt(out.length()));
    }
    for (int i = random.nextInt(4); i > 0 && !out.isEmpty(); i--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(4)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, PARTS[random.nextInt(PARTS.length)]);
        case 2 -> out.setCharAt(at, (char) random.nextInt(0x80));
        default -> out.insert(at, ' ');
      }
    }
    return out.toString();
  }
}
