package dev.slipway.gotemplate.parse;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parses a template's text (the rules and messages are those of Go's parse/parse.go). There is one
/// parser for the text and one for each `define` and `block` in it; they share the lexer.
public final class Parser {
  private static final int MAX_PARENTHESES = 10_000;

  private final Shared shared;

  /// Tokens that were read and put back; `tokens[0]` is always the last one from the lexer.
  private final Token[] tokens = new Token[3];

  private int waiting;
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int actionLine;
  private int ranges;
  private int parentheses;

  private Parser(Shared shared) {
    this.shared = shared;
    Arrays.fill(tokens, new Token(TokenType.EOF, 0, "", 0));
  }

  /// What the parsers of one text share.
  private static final class Shared {
    final Lexer lexer;
    final Predicate<String> functions;
    final int maxNesting;
    final Map<String, TemplateTree> definitions = new LinkedHashMap<>();
    int nesting;

    Shared(Lexer lexer, Predicate<String> functions, int maxNesting) {
      this.lexer = lexer;
      this.functions = functions;
      this.maxNesting = maxNesting;
    }
  }

  /// `{{end}}` and `{{else}}`, which do not get into the tree.
  private record Clause(boolean isEnd) {
    @Override
    public String toString() {
      return isEnd ? "{{end}}" : "{{else}}";
    }
  }

  /// Parses a text.
  ///
  /// @param functions whether a function is known
  /// @param maxNesting how deep actions and parentheses may be nested
  public static ParsedText parse(
      String text, Delimiters delimiters, Predicate<String> functions, int maxNesting)
      throws ParseFailure {
    Lexer lexer =
        new Lexer(text, delimiters, !functions.test("break"), !functions.test("continue"));
    Shared shared = new Shared(lexer, functions, maxNesting);
    Parser parser = new Parser(shared);
    Node.Block root = parser.parseText();
    return new ParsedText(
        text, root, List.copyOf(shared.definitions.values()), parser.tokens[0].line());
  }

  // Tokens.

  private Token next() {
    if (waiting > 0) {
      waiting--;
    } else {
      tokens[0] = shared.lexer.next();
    }
    return tokens[waiting];
  }

  private void backup() {
    waiting++;
  }

  private void backup(Token first) {
    tokens[1] = first;
    waiting = 2;
  }

  private void backup(Token first, Token second) {
    tokens[1] = second;
    tokens[2] = first;
    waiting = 3;
  }

  private Token peek() {
    if (waiting > 0) {
      return tokens[waiting - 1];
    }
    waiting = 1;
    tokens[0] = shared.lexer.next();
    return tokens[0];
  }

  private Token nextNonSpace() {
    Token token;
    do {
      token = next();
    } while (token.type() == TokenType.SPACE);
    return token;
  }

  private Token peekNonSpace() {
    Token token = nextNonSpace();
    backup();
    return token;
  }

  private Token expect(String context, TokenType... expected) throws ParseFailure {
    Token token = nextNonSpace();
    for (TokenType type : expected) {
      if (token.type() == type) {
        return token;
      }
    }
    throw unexpected(token, context);
  }

  // Errors.

  private ParseFailure error(String message) {
    return ParseFailure.syntax(tokens[0].line(), tokens[0].offset(), message);
  }

  private ParseFailure unexpected(Token token, String context) {
    if (token.type() != TokenType.ERROR) {
      return error("unexpected " + token + " in " + context);
    }
    int began = actionLine == token.line() ? 0 : actionLine;
    return ParseFailure.inAction(tokens[0].line(), token.offset(), began, token.text());
  }

  private void enter() throws ParseFailure {
    if (++shared.nesting > shared.maxNesting) {
      throw ParseFailure.limit(
          tokens[0].line(),
          tokens[0].offset(),
          "actions and parentheses are nested more than " + shared.maxNesting + " levels deep");
    }
  }

  private void leave() {
    shared.nesting--;
  }

  // Text and actions.

  private Node.Block parseText() throws ParseFailure {
    int offset = peek().offset();
    List<Node> nodes = new ArrayList<>();
    while (peek().type() != TokenType.EOF) {
      if (peek().type() == TokenType.LEFT_DELIM) {
        Token delimiter = next();
        if (nextNonSpace().type() == TokenType.DEFINE) {
          new Parser(shared).parseDefinition();
          continue;
        }
        backup(delimiter);
      }
      Object node = textOrAction();
      if (node instanceof Clause) {
        throw error("unexpected " + node);
      }
      nodes.add((Node) node);
    }
    return new Node.Block(offset, nodes);
  }

  private void parseDefinition() throws ParseFailure {
    String context = "define clause";
    Token token = expect(context, TokenType.STRING, TokenType.RAW_STRING);
    String name = unquote(token);
    expect(context, TokenType.RIGHT_DELIM);
    addDefinition(name, context);
  }

  private void addDefinition(String name, String context) throws ParseFailure {
    List<Node> nodes = new ArrayList<>();
    int offset = peekNonSpace().offset();
    Clause end = itemList(nodes);
    if (!end.isEnd()) {
      throw error("unexpected " + end + " in " + context);
    }
    TemplateTree tree = new TemplateTree(name, new Node.Block(offset, nodes));
    TemplateTree before = shared.definitions.get(name);
    if (before == null || before.isEmpty()) {
      shared.definitions.put(name, tree);
    } else if (!tree.isEmpty()) {
      throw error("template: multiple definition of template " + GoFormat.quote(name));
    }
  }

  /// Adds nodes up to `{{end}}` or `{{else}}`.
  private Clause itemList(List<Node> nodes) throws ParseFailure {
    enter();
    while (peekNonSpace().type() != TokenType.EOF) {
      Object node = textOrAction();
      if (node instanceof Clause clause) {
        leave();
        return clause;
      }
      nodes.add((Node) node);
    }
    throw error("unexpected EOF");
  }

  /// A [Node] or a [Clause].
  private Object textOrAction() throws ParseFailure {
    Token token = nextNonSpace();
    return switch (token.type()) {
      case TEXT -> new Node.Text(token.offset(), token.text());
      case LEFT_DELIM -> {
        actionLine = token.line();
        Object node = action();
        actionLine = 0;
        yield node;
      }
      default -> throw unexpected(token, "input");
    };
  }

  private Object action() throws ParseFailure {
    Token token = nextNonSpace();
    return switch (token.type()) {
      case BLOCK -> block();
      case BREAK -> {
        loopControl("{{break}}");
        yield new Node.Break(token.offset());
      }
      case CONTINUE -> {
        loopControl("{{continue}}");
        yield new Node.Continue(token.offset());
      }
      case ELSE -> elseClause();
      case END -> {
        expect("end", TokenType.RIGHT_DELIM);
        yield new Clause(true);
      }
      case IF, RANGE, WITH -> control(token.type());
      case TEMPLATE -> invocation();
      default -> {
        backup();
        yield new Node.Action(peek().offset(), pipeline("command", TokenType.RIGHT_DELIM));
      }
    };
  }

  private void loopControl(String action) throws ParseFailure {
    Token token = nextNonSpace();
    if (token.type() != TokenType.RIGHT_DELIM) {
      throw unexpected(token, action);
    }
    if (ranges == 0) {
      throw error(action + " outside {{range}}");
    }
  }

  private Clause elseClause() throws ParseFailure {
    TokenType type = peekNonSpace().type();
    // An if or with that follows is left for the control structure.
    if (type != TokenType.IF && type != TokenType.WITH) {
      expect("else", TokenType.RIGHT_DELIM);
    }
    return new Clause(false);
  }

  private Node control(TokenType type) throws ParseFailure {
    String context = type == TokenType.IF ? "if" : type == TokenType.WITH ? "with" : "range";
    int scope = variables.size();
    Node.Pipe pipe = pipeline(context, TokenType.RIGHT_DELIM);
    int inRange = type == TokenType.RANGE ? 1 : 0;
    ranges += inRange;
    int thenOffset = peekNonSpace().offset();
    List<Node> then = new ArrayList<>();
    Clause clause = itemList(then);
    ranges -= inRange;
    Node.Block otherwise = clause.isEnd() ? null : otherwise(type);
    variables.subList(scope, variables.size()).clear();
    int offset = pipe.offset();
    Node.Block block = new Node.Block(thenOffset, then);
    return switch (type) {
      case IF -> new Node.If(offset, pipe, block, otherwise);
      case WITH -> new Node.With(offset, pipe, block, otherwise);
      default -> new Node.Range(offset, pipe, block, otherwise);
    };
  }

  private Node.Block otherwise(TokenType type) throws ParseFailure {
    Token token = peek();
    if (type != TokenType.RANGE && token.type() == type) {
      // {{else if}} and {{else with}} share the outer one's {{end}}.
      next();
      enter();
      Node inner = control(type);
      leave();
      return new Node.Block(token.offset(), List.of(inner));
    }
    int offset = peekNonSpace().offset();
    List<Node> nodes = new ArrayList<>();
    Clause clause = itemList(nodes);
    if (!clause.isEnd()) {
      throw error("expected end; found " + clause);
    }
    return new Node.Block(offset, nodes);
  }

  private Node block() throws ParseFailure {
    String context = "block clause";
    Token token = nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = pipeline(context, TokenType.RIGHT_DELIM);
    new Parser(shared).addDefinition(name, context);
    return new Node.Invocation(token.offset(), name, pipe);
  }

  private Node invocation() throws ParseFailure {
    String context = "template clause";
    Token token = nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = null;
    if (nextNonSpace().type() != TokenType.RIGHT_DELIM) {
      backup();
      pipe = pipeline(context, TokenType.RIGHT_DELIM);
    }
    return new Node.Invocation(token.offset(), name, pipe);
  }

  private String templateName(Token token, String context) throws ParseFailure {
    if (token.type() != TokenType.STRING && token.type() != TokenType.RAW_STRING) {
      throw unexpected(token, context);
    }
    return unquote(token);
  }

  private String unquote(Token token) throws ParseFailure {
    String value = GoQuote.unquote(token.text());
    if (value == null) {
      throw error("invalid syntax");
    }
    return value;
  }

  // Pipelines.

  private Node.Pipe pipeline(String context, TokenType end) throws ParseFailure {
    int offset = peekNonSpace().offset();
    List<Node.Variable> declarations = new ArrayList<>(2);
    boolean assigns = declarations(context, declarations);
    List<Node.Command> commands = new ArrayList<>(2);
    while (true) {
      Token token = nextNonSpace();
      if (token.type() == end) {
        checkCommands(commands, context);
        return new Node.Pipe(offset, assigns, declarations, commands);
      }
      switch (token.type()) {
        case BOOL,
            CHAR_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          backup();
          commands.add(command());
        }
        default -> throw unexpected(token, context);
      }
    }
  }

  /// Reads `$x :=`, `$x =` and, for range, `$x, $y :=`; gives whether it is an assignment.
  private boolean declarations(String context, List<Node.Variable> declarations)
      throws ParseFailure {
    while (peekNonSpace().type() == TokenType.VARIABLE) {
      Token variable = nextNonSpace();
      // A variable may turn out to be an operand: then its following token goes back too.
      Token following = peek();
      Token next = peekNonSpace();
      if (next.type() == TokenType.ASSIGN || next.type() == TokenType.DECLARE) {
        nextNonSpace();
        declare(variable, declarations);
        return next.type() == TokenType.ASSIGN;
      }
      if (next.type() == TokenType.CHAR && next.text().equals(",")) {
        nextNonSpace();
        declare(variable, declarations);
        if (!context.equals("range") || declarations.size() >= 2) {
          throw error("too many declarations in " + context);
        }
        switch (peekNonSpace().type()) {
          case VARIABLE, RIGHT_DELIM, RIGHT_PAREN -> {
            continue;
          }
          default -> throw error("range can only initialize variables");
        }
      }
      if (following.type() == TokenType.SPACE) {
        backup(variable, following);
      } else {
        backup(variable);
      }
      return false;
    }
    return false;
  }

  private void declare(Token variable, List<Node.Variable> declarations) {
    declarations.add(variable(variable.offset(), variable.text()));
    variables.add(variable.text());
  }

  private void checkCommands(List<Node.Command> commands, String context) throws ParseFailure {
    if (commands.isEmpty()) {
      throw error("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      switch (commands.get(i).operands().getFirst()) {
        case Node.Bool _, Node.Dot _, Node.Nil _, Node.Num _, Node.Str _ ->
            throw error("non executable command in pipeline stage " + (i + 1));
        default -> {}
      }
    }
  }

  private Node.Command command() throws ParseFailure {
    int offset = peekNonSpace().offset();
    List<Node> operands = new ArrayList<>(3);
    while (true) {
      peekNonSpace();
      Node operand = operand();
      if (operand != null) {
        operands.add(operand);
      }
      Token token = next();
      if (token.type() == TokenType.SPACE) {
        continue;
      }
      switch (token.type()) {
        case RIGHT_DELIM, RIGHT_PAREN -> backup();
        case PIPE -> {}
        default -> throw unexpected(token, "operand");
      }
      if (operands.isEmpty()) {
        throw error("empty command");
      }
      return new Node.Command(offset, operands);
    }
  }

  /// A term and the fields reached from it; null when none follows.
  private @Nullable Node operand() throws ParseFailure {
    Node node = term();
    if (node == null || peek().type() != TokenType.FIELD) {
      return node;
    }
    int offset = peek().offset();
    List<String> fields = new ArrayList<>();
    while (peek().type() == TokenType.FIELD) {
      fields.add(next().text().substring(1));
    }
    return switch (node) {
      case Node.Field field -> new Node.Field(offset, joined(field.names(), fields));
      case Node.Variable variable -> new Node.Variable(offset, joined(variable.names(), fields));
      case Node.Bool _, Node.Str _, Node.Num _, Node.Nil _, Node.Dot _ ->
          throw error("unexpected . after term " + GoFormat.quote(node.toString()));
      default -> new Node.Chain(offset, node, fields);
    };
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private @Nullable Node term() throws ParseFailure {
    Token token = nextNonSpace();
    int offset = token.offset();
    String text = token.text();
    return switch (token.type()) {
      case IDENTIFIER -> identifier(token);
      case DOT -> new Node.Dot(offset);
      case NIL -> new Node.Nil(offset);
      case VARIABLE -> useVariable(offset, text);
      case FIELD -> new Node.Field(offset, List.of(text.substring(1)));
      case BOOL -> new Node.Bool(offset, text.equals("true"));
      case CHAR_CONSTANT, COMPLEX, NUMBER -> number(token);
      case LEFT_PAREN -> parenthesised();
      case STRING, RAW_STRING -> new Node.Str(offset, text, unquote(token));
      default -> {
        backup();
        yield null;
      }
    };
  }

  private Node identifier(Token token) throws ParseFailure {
    String name = token.text();
    if (!shared.functions.test(name)) {
      throw ParseFailure.unknownFunction(
          tokens[0].line(),
          token.offset(),
          "function " + GoFormat.quote(name) + " not defined",
          name);
    }
    return new Node.Identifier(token.offset(), name);
  }

  private Node parenthesised() throws ParseFailure {
    if (parentheses >= MAX_PARENTHESES) {
      throw error("max expression depth exceeded");
    }
    parentheses++;
    enter();
    Node pipe = pipeline("parenthesized pipeline", TokenType.RIGHT_PAREN);
    leave();
    parentheses--;
    return pipe;
  }

  private Node number(Token token) throws ParseFailure {
    try {
      return new Node.Num(token.offset(), NumberParser.parse(token.type(), token.text()));
    } catch (FunctionException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private Node useVariable(int offset, String text) throws ParseFailure {
    Node.Variable variable = variable(offset, text);
    String name = variable.names().getFirst();
    if (!variables.contains(name)) {
      throw error("undefined variable " + GoFormat.quote(name));
    }
    return variable;
  }

  private static Node.Variable variable(int offset, String text) {
    return new Node.Variable(offset, List.of(text));
  }
}
