package dev.slipway.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentParserTest {
  private static final Option<Boolean> ALL = Option.flag("all", "").orShort('a');
  private static final Option<Boolean> BRIEF = Option.flag("brief", "").orShort('b');
  private static final Option<String> NAME = Option.text("name", "N", "").orShort('n');
  private static final Option<List<String>> FILES = Option.records("files", "F", "").orShort('f');
  private static final Option<List<String>> SET = Option.texts("set", "S", "");
  private static final Option<Map<String, String>> LABELS = Option.pairs("labels", "");
  private static final Option<Integer> WIDTH = Option.count("width", 80, "");
  private static final Option<String> COLOR =
      Option.choice("color", "", List.of("auto", "always", "never")).orBare("always");
  private static final List<Option<?>> OPTIONS =
      List.of(ALL, BRIEF, NAME, FILES, SET, LABELS, WIDTH, COLOR);

  private static Invocation parse(String... arguments) {
    return ArgumentParser.parse(OPTIONS, List.of(arguments));
  }

  @Test
  void readsNothingFromNothing() {
    Invocation invocation = parse();

    assertThat(invocation.arguments()).isEmpty();
    assertThat(invocation.get(ALL)).isFalse();
    assertThat(invocation.get(NAME)).isEmpty();
    assertThat(invocation.get(WIDTH)).isEqualTo(80);
    assertThat(invocation.has(WIDTH)).isFalse();
  }

  @Test
  void mixesFlagsAndArguments() {
    Invocation invocation = parse("one", "--name", "x", "two", "-a", "--", "--name", "-");

    assertThat(invocation.arguments()).containsExactly("one", "two", "--name", "-");
    assertThat(invocation.get(NAME)).isEqualTo("x");
    assertThat(invocation.get(ALL)).isTrue();
  }

  @Test
  void takesALoneDashAsArgumentOrValue() {
    Invocation invocation = parse("-", "-f", "-");

    assertThat(invocation.arguments()).containsExactly("-");
    assertThat(invocation.get(FILES)).containsExactly("-");
  }

  @Test
  void readsClustersOfShortFlags() {
    Invocation invocation = parse("-abnx");

    assertThat(invocation.get(ALL)).isTrue();
    assertThat(invocation.get(BRIEF)).isTrue();
    assertThat(invocation.get(NAME)).isEqualTo("x");
    assertThat(parse("-n=x").get(NAME)).isEqualTo("x");
    assertThat(parse("-a=false").get(ALL)).isFalse();
  }

  @Test
  void takesWhateverFollowsAsValue() {
    assertThat(parse("--name", "--all").get(NAME)).isEqualTo("--all");
    assertThat(parse("--name", "--all").get(ALL)).isFalse();
    assertThat(parse("--name=a=b").get(NAME)).isEqualTo("a=b");
    assertThat(parse("--name=").get(NAME)).isEmpty();
  }

  @Test
  void keepsTheLastOfTwo() {
    assertThat(parse("-n", "x", "-n", "y").get(NAME)).isEqualTo("y");
    assertThat(parse("--all", "--all=false").get(ALL)).isFalse();
  }

  @Test
  void gathersLists() {
    assertThat(parse("-f", "a,b", "-f", "\"c,d\",\"e\"\"f\"").get(FILES))
        .containsExactly("a", "b", "c,d", "e\"f");
    assertThat(parse("--set", "a,b", "--set", "c").get(SET)).containsExactly("a,b", "c");
    assertThat(parse("--labels", "a=1,b=2", "--labels", "a=3").get(LABELS))
        .containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
    assertThat(parse("-f", "").get(FILES)).isEmpty();
    assertThat(parse("-f", "a,").get(FILES)).containsExactly("a", "");
  }

  @Test
  void takesANextArgumentForABareFlagOnlyWhenItIsOneOfItsWords() {
    assertThat(parse("--color", "chart").get(COLOR)).isEqualTo("always");
    assertThat(parse("--color", "chart").arguments()).containsExactly("chart");
    assertThat(parse("--color", "never", "chart").get(COLOR)).isEqualTo("never");
    assertThat(parse("--color=auto").get(COLOR)).isEqualTo("auto");
    assertThat(parse("--all", "true").arguments()).containsExactly("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--nane=x     | unknown flag: --nane",
        "-x           | unknown shorthand flag: 'x' in -x",
        "-axb         | unknown shorthand flag: 'x' in -xb",
        "--name       | flag needs an argument: --name",
        "-an          | flag needs an argument: 'n' in -n",
        "---          | bad flag syntax: ---",
        "--=x         | bad flag syntax: --=x",
        "--all=maybe  | invalid argument \"maybe\" for \"-a, --all\" flag: strconv.ParseBool:"
            + " parsing \"maybe\": invalid syntax",
        "--width=-1   | invalid argument \"-1\" for \"--width\" flag: strconv.ParseUint: parsing"
            + " \"-1\": invalid syntax",
        "--labels=x   | invalid argument \"x\" for \"--labels\" flag: x must be formatted as"
            + " key=value",
        "--color=red  | invalid argument \"red\" for \"--color\" flag: must be one of auto, always,"
            + " never",
        "--files=a\"b | invalid argument \"a\"b\" for \"-f, --files\" flag: parse error on line 1,"
            + " column 2: bare \" in non-quoted-field",
      })
  void refusesWithTheWordsOfPflag(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void guessesTheFlagThatWasMeant() {
    assertThatThrownBy(() -> parse("--nane=x"))
        .isInstanceOfSatisfying(
            UsageException.class,
            e -> assertThat(e.diagnostic().hint()).isEqualTo("did you mean --name?"));
  }
}
