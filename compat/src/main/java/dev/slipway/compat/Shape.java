package dev.slipway.compat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Compares an output with two of Helm's own that differ from each other: what both of Helm's have
/// must be equal; what varies (a random password, a certificate, a moment) must have the same
/// shape.
final class Shape {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[^\\s\"'`,:;(){}\\[\\]<>|]+");

  /// How much the length of a varying word may differ: certificates in base64 vary by a few bytes.
  private static final double SLACK = 0.03;

  private Shape() {}

  static boolean matches(String first, String second, String ours) {
    String[] a = lines(first);
    String[] b = lines(second);
    String[] c = lines(ours);
    if (a.length == b.length && a.length == c.length) {
      boolean same = true;
      for (int i = 0; same && i < a.length; i++) {
        same = a[i].equals(b[i]) ? a[i].equals(c[i]) : sameShape(a[i], b[i], c[i]);
      }
      if (same) {
        return true;
      }
    }
    return sameWords(first, ours);
  }

  private static String[] lines(String text) {
    return PEM.matcher(text).replaceAll("-----$1-----").split("\n", -1);
  }

  private static boolean sameShape(String first, String second, String ours) {
    List<String> a = words(first);
    List<String> b = words(second);
    List<String> c = words(ours);
    if (a.size() != c.size() || a.size() != b.size()) {
      return false;
    }
    if (!gaps(first).equals(gaps(ours))) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      String mine = c.get(i);
      if (a.get(i).equals(b.get(i)) ? !a.get(i).equals(mine) : !similar(a.get(i), mine)) {
        return false;
      }
    }
    return true;
  }

  private static boolean similar(String theirs, String mine) {
    int slack = Math.max(4, (int) (theirs.length() * SLACK));
    return Math.abs(theirs.length() - mine.length()) <= slack;
  }

  private static List<String> words(String line) {
    return WORD.matcher(line).results().map(word -> word.group()).toList();
  }

  private static String gaps(String line) {
    return WORD.matcher(line).replaceAll("x");
  }

  /// Whether two texts have the same words in any order: for lists in the random order of a Go map.
  static boolean sameWords(String one, String other) {
    return Arrays.equals(sortedWords(one), sortedWords(other));
  }

  private static String[] sortedWords(String text) {
    String[] words = text.split("[\\s,\"]+");
    Arrays.sort(words);
    return words;
  }
}
