package dev.slipway.yaml;

import dev.slipway.yaml.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns tokens into the events of a YAML stream as libyaml's Go port does (go-yaml v2,
/// parserc.go). The event that [#next] found stands in the fields until the next call.
final class YamlEvents {
  /// What an event is.
  enum Type {
    STREAM_START,
    STREAM_END,
    DOCUMENT_START,
    DOCUMENT_END,
    ALIAS,
    SCALAR,
    SEQUENCE_START,
    SEQUENCE_END,
    MAPPING_START,
    MAPPING_END
  }

  private enum State {
    STREAM_START,
    IMPLICIT_DOCUMENT_START,
    DOCUMENT_START,
    DOCUMENT_CONTENT,
    DOCUMENT_END,
    BLOCK_NODE,
    BLOCK_SEQUENCE_FIRST_ENTRY,
    BLOCK_SEQUENCE_ENTRY,
    INDENTLESS_SEQUENCE_ENTRY,
    BLOCK_MAPPING_FIRST_KEY,
    BLOCK_MAPPING_KEY,
    BLOCK_MAPPING_VALUE,
    FLOW_SEQUENCE_FIRST_ENTRY,
    FLOW_SEQUENCE_ENTRY,
    FLOW_SEQUENCE_PAIR_KEY,
    FLOW_SEQUENCE_PAIR_VALUE,
    FLOW_SEQUENCE_PAIR_END,
    FLOW_MAPPING_FIRST_KEY,
    FLOW_MAPPING_KEY,
    FLOW_MAPPING_VALUE,
    FLOW_MAPPING_EMPTY_VALUE,
    END
  }

  private record TagDirective(String handle, String prefix) {}

  private final YamlScanner scanner;
  private final List<TagDirective> tagDirectives = new ArrayList<>();
  private State[] states = new State[16];
  private int depth;
  private State state = State.STREAM_START;

  /// The event.
  Type type = Type.STREAM_START;

  /// The 0-based place where it begins.
  int line;

  int column;

  /// The name of a node's anchor, or of the anchor that an alias means.
  @Nullable String anchor;

  /// A scalar's tag, in full; empty when it has none.
  String tag = "";

  /// A scalar's text.
  String value = "";

  /// Whether a scalar's type is found from its text.
  boolean implicit;

  YamlEvents(YamlScanner scanner) {
    this.scanner = scanner;
  }

  /// Finds the next event.
  Type next() {
    switch (state) {
      case STREAM_START -> streamStart();
      case IMPLICIT_DOCUMENT_START -> documentStart(true);
      case DOCUMENT_START -> documentStart(false);
      case DOCUMENT_CONTENT -> documentContent();
      case DOCUMENT_END -> documentEnd();
      case BLOCK_NODE -> node(true, false);
      case BLOCK_SEQUENCE_FIRST_ENTRY -> blockSequenceEntry(true);
      case BLOCK_SEQUENCE_ENTRY -> blockSequenceEntry(false);
      case INDENTLESS_SEQUENCE_ENTRY -> indentlessSequenceEntry();
      case BLOCK_MAPPING_FIRST_KEY -> blockMappingKey(true);
      case BLOCK_MAPPING_KEY -> blockMappingKey(false);
      case BLOCK_MAPPING_VALUE -> blockMappingValue();
      case FLOW_SEQUENCE_FIRST_ENTRY -> flowSequenceEntry(true);
      case FLOW_SEQUENCE_ENTRY -> flowSequenceEntry(false);
      case FLOW_SEQUENCE_PAIR_KEY -> flowPairKey();
      case FLOW_SEQUENCE_PAIR_VALUE -> flowPairValue();
      case FLOW_SEQUENCE_PAIR_END -> {
        event(Type.MAPPING_END, scanner.peek());
        state = State.FLOW_SEQUENCE_ENTRY;
      }
      case FLOW_MAPPING_FIRST_KEY -> flowMappingKey(true);
      case FLOW_MAPPING_KEY -> flowMappingKey(false);
      case FLOW_MAPPING_VALUE -> flowMappingValue();
      case FLOW_MAPPING_EMPTY_VALUE -> {
        Token token = scanner.peek();
        state = State.FLOW_MAPPING_KEY;
        empty(token.line, token.column);
      }
      case END -> type = Type.STREAM_END;
    }
    return type;
  }

  private void push(State then) {
    if (depth == states.length) {
      states = Arrays.copyOf(states, depth * 2);
    }
    states[depth++] = then;
  }

  private void pop() {
    state = states[--depth];
  }

  private void event(Type newType, Token token) {
    type = newType;
    line = token.line;
    column = token.column;
  }

  /// A scalar that is not there.
  private void empty(int atLine, int atColumn) {
    type = Type.SCALAR;
    line = atLine;
    column = atColumn;
    anchor = null;
    tag = "";
    value = "";
    implicit = true;
  }

  private static YamlException fault(String problem, Token at) {
    return new YamlException(
        YamlErrorCode.YAML_SYNTAX,
        at.line == 0 ? "yaml: " + problem : "yaml: line " + at.line + ": " + problem,
        at.line,
        at.column);
  }

  private void streamStart() {
    Token token = scanner.peek();
    event(Type.STREAM_START, token);
    state = State.IMPLICIT_DOCUMENT_START;
    scanner.take();
  }

  private void documentStart(boolean implicitStart) {
    Token token = scanner.peek();
    while (!implicitStart && token.kind == Kind.DOCUMENT_END) {
      scanner.take();
      token = scanner.peek();
    }
    boolean marked =
        token.kind == Kind.VERSION_DIRECTIVE
            || token.kind == Kind.TAG_DIRECTIVE
            || token.kind == Kind.DOCUMENT_START;
    if (token.kind == Kind.STREAM_END) {
      state = State.END;
      event(Type.STREAM_END, token);
      scanner.take();
      return;
    }
    event(Type.DOCUMENT_START, token);
    directives();
    push(State.DOCUMENT_END);
    if (implicitStart && !marked) {
      state = State.BLOCK_NODE;
      return;
    }
    token = scanner.peek();
    if (token.kind != Kind.DOCUMENT_START) {
      throw fault("did not find expected <document start>", token);
    }
    state = State.DOCUMENT_CONTENT;
    scanner.take();
  }

  private void documentContent() {
    Token token = scanner.peek();
    switch (token.kind) {
      case VERSION_DIRECTIVE, TAG_DIRECTIVE, DOCUMENT_START, DOCUMENT_END, STREAM_END -> {
        pop();
        empty(token.line, token.column);
      }
      default -> node(true, false);
    }
  }

  private void documentEnd() {
    Token token = scanner.peek();
    event(Type.DOCUMENT_END, token);
    if (token.kind == Kind.DOCUMENT_END) {
      scanner.take();
    }
    tagDirectives.clear();
    state = State.DOCUMENT_START;
  }

  private void directives() {
    boolean version = false;
    Token token = scanner.peek();
    while (true) {
      if (token.kind == Kind.VERSION_DIRECTIVE) {
        if (version) {
          throw fault("found duplicate %YAML directive", token);
        }
        if (!token.value.equals("1.1")) {
          throw fault("found incompatible YAML document", token);
        }
        version = true;
      } else if (token.kind == Kind.TAG_DIRECTIVE) {
        if (prefix(token.value) != null) {
          throw fault("found duplicate %TAG directive", token);
        }
        tagDirectives.add(new TagDirective(token.value, token.suffix));
      } else {
        break;
      }
      scanner.take();
      token = scanner.peek();
    }
    if (prefix("!") == null) {
      tagDirectives.add(new TagDirective("!", "!"));
    }
    if (prefix("!!") == null) {
      tagDirectives.add(new TagDirective("!!", "tag:yaml.org,2002:"));
    }
  }

  private @Nullable String prefix(String handle) {
    for (TagDirective directive : tagDirectives) {
      if (directive.handle.equals(handle)) {
        return directive.prefix;
      }
    }
    return null;
  }

  private void node(boolean block, boolean indentless) {
    Token token = scanner.peek();
    if (token.kind == Kind.ALIAS) {
      pop();
      event(Type.ALIAS, token);
      anchor = token.value;
      scanner.take();
      return;
    }
    Token start = token;
    Token tagToken = null;
    anchor = null;
    if (token.kind == Kind.ANCHOR) {
      anchor = token.value;
      token = takeAndPeek();
      if (token.kind == Kind.TAG) {
        tagToken = token;
        token = takeAndPeek();
      }
    } else if (token.kind == Kind.TAG) {
      tagToken = token;
      token = takeAndPeek();
      if (token.kind == Kind.ANCHOR) {
        anchor = token.value;
        token = takeAndPeek();
      }
    }
    tag = tagToken == null ? "" : fullTag(tagToken);
    line = start.line;
    column = start.column;
    content(token, block, indentless);
  }

  private Token takeAndPeek() {
    scanner.take();
    return scanner.peek();
  }

  private String fullTag(Token token) {
    if (token.value.isEmpty()) {
      return token.suffix;
    }
    String prefix = prefix(token.value);
    if (prefix == null || (prefix.isEmpty() && token.suffix.isEmpty())) {
      throw fault("found undefined tag handle", token);
    }
    return prefix + token.suffix;
  }

  private void content(Token token, boolean block, boolean indentless) {
    if (indentless && token.kind == Kind.BLOCK_ENTRY) {
      collection(Type.SEQUENCE_START, State.INDENTLESS_SEQUENCE_ENTRY);
    } else if (token.kind == Kind.SCALAR) {
      type = Type.SCALAR;
      implicit = (tag.isEmpty() && token.plain) || tag.equals("!");
      value = token.value;
      pop();
      scanner.take();
    } else if (token.kind == Kind.FLOW_SEQUENCE_START) {
      collection(Type.SEQUENCE_START, State.FLOW_SEQUENCE_FIRST_ENTRY);
    } else if (token.kind == Kind.FLOW_MAPPING_START) {
      collection(Type.MAPPING_START, State.FLOW_MAPPING_FIRST_KEY);
    } else if (block && token.kind == Kind.BLOCK_SEQUENCE_START) {
      collection(Type.SEQUENCE_START, State.BLOCK_SEQUENCE_FIRST_ENTRY);
    } else if (block && token.kind == Kind.BLOCK_MAPPING_START) {
      collection(Type.MAPPING_START, State.BLOCK_MAPPING_FIRST_KEY);
    } else if (anchor != null || !tag.isEmpty()) {
      type = Type.SCALAR;
      implicit = tag.isEmpty();
      value = "";
      pop();
    } else {
      throw fault("did not find expected node content", token);
    }
  }

  private void collection(Type start, State then) {
    type = start;
    state = then;
  }

  private void blockSequenceEntry(boolean first) {
    if (first) {
      scanner.peek();
      scanner.take();
    }
    Token token = scanner.peek();
    if (token.kind == Kind.BLOCK_ENTRY) {
      Token entry = token;
      token = takeAndPeek();
      if (token.kind != Kind.BLOCK_ENTRY && token.kind != Kind.BLOCK_END) {
        push(State.BLOCK_SEQUENCE_ENTRY);
        node(true, false);
      } else {
        state = State.BLOCK_SEQUENCE_ENTRY;
        empty(entry.line, entry.column + 1);
      }
    } else if (token.kind == Kind.BLOCK_END) {
      end(Type.SEQUENCE_END, token);
    } else {
      throw fault("did not find expected '-' indicator", token);
    }
  }

  private void end(Type newType, Token token) {
    pop();
    event(newType, token);
    scanner.take();
  }

  private void indentlessSequenceEntry() {
    Token token = scanner.peek();
    if (token.kind != Kind.BLOCK_ENTRY) {
      pop();
      event(Type.SEQUENCE_END, token);
      return;
    }
    Token entry = token;
    token = takeAndPeek();
    if (token.kind != Kind.BLOCK_ENTRY && !endsBlockValue(token.kind)) {
      push(State.INDENTLESS_SEQUENCE_ENTRY);
      node(true, false);
    } else {
      state = State.INDENTLESS_SEQUENCE_ENTRY;
      empty(entry.line, entry.column + 1);
    }
  }

  private static boolean endsBlockValue(Kind kind) {
    return kind == Kind.KEY || kind == Kind.VALUE || kind == Kind.BLOCK_END;
  }

  private void blockMappingKey(boolean first) {
    if (first) {
      scanner.peek();
      scanner.take();
    }
    Token token = scanner.peek();
    if (token.kind == Kind.KEY) {
      Token key = token;
      token = takeAndPeek();
      if (!endsBlockValue(token.kind)) {
        push(State.BLOCK_MAPPING_VALUE);
        node(true, true);
      } else {
        state = State.BLOCK_MAPPING_VALUE;
        empty(key.line, key.column + 1);
      }
    } else if (token.kind == Kind.BLOCK_END) {
      end(Type.MAPPING_END, token);
    } else {
      throw fault("did not find expected key", token);
    }
  }

  private void blockMappingValue() {
    Token token = scanner.peek();
    if (token.kind == Kind.VALUE) {
      Token colon = token;
      token = takeAndPeek();
      if (!endsBlockValue(token.kind)) {
        push(State.BLOCK_MAPPING_KEY);
        node(true, true);
        return;
      }
      token = colon;
    }
    state = State.BLOCK_MAPPING_KEY;
    empty(token.line, token.column + 1);
  }

  private void flowSequenceEntry(boolean first) {
    if (first) {
      scanner.peek();
      scanner.take();
    }
    Token token = scanner.peek();
    if (token.kind != Kind.FLOW_SEQUENCE_END) {
      if (!first) {
        if (token.kind != Kind.FLOW_ENTRY) {
          throw fault("did not find expected ',' or ']'", token);
        }
        token = takeAndPeek();
      }
      if (token.kind == Kind.KEY) {
        event(Type.MAPPING_START, token);
        anchor = null;
        state = State.FLOW_SEQUENCE_PAIR_KEY;
        scanner.take();
        return;
      }
      if (token.kind != Kind.FLOW_SEQUENCE_END) {
        push(State.FLOW_SEQUENCE_ENTRY);
        node(false, false);
        return;
      }
    }
    end(Type.SEQUENCE_END, token);
  }

  private void flowPairKey() {
    Token token = scanner.peek();
    if (token.kind != Kind.VALUE
        && token.kind != Kind.FLOW_ENTRY
        && token.kind != Kind.FLOW_SEQUENCE_END) {
      push(State.FLOW_SEQUENCE_PAIR_VALUE);
      node(false, false);
      return;
    }
    scanner.take();
    state = State.FLOW_SEQUENCE_PAIR_VALUE;
    empty(token.line, token.column + 1);
  }

  private void flowPairValue() {
    Token token = scanner.peek();
    if (token.kind == Kind.VALUE) {
      Token next = takeAndPeek();
      if (next.kind != Kind.FLOW_ENTRY && next.kind != Kind.FLOW_SEQUENCE_END) {
        push(State.FLOW_SEQUENCE_PAIR_END);
        node(false, false);
        return;
      }
    }
    state = State.FLOW_SEQUENCE_PAIR_END;
    empty(token.line, token.column);
  }

  private void flowMappingKey(boolean first) {
    if (first) {
      scanner.peek();
      scanner.take();
    }
    Token token = scanner.peek();
    if (token.kind != Kind.FLOW_MAPPING_END) {
      if (!first) {
        if (token.kind != Kind.FLOW_ENTRY) {
          throw fault("did not find expected ',' or '}'", token);
        }
        token = takeAndPeek();
      }
      if (token.kind == Kind.KEY) {
        flowMappingExplicitKey();
        return;
      }
      if (token.kind != Kind.FLOW_MAPPING_END) {
        push(State.FLOW_MAPPING_EMPTY_VALUE);
        node(false, false);
        return;
      }
    }
    end(Type.MAPPING_END, token);
  }

  private void flowMappingExplicitKey() {
    Token token = takeAndPeek();
    if (endsFlowKey(token.kind)) {
      state = State.FLOW_MAPPING_VALUE;
      empty(token.line, token.column);
    } else {
      push(State.FLOW_MAPPING_VALUE);
      node(false, false);
    }
  }

  private static boolean endsFlowKey(Kind kind) {
    return kind == Kind.VALUE || kind == Kind.FLOW_ENTRY || kind == Kind.FLOW_MAPPING_END;
  }

  private void flowMappingValue() {
    Token token = scanner.peek();
    if (token.kind == Kind.VALUE) {
      token = takeAndPeek();
      if (token.kind != Kind.FLOW_ENTRY && token.kind != Kind.FLOW_MAPPING_END) {
        push(State.FLOW_MAPPING_KEY);
        node(false, false);
        return;
      }
    }
    state = State.FLOW_MAPPING_KEY;
    empty(token.line, token.column);
  }
}
