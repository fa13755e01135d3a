package dev.slipway.chart.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Guesses what a file that is no chart archive is, for the error that says so: the common part of
/// the WHATWG sniffing algorithm, with the names that Go's net/http uses.
final class ContentSniffer {
  private static final String[] HTML_TAGS = {
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--"
  };

  private static final String[][] PREFIXES = {
    {"%PDF-", "application/pdf"},
    {"%!PS-Adobe-", "application/postscript"},
    {"\u00FE\u00FF", "text/plain; charset=utf-16be"},
    {"\u00FF\u00FE", "text/plain; charset=utf-16le"},
    {"\u00EF\u00BB\u00BF", "text/plain; charset=utf-8"},
    {"BM", "image/bmp"},
    {"GIF87a", "image/gif"},
    {"GIF89a", "image/gif"},
    {"\u0089PNG\r\n\u001A\n", "image/png"},
    {"\u00FF\u00D8\u00FF", "image/jpeg"},
    {"PK\u0003\u0004", "application/zip"},
    {"Rar!\u001A\u0007\0", "application/x-rar-compressed"},
    {"Rar!\u001A\u0007\u0001\0", "application/x-rar-compressed"},
    {"\0asm", "application/wasm"},
  };

  private ContentSniffer() {}

  /// The media type of content that begins with `head`.
  static String detect(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String trimmed = text.substring(firstNonBlank(text));
    String lower = trimmed.toLowerCase(Locale.ROOT);
    for (String tag : HTML_TAGS) {
      if (lower.startsWith(tag) && endsTag(lower, tag.length())) {
        return "text/html; charset=utf-8";
      }
    }
    if (trimmed.startsWith("<?xml")) {
      return "text/xml; charset=utf-8";
    }
    for (String[] prefix : PREFIXES) {
      if (text.startsWith(prefix[0])) {
        return prefix[1];
      }
    }
    return isBinary(trimmed) ? "application/octet-stream" : "text/plain; charset=utf-8";
  }

  private static int firstNonBlank(String text) {
    int at = 0;
    while (at < text.length() && "\t\n\f\r ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean endsTag(String text, int at) {
    return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '>');
  }

  private static boolean isBinary(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1A) || (c >= 0x1C && c <= 0x1F)) {
        return true;
      }
    }
    return false;
  }
}
