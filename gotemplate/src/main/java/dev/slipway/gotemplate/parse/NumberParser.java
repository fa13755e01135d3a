package dev.slipway.gotemplate.parse;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.ast.NumberConstant;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.fmt.GoQuote;
import org.jspecify.annotations.Nullable;

/// Reads number and character constants as Go's parse/node.go does. Complex constants are refused:
/// no function takes them and YAML has none.
final class NumberParser {
  private NumberParser() {}

  /// The constant's value.
  ///
  /// @throws FunctionException if it is none, with Go's reason
  static NumberConstant parse(TokenType type, String text) {
    if (type == TokenType.CHAR_CONSTANT) {
      return character(text);
    }
    if (type == TokenType.COMPLEX || isImaginary(text)) {
      throw FunctionException.error("complex constants are not supported: " + GoFormat.quote(text));
    }
    if (isShortDecimal(text)) {
      long value = Long.parseLong(text);
      return new NumberConstant(text, true, true, true, value, value, value);
    }
    return number(text);
  }

  private static boolean isImaginary(String text) {
    return text.endsWith("i") && parseFloat(text.substring(0, text.length() - 1)) != null;
  }

  /// A decimal number of few digits without sign and leading zero.
  private static boolean isShortDecimal(String text) {
    if (text.length() > 18 || (text.charAt(0) == '0' && text.length() > 1)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static NumberConstant character(String text) {
    String value = GoQuote.unquote(text);
    if (value == null || value.isEmpty()) {
      throw FunctionException.error(
          value == null && beginsWithCharacter(text)
              ? "malformed character constant: " + text
              : "invalid syntax");
    }
    int codePoint = value.codePointAt(0);
    if (codePoint >= 0xDC80 && codePoint <= 0xDCFF) {
      codePoint -= 0xDC00;
    }
    return new NumberConstant(text, true, true, true, codePoint, codePoint, codePoint);
  }

  private static boolean beginsWithCharacter(String text) {
    for (int end = 2; end <= text.length(); end++) {
      if (GoQuote.unquote(text.substring(0, end) + "'") != null) {
        return true;
      }
    }
    return false;
  }

  private static NumberConstant number(String text) {
    Long unsigned = parseUint(text);
    Long signed = parseInt(text);
    boolean isUint = unsigned != null;
    boolean isInt = signed != null;
    long unsignedValue = unsigned == null ? 0 : unsigned;
    long signedValue = signed == null ? 0 : signed;
    if (isInt) {
      // Also -0 is unsigned.
      return new NumberConstant(
          text, true, isUint || signedValue == 0, true, signedValue, unsignedValue, signedValue);
    }
    if (isUint) {
      return new NumberConstant(text, false, true, true, 0, unsignedValue, toDouble(unsignedValue));
    }
    Double floating = parseFloat(text);
    if (floating == null) {
      throw FunctionException.error("illegal number syntax: " + GoFormat.quote(text));
    }
    if (!containsAny(text, ".eEpP")) {
      throw FunctionException.error("integer overflow: " + GoFormat.quote(text));
    }
    return floating(text, floating);
  }

  /// As Go on amd64 converts numbers that are out of range.
  private static NumberConstant floating(String text, double value) {
    boolean inLong = value >= -0x1p63 && value < 0x1p63;
    boolean isInt = inLong && (double) (long) value == value;
    boolean isUint = value >= 0 && value < 0x1p64 && value == Math.rint(value);
    long unsigned = value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE;
    return new NumberConstant(
        text, isInt, isUint, true, isInt ? (long) value : 0, isUint ? unsigned : 0, value);
  }

  private static double toDouble(long unsigned) {
    return unsigned >= 0 ? unsigned : ((unsigned >>> 1) | (unsigned & 1)) * 2.0;
  }

  static boolean containsAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Long parseUint(String text) {
    try {
      return GoNumbers.parseUint(text, 0, 64);
    } catch (FunctionException _) {
      return null;
    }
  }

  private static @Nullable Long parseInt(String text) {
    try {
      return GoNumbers.parseInt(text, 0, 64);
    } catch (FunctionException _) {
      return null;
    }
  }

  private static @Nullable Double parseFloat(String text) {
    try {
      return GoNumbers.parseFloat(text, 64);
    } catch (FunctionException _) {
      return null;
    }
  }
}
