package dev.slipway.yaml;

import dev.slipway.yaml.Token.Kind;
import java.util.Arrays;

/// Cuts a YAML 1.1 text into tokens as libyaml's Go port does (go-yaml v2, scannerc.go), with its
/// errors, its limits and its look-ahead.
final class YamlScanner {
  private static final int MAX_DEPTH = 10_000;

  private final YamlInput in;
  private final ScalarScanner scalars;
  private final TagScanner tags;
  private final TokenQueue queue = new TokenQueue();
  private final SimpleKeys keys = new SimpleKeys();
  private int[] indents = new int[16];
  private int indentCount;
  private int indent = -1;
  private int flowLevel;
  private boolean keyAllowed;
  private boolean started;
  private boolean available;

  YamlScanner(YamlInput in) {
    this.in = in;
    this.scalars = new ScalarScanner(in);
    this.tags = new TagScanner(in);
  }

  /// The next token, which stays.
  Token peek() {
    if (!available) {
      fill();
      available = true;
    }
    return queue.peek();
  }

  /// Goes past the next token.
  void take() {
    available = false;
    queue.take();
  }

  static YamlException fault(YamlInput at, String problem) {
    int line = at.line;
    return new YamlException(
        YamlErrorCode.YAML_SYNTAX,
        line == 0 ? "yaml: " + problem : "yaml: line " + (line + 1) + ": " + problem,
        line,
        at.column());
  }

  private void fill() {
    while (true) {
      if (!queue.isEmpty()) {
        int level = queue.keyLevel(queue.firstNumber());
        if (level < 0 || !keyValid(level)) {
          return;
        }
      }
      fetch();
    }
  }

  private boolean keyValid(int level) {
    if (level > keys.top() || !keys.possible(level)) {
      return false;
    }
    if (keys.outrun(level, in)) {
      if (keys.required(level)) {
        throw fault(in, "could not find expected ':'");
      }
      keys.drop(level);
      return false;
    }
    return true;
  }

  private void fetch() {
    in.need(1);
    if (!started) {
      keys.push();
      keyAllowed = true;
      started = true;
      addHere(Kind.STREAM_START);
      return;
    }
    skipToToken();
    unroll(in.column());
    in.need(4);
    char c = in.chars[in.pos];
    if (c == 0) {
      fetchStreamEnd();
    } else if (in.atLineStart() && c == '%') {
      resetForDocument();
      queue.add(tags.directive());
    } else if (in.atLineStart() && (c == '-' || c == '.') && scalars.atDocumentMark()) {
      fetchDocumentMark(c == '-' ? Kind.DOCUMENT_START : Kind.DOCUMENT_END);
    } else {
      fetchContent(c, in.chars[in.pos + 1]);
    }
  }

  private void fetchContent(char c, char next) {
    switch (c) {
      case '[' -> openFlow(Kind.FLOW_SEQUENCE_START);
      case '{' -> openFlow(Kind.FLOW_MAPPING_START);
      case ']' -> closeFlow(Kind.FLOW_SEQUENCE_END);
      case '}' -> closeFlow(Kind.FLOW_MAPPING_END);
      case ',' -> fetchFlowEntry();
      case '*' -> fetchAnchor(Kind.ALIAS);
      case '&' -> fetchAnchor(Kind.ANCHOR);
      case '!' -> fetchTag();
      case '\'' -> fetchQuoted(true);
      case '"' -> fetchQuoted(false);
      case '|', '>' -> {
        if (flowLevel > 0) {
          throw cannotStart();
        }
        fetchBlockScalar(c == '|');
      }
      case '#', '%', '@', '`', '\t' -> throw cannotStart();
      case '-', '?', ':' -> fetchIndicator(c, next);
      default -> fetchPlain();
    }
  }

  private YamlException cannotStart() {
    return fault(in, "found character that cannot start any token");
  }

  private void fetchIndicator(char c, char next) {
    boolean apart = CharKinds.isBlankOrEnd(next);
    if (c == '-') {
      if (apart) {
        fetchBlockEntry();
      } else {
        fetchPlain();
      }
    } else if (flowLevel > 0 || apart) {
      if (c == '?') {
        fetchKey();
      } else {
        fetchValue();
      }
    } else {
      fetchPlain();
    }
  }

  private void skipToToken() {
    char[] chars = in.chars;
    while (true) {
      in.need(1);
      if (in.atLineStart() && in.bufferStartsWithMark()) {
        in.skip();
      }
      in.need(1);
      boolean tabs = flowLevel > 0 || !keyAllowed;
      while (chars[in.pos] == ' ' || (tabs && chars[in.pos] == '\t')) {
        in.skip();
        in.need(1);
      }
      if (chars[in.pos] == '#') {
        skipComment(in);
      }
      if (!CharKinds.isBreak(chars[in.pos])) {
        return;
      }
      in.need(2);
      in.skipBreak();
      if (flowLevel == 0) {
        keyAllowed = true;
      }
    }
  }

  static void skipComment(YamlInput in) {
    while (!CharKinds.isBreakOrEnd(in.chars[in.pos])) {
      in.skip();
      in.need(1);
    }
  }

  private void addHere(Kind kind) {
    queue.add(new Token(kind, in.line, in.column()));
  }

  private void addIndicator(Kind kind) {
    addHere(kind);
    in.skip();
  }

  private void saveKey() {
    if (!keyAllowed) {
      return;
    }
    boolean required = flowLevel == 0 && indent == in.column();
    removeKey();
    keys.set(required, queue.nextNumber(), in);
    queue.rememberKey(queue.nextNumber(), keys.top());
  }

  private void removeKey() {
    int level = keys.top();
    if (keys.possible(level)) {
      if (keys.required(level)) {
        throw fault(in, "could not find expected ':'");
      }
      keys.drop(level);
      queue.forgetKey(keys.number(level));
    }
  }

  private void roll(int column, int number, Kind kind, int line, int tokenColumn) {
    if (flowLevel > 0 || indent >= column) {
      return;
    }
    if (indentCount == indents.length) {
      indents = Arrays.copyOf(indents, indentCount * 2);
    }
    indents[indentCount++] = indent;
    indent = column;
    if (indentCount > MAX_DEPTH) {
      throw fault(in, "exceeded max depth of " + MAX_DEPTH);
    }
    Token token = new Token(kind, line, tokenColumn);
    if (number < 0) {
      queue.add(token);
    } else {
      queue.insert(number, token);
    }
  }

  private void unroll(int column) {
    if (flowLevel > 0) {
      return;
    }
    while (indent > column) {
      addHere(Kind.BLOCK_END);
      indent = indents[--indentCount];
    }
  }

  private void resetForDocument() {
    unroll(-1);
    removeKey();
    keyAllowed = false;
  }

  private void fetchStreamEnd() {
    in.endLine();
    resetForDocument();
    addHere(Kind.STREAM_END);
  }

  private void fetchDocumentMark(Kind kind) {
    resetForDocument();
    addHere(kind);
    in.skip();
    in.skip();
    in.skip();
  }

  private void openFlow(Kind kind) {
    saveKey();
    keys.push();
    keys.setNumber(queue.nextNumber());
    flowLevel++;
    if (flowLevel > MAX_DEPTH) {
      throw fault(in, "exceeded max depth of " + MAX_DEPTH);
    }
    keyAllowed = true;
    addIndicator(kind);
  }

  private void closeFlow(Kind kind) {
    removeKey();
    if (flowLevel > 0) {
      flowLevel--;
      queue.forgetKey(keys.number(keys.top()));
      keys.pop();
    }
    keyAllowed = false;
    addIndicator(kind);
  }

  private void fetchFlowEntry() {
    removeKey();
    keyAllowed = true;
    addIndicator(Kind.FLOW_ENTRY);
  }

  private void fetchBlockEntry() {
    if (flowLevel == 0) {
      if (!keyAllowed) {
        throw fault(in, "block sequence entries are not allowed in this context");
      }
      roll(in.column(), -1, Kind.BLOCK_SEQUENCE_START, in.line, in.column());
    }
    removeKey();
    keyAllowed = true;
    addIndicator(Kind.BLOCK_ENTRY);
  }

  private void fetchKey() {
    if (flowLevel == 0) {
      if (!keyAllowed) {
        throw fault(in, "mapping keys are not allowed in this context");
      }
      roll(in.column(), -1, Kind.BLOCK_MAPPING_START, in.line, in.column());
    }
    removeKey();
    keyAllowed = flowLevel == 0;
    addIndicator(Kind.KEY);
  }

  private void fetchValue() {
    int level = keys.top();
    if (keyValid(level)) {
      int number = keys.number(level);
      int line = keys.line(level);
      int column = keys.column(level);
      queue.insert(number, new Token(Kind.KEY, line, column));
      roll(column, number, Kind.BLOCK_MAPPING_START, line, column);
      keys.drop(level);
      queue.forgetKey(number);
      keyAllowed = false;
    } else {
      if (flowLevel == 0) {
        if (!keyAllowed) {
          throw fault(in, "mapping values are not allowed in this context");
        }
        roll(in.column(), -1, Kind.BLOCK_MAPPING_START, in.line, in.column());
      }
      keyAllowed = flowLevel == 0;
    }
    addIndicator(Kind.VALUE);
  }

  private void fetchAnchor(Kind kind) {
    saveKey();
    keyAllowed = false;
    queue.add(tags.anchor(kind));
  }

  private void fetchTag() {
    saveKey();
    keyAllowed = false;
    queue.add(tags.tag());
  }

  private void fetchBlockScalar(boolean literal) {
    removeKey();
    keyAllowed = true;
    queue.add(scalars.block(literal, indent));
  }

  private void fetchQuoted(boolean single) {
    saveKey();
    keyAllowed = false;
    queue.add(scalars.quoted(single));
  }

  private void fetchPlain() {
    saveKey();
    keyAllowed = false;
    queue.add(scalars.plain(indent, flowLevel > 0));
    if (scalars.endedOnNewLine()) {
      keyAllowed = true;
    }
  }
}
