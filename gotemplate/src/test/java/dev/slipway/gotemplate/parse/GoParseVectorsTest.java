package dev.slipway.gotemplate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.ast.NumberConstant;
import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.support.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables of Go's own tests of text/template/parse, with what the real package answers.
class GoParseVectorsTest {
  /// The functions that those tests know.
  private static final Set<String> FUNCTIONS = Set.of("printf", "contains");

  static List<Map<String, @Nullable Object>> cases() {
    return Vectors.read("/vectors/exec/go-parse.jsonl");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsGoDoes(Map<String, @Nullable Object> vector) {
    String text = Vectors.text(vector.get("text"));
    switch (Vectors.text(vector.get("table"))) {
      case "parse", "error" -> parses(Vectors.text(vector.get("name")), text, vector);
      case "empty" -> assertThat(isEmpty(text)).isEqualTo(vector.get("empty"));
      case "number" -> number(text, vector);
      case "lex" -> tokens(text, vector);
      default -> throw new IllegalArgumentException(vector.toString());
    }
  }

  private static boolean isEmpty(String text) {
    try {
      return new TemplateTree("", parse(text).root()).isEmpty();
    } catch (ParseFailure e) {
      throw new AssertionError(e);
    }
  }

  private static ParsedText parse(String text) throws ParseFailure {
    return Parser.parse(text, Delimiters.STANDARD, FUNCTIONS::contains, 1000);
  }

  private static void parses(String name, String text, Map<String, @Nullable Object> vector) {
    if (hasComplexConstant(text)) {
      assertThat(failure(name, text)).contains("complex constants are not supported");
      return;
    }
    if (vector.containsKey("err")) {
      assertThat(failure(name, text)).isEqualTo(Vectors.text(vector.get("err")));
      return;
    }
    Map<String, String> trees = new LinkedHashMap<>();
    try {
      ParsedText parsed = parse(text);
      trees.put(name, parsed.root().toString());
      for (TemplateTree tree : parsed.definitions()) {
        trees.put(tree.name(), tree.root().toString());
      }
    } catch (ParseFailure e) {
      throw new AssertionError(e.message(name), e);
    }
    Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(vector.get("trees"));
    assertThat(trees).hasSameSizeAs(expected);
    expected.forEach(
        (key, tree) -> assertThat(trees).containsEntry((String) key, Vectors.text(tree)));
  }

  private static boolean hasComplexConstant(String text) {
    return text.contains("1i")
        || text.contains("2i")
        || text.contains("3i")
        || text.contains("+0i");
  }

  private static String failure(String name, String text) {
    try {
      parse(text);
    } catch (ParseFailure e) {
      return e.message(name);
    }
    throw new AssertionError("it parses: " + text);
  }

  private static void number(String text, Map<String, @Nullable Object> vector) {
    TokenType type =
        text.startsWith("'")
            ? TokenType.CHAR_CONSTANT
            : Boolean.TRUE.equals(vector.get("complex")) ? TokenType.COMPLEX : TokenType.NUMBER;
    NumberConstant number;
    try {
      number = NumberParser.parse(type, text);
    } catch (FunctionException e) {
      boolean complex = Boolean.TRUE.equals(vector.get("isComplex")) || type == TokenType.COMPLEX;
      assertThat(e.getMessage())
          .isEqualTo(
              complex
                  ? "complex constants are not supported: \"" + text + "\""
                  : Vectors.text(vector.get("err")));
      return;
    }
    assertThat(number.isInt()).isEqualTo(vector.get("isInt"));
    assertThat(number.isUint()).isEqualTo(vector.get("isUint"));
    assertThat(number.isFloat()).isEqualTo(vector.get("isFloat"));
    assertThat(Long.toString(number.signed())).isEqualTo(vector.get("int"));
    assertThat(Long.toUnsignedString(number.unsigned())).isEqualTo(vector.get("uint"));
    assertThat(number.floating()).isEqualTo(Double.parseDouble(Vectors.text(vector.get("float"))));
  }

  private static void tokens(String text, Map<String, @Nullable Object> vector) {
    Delimiters delimiters =
        new Delimiters(Vectors.text(vector.get("left")), Vectors.text(vector.get("right")));
    Lexer lexer = new Lexer(text, delimiters, true, true);
    List<String> actual = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Object item : (List<?>) Objects.requireNonNull(vector.get("items"))) {
      List<?> parts = (List<?>) item;
      Token token = lexer.next();
      actual.add(token.type().isKeyword() + " " + token + " " + token.text() + " " + token.line());
      expected.add(
          parts.get(0)
              + " "
              + Vectors.text(parts.get(1))
              + " "
              + Vectors.text(parts.get(2))
              + " "
              + parts.get(3));
    }
    assertThat(actual).isEqualTo(expected);
  }
}
