package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parses HCL's native syntax as far as helmfile uses it. Not for use twice.
final class HclParser {
  private static final List<List<String>> OPERATORS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!="),
          List.of("<=", ">=", "<", ">"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final HclCursor in;
  private boolean lines;
  private int splats;

  private HclParser(HclCursor in) {
    this.in = in;
  }

  /// An attribute of a block.
  record Attribute(String name, Expression value, int at) {}

  /// A block.
  record Block(String type, Map<String, Attribute> attributes, int at) {}

  /// The blocks of a file.
  ///
  /// @throws HclFault if it is not of that form
  static List<Block> file(String text) {
    HclParser parser = new HclParser(new HclCursor(text));
    List<Block> blocks = new ArrayList<>();
    parser.in.skip(true);
    while (!parser.in.isEnd()) {
      blocks.add(parser.block());
      parser.in.skip(true);
    }
    return blocks;
  }

  /// An expression within a text, such as that between the braces of a template.
  static Expression expression(HclCursor in) {
    HclParser parser = new HclParser(in);
    parser.lines = true;
    return parser.expression();
  }

  private void skip() {
    in.skip(lines);
  }

  private Block block() {
    int at = in.at;
    String type = in.name();
    in.skip(false);
    if (in.peek() == '=') {
      throw new HclFault(
          at, "Unsupported argument; An argument named \"" + type + "\" is not expected here.");
    }
    if (!type.equals("values") && !type.equals("locals")) {
      throw new HclFault(
          at, "Unsupported block type; Blocks of type \"" + type + "\" are not expected here.");
    }
    in.expect("{", "after the type of a block");
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    in.skip(true);
    while (!in.take("}")) {
      Attribute attribute = attribute();
      if (attributes.put(attribute.name, attribute) != null) {
        throw new HclFault(
            attribute.at,
            "Attribute redefined; The argument \"" + attribute.name + "\" was already set");
      }
      in.skip(true);
    }
    return new Block(type, attributes, at);
  }

  private Attribute attribute() {
    int at = in.at;
    String name = in.name();
    in.skip(false);
    in.expect("=", "after the name of an attribute");
    if (in.peek() == '=') {
      throw in.fault("Expected one = after the name of an attribute");
    }
    Expression value = expression();
    in.skip(false);
    if (!in.isEnd() && in.peek() != '\n' && in.peek() != '}') {
      throw in.fault("Missing newline after argument");
    }
    return new Attribute(name, value, at);
  }

  private Expression expression() {
    in.enter();
    Expression test = binary(0);
    skip();
    if (in.peek() == '?') {
      int at = in.at++;
      Expression yes = expression();
      skip();
      in.expect(":", "in a conditional expression");
      Expression no = expression();
      in.leave();
      return new Expression.Conditional(test, yes, no, at);
    }
    in.leave();
    return test;
  }

  private Expression binary(int level) {
    if (level == OPERATORS.size()) {
      return unary();
    }
    Expression left = binary(level + 1);
    while (true) {
      skip();
      int at = in.at;
      String operator = operator(OPERATORS.get(level));
      if (operator == null) {
        return left;
      }
      left = new Expression.Binary(operator, left, binary(level + 1), at);
    }
  }

  private @Nullable String operator(List<String> operators) {
    if (in.startsWith("=>")) {
      return null;
    }
    for (String operator : operators) {
      if (in.take(operator)) {
        return operator;
      }
    }
    return null;
  }

  private Expression unary() {
    skip();
    int at = in.at;
    if (in.peek() == '-' || (in.peek() == '!' && !in.startsWith("!="))) {
      String operator = String.valueOf(in.peek());
      in.at++;
      in.enter();
      Expression operand = unary();
      in.leave();
      return new Expression.Unary(operator, operand, at);
    }
    return steps(primary());
  }

  /// What may follow a value: attributes, indices, splats.
  private Expression steps(Expression start) {
    Expression value = start;
    while (true) {
      int at = in.at;
      if (in.startsWith("...")) {
        return value;
      }
      if (in.take(".*")) {
        return splat(value, false);
      }
      if (in.take(".")) {
        value = new Expression.Attribute(value, step(), at);
      } else if (in.startsWith("[*]")) {
        in.at += 3;
        return splat(value, true);
      } else if (in.take("[")) {
        Expression key = inside(this::expression);
        in.skip(true);
        in.expect("]", "after an index");
        value = new Expression.Index(value, key, at);
      } else {
        return value;
      }
    }
  }

  private String step() {
    if (!Character.isDigit(in.peek())) {
      return in.name();
    }
    int start = in.at;
    while (Character.isDigit(in.peek())) {
      in.at++;
    }
    return in.text.substring(start, in.at);
  }

  private Expression splat(Expression of, boolean full) {
    String item = "*" + splats++;
    Expression each = new Expression.Variable(item, in.at);
    if (full) {
      return new Expression.Splat(of, item, steps(each));
    }
    while (in.peek() == '.' && !in.startsWith("...")) {
      int at = in.at++;
      each = new Expression.Attribute(each, step(), at);
    }
    return steps(new Expression.Splat(of, item, each));
  }

  private <T> T inside(Supplier<T> part) {
    boolean before = lines;
    lines = true;
    T result = part.get();
    lines = before;
    return result;
  }

  private Expression primary() {
    skip();
    char c = in.peek();
    if (Character.isDigit(c)) {
      return number();
    }
    if (c == '"') {
      in.at++;
      return HclTemplates.quoted(in);
    }
    if (in.startsWith("<<")) {
      return HclTemplates.heredoc(in);
    }
    if (in.take("(")) {
      Expression inner = inside(this::expression);
      in.skip(true);
      in.expect(")", "after an expression in parentheses");
      return inner;
    }
    if (in.take("[")) {
      return inside(this::tuple);
    }
    if (in.take("{")) {
      return object();
    }
    if (!HclCursor.startsName(c)) {
      throw in.fault(
          "Invalid expression; Expected the start of an expression, but found "
              + (c == 0
                  ? "the end of the file"
                  : c == '\n' ? "an invalid expression token." : "\"" + c + "\""));
    }
    int at = in.at;
    String name = in.name();
    return switch (name) {
      case "true" -> new Expression.Literal(true);
      case "false" -> new Expression.Literal(false);
      case "null" -> new Expression.Literal(null);
      default -> in.peek() == '(' ? call(name, at) : new Expression.Variable(name, at);
    };
  }

  private Expression number() {
    int start = in.at;
    digits();
    if (in.peek() == '.'
        && in.at + 1 < in.text.length()
        && Character.isDigit(in.text.charAt(in.at + 1))) {
      in.at++;
      digits();
    }
    if (in.peek() == 'e' || in.peek() == 'E') {
      in.at++;
      if (in.peek() == '+' || in.peek() == '-') {
        in.at++;
      }
      digits();
    }
    String text = in.text.substring(start, in.at);
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > 1000) {
        throw new HclFault(start, "the number " + text + " is out of range");
      }
      return new Expression.Literal(value);
    } catch (NumberFormatException _) {
      throw new HclFault(start, "\"" + text + "\" is no number");
    }
  }

  private void digits() {
    while (Character.isDigit(in.peek())) {
      in.at++;
    }
  }

  private Expression call(String name, int at) {
    in.at++;
    return inside(() -> {
      List<Expression> arguments = new ArrayList<>();
      boolean spread = false;
      in.skip(true);
      while (!in.take(")")) {
        arguments.add(expression());
        in.skip(true);
        if (in.take("...")) {
          spread = true;
          in.skip(true);
          in.expect(")", "after the expanded last argument");
          break;
        }
        if (!in.take(",") && in.peek() != ')') {
          throw in.fault("Missing argument separator; A comma is required");
        }
        in.skip(true);
      }
      return new Expression.Call(name, arguments, spread, at);
    });
  }

  private Expression tuple() {
    in.skip(true);
    int at = in.at;
    if (in.takeWord("for")) {
      return loop(at, "]");
    }
    List<Expression> items = new ArrayList<>();
    while (!in.take("]")) {
      items.add(expression());
      in.skip(true);
      if (!in.take(",") && in.peek() != ']') {
        throw in.fault(
            "Missing item separator; Expected a comma to mark the beginning of the next item");
      }
      in.skip(true);
    }
    return new Expression.Tuple(items);
  }

  private Expression object() {
    in.skip(true);
    int at = in.at;
    if (in.takeWord("for")) {
      in.skip(false);
      if (in.peek() != '=' && in.peek() != ':') {
        return inside(() -> loop(at, "}"));
      }
      in.at = at;
    }
    List<Expression.Entry> entries = new ArrayList<>();
    while (!in.take("}")) {
      Expression key = key();
      in.skip(false);
      if (!in.take("=") && !in.take(":")) {
        throw in.fault("Missing key/value separator; Expected an equals sign (\"=\")");
      }
      boolean before = lines;
      lines = false;
      entries.add(new Expression.Entry(key, expression()));
      lines = before;
      in.skip(false);
      if (!in.take(",") && in.peek() != '\n' && in.peek() != '}') {
        throw in.fault(
            "Missing attribute separator; Expected a newline or comma to mark the beginning of the"
                + " next attribute");
      }
      in.skip(true);
    }
    return new Expression.Entries(entries);
  }

  /// A key: a name stands for itself.
  private Expression key() {
    int at = in.at;
    if (HclCursor.startsName(in.peek())) {
      String name = in.name();
      in.skip(false);
      if (in.peek() == '=' || in.peek() == ':') {
        return new Expression.Literal(name);
      }
      in.at = at;
    }
    boolean before = lines;
    lines = false;
    Expression key = binary(0);
    lines = before;
    return key;
  }

  /// `NAME[, NAME] in COLLECTION`.
  record LoopHead(@Nullable String key, String value, Expression collection) {}

  /// What stands behind the `for` of a text's template.
  static LoopHead loopHead(HclCursor in) {
    HclParser parser = new HclParser(in);
    parser.lines = true;
    return parser.loopHead();
  }

  private LoopHead loopHead() {
    in.skip(true);
    String first = in.name();
    in.skip(true);
    String second = null;
    if (in.take(",")) {
      in.skip(true);
      second = in.name();
      in.skip(true);
    }
    if (!in.takeWord("in")) {
      throw in.fault("Expected in after the variables of for");
    }
    Expression collection = expression();
    return new LoopHead(second == null ? null : first, second == null ? first : second, collection);
  }

  private Expression loop(int at, String end) {
    LoopHead head = loopHead();
    in.skip(true);
    in.expect(":", "after the collection of for");
    Expression value = expression();
    Expression key = null;
    in.skip(true);
    if (in.take("=>")) {
      key = value;
      value = expression();
      in.skip(true);
    }
    boolean grouped = in.take("...");
    in.skip(true);
    Expression condition = null;
    if (in.takeWord("if")) {
      condition = expression();
      in.skip(true);
    }
    in.expect(end, "after a for expression");
    if ((key == null) != end.equals("]")) {
      throw new HclFault(at, "Invalid 'for' expression");
    }
    return new Expression.For(
        head.key(), head.value(), head.collection(), key, value, condition, grouped, at);
  }
}
