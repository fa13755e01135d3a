package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Token.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads anchors, aliases, tags and directives of a YAML text.
final class TagScanner {
  private final YamlInput in;
  private final char[] chars;

  TagScanner(YamlInput in) {
    this.in = in;
    this.chars = in.chars;
  }

  Token anchor(Kind kind) {
    int line = in.line;
    int column = in.column();
    in.skip();
    String name = word();
    if (name.isEmpty() || !endsAnchor(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected alphabetic or numeric character");
    }
    return new Token(kind, line, column, name, "", false);
  }

  private static boolean endsAnchor(char c) {
    return CharKinds.isBlankOrEnd(c) || "?:,]}%@`".indexOf(c) >= 0;
  }

  private String word() {
    in.need(1);
    int start = in.pos;
    while (CharKinds.isWord(chars[in.pos])) {
      in.skip();
      in.need(1);
    }
    return new String(chars, start, in.pos - start);
  }

  Token tag() {
    int line = in.line;
    int column = in.column();
    in.need(2);
    String handle;
    String suffix;
    if (chars[in.pos + 1] == '<') {
      in.skip();
      in.skip();
      handle = "";
      suffix = uri("");
      if (chars[in.pos] != '>') {
        throw YamlScanner.fault(in, "did not find the expected '>'");
      }
      in.skip();
    } else {
      handle = handle(false);
      if (handle.length() > 1 && handle.endsWith("!")) {
        suffix = uri("");
      } else {
        suffix = uri(handle);
        handle = suffix.isEmpty() ? "" : "!";
        suffix = suffix.isEmpty() ? "!" : suffix;
      }
    }
    in.need(1);
    if (!CharKinds.isBlankOrEnd(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected whitespace or line break");
    }
    return new Token(Kind.TAG, line, column, handle, suffix, false);
  }

  private String handle(boolean directive) {
    in.need(1);
    if (chars[in.pos] != '!') {
      throw YamlScanner.fault(in, "did not find expected '!'");
    }
    int start = in.pos;
    in.skip();
    in.need(1);
    while (CharKinds.isWord(chars[in.pos])) {
      in.skip();
      in.need(1);
    }
    if (chars[in.pos] == '!') {
      in.skip();
    } else if (directive && in.pos - start != 1) {
      throw YamlScanner.fault(in, "did not find expected '!'");
    }
    return new String(chars, start, in.pos - start);
  }

  /// Reads a tag's URI; what stands behind the `!` of `head` is its beginning.
  private String uri(String head) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean found = !head.isEmpty();
    if (head.length() > 1) {
      out.writeBytes(head.substring(1).getBytes(StandardCharsets.UTF_8));
    }
    in.need(1);
    while (CharKinds.isWord(chars[in.pos]) || isUriMark(chars[in.pos])) {
      if (chars[in.pos] == '%') {
        escapes(out);
      } else {
        out.write(chars[in.pos]);
        in.skip();
      }
      in.need(1);
      found = true;
    }
    if (!found) {
      throw YamlScanner.fault(in, "did not find expected tag URI");
    }
    return GoStrings.fromBytes(out.toByteArray());
  }

  private static boolean isUriMark(char c) {
    return c != 0 && ";/?:@&=+$,.!~*'()[]%".indexOf(c) >= 0;
  }

  /// Reads the percent-escaped bytes of one character.
  private void escapes(ByteArrayOutputStream out) {
    int left = 0;
    do {
      in.need(3);
      int high = CharKinds.hex(chars[in.pos + 1]);
      int low = high < 0 ? -1 : CharKinds.hex(chars[in.pos + 2]);
      if (chars[in.pos] != '%' || low < 0) {
        throw YamlScanner.fault(in, "did not find URI escaped octet");
      }
      int octet = (high << 4) | low;
      if (left == 0) {
        left = width(octet);
        if (left == 0) {
          throw YamlScanner.fault(in, "found an incorrect leading UTF-8 octet");
        }
      } else if ((octet & 0xC0) != 0x80) {
        throw YamlScanner.fault(in, "found an incorrect trailing UTF-8 octet");
      }
      out.write(octet);
      in.skip();
      in.skip();
      in.skip();
      left--;
    } while (left > 0);
  }

  private static int width(int octet) {
    return octet < 0x80
        ? 1
        : (octet & 0xE0) == 0xC0 ? 2 : (octet & 0xF0) == 0xE0 ? 3 : (octet & 0xF8) == 0xF0 ? 4 : 0;
  }

  Token directive() {
    int line = in.line;
    int column = in.column();
    in.skip();
    Token token;
    String name = directiveName();
    if (name.equals("YAML")) {
      token = new Token(Kind.VERSION_DIRECTIVE, line, column, version(), "", false);
    } else if (name.equals("TAG")) {
      token = tagDirective(line, column);
    } else {
      throw YamlScanner.fault(in, "found unknown directive name");
    }
    in.need(1);
    skipBlanks();
    if (chars[in.pos] == '#') {
      YamlScanner.skipComment(in);
    }
    if (!CharKinds.isBreakOrEnd(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected comment or line break");
    }
    if (CharKinds.isBreak(chars[in.pos])) {
      in.need(2);
      in.skipBreak();
    }
    return token;
  }

  private String directiveName() {
    String name = word();
    if (name.isEmpty()) {
      throw YamlScanner.fault(in, "could not find expected directive name");
    }
    if (!CharKinds.isBlankOrEnd(chars[in.pos])) {
      throw YamlScanner.fault(in, "found unexpected non-alphabetical character");
    }
    return name;
  }

  private void skipBlanks() {
    in.need(1);
    while (CharKinds.isBlank(chars[in.pos])) {
      in.skip();
      in.need(1);
    }
  }

  /// Reads a version as `major.minor`, without leading zeros.
  private String version() {
    skipBlanks();
    int major = versionNumber();
    if (chars[in.pos] != '.') {
      throw YamlScanner.fault(in, "did not find expected digit or '.' character");
    }
    in.skip();
    return major + "." + versionNumber();
  }

  private int versionNumber() {
    in.need(1);
    int value = 0;
    int digits = 0;
    while (CharKinds.isDigit(chars[in.pos])) {
      digits++;
      if (digits > 2) {
        throw YamlScanner.fault(in, "found extremely long version number");
      }
      value = value * 10 + chars[in.pos] - '0';
      in.skip();
      in.need(1);
    }
    if (digits == 0) {
      throw YamlScanner.fault(in, "did not find expected version number");
    }
    return value;
  }

  private Token tagDirective(int line, int column) {
    skipBlanks();
    String handle = handle(true);
    in.need(1);
    if (!CharKinds.isBlank(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected whitespace");
    }
    skipBlanks();
    String prefix = uri("");
    in.need(1);
    if (!CharKinds.isBlankOrEnd(chars[in.pos])) {
      throw YamlScanner.fault(in, "did not find expected whitespace or line break");
    }
    return new Token(Kind.TAG_DIRECTIVE, line, column, handle, prefix, false);
  }
}
