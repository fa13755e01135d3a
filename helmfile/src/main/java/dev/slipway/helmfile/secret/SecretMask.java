package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Knows the values of all secrets that were read, and hides them in texts: each shows as
/// `<secret:1f9a03c2>`, a keyed hash, so that a change is visible and the value is not.
///
/// Values of fewer than [#SHORTEST] characters are not hidden: they would be found everywhere. A
/// value of several lines is hidden line by line, and every value also in base64, as Secrets hold
/// it, and in the escaped form of JSON and YAML. Thread-safe.
public final class SecretMask {
  /// The length from which on values are hidden.
  public static final int SHORTEST = 6;

  private static final int HEAD = 4;

  private final byte[] key;

  /// What to hide, by its first characters; longest first.
  private final ConcurrentMap<String, List<Hidden>> hidden = new ConcurrentHashMap<>();

  private final AtomicLong times = new AtomicLong();

  private record Hidden(String text, String shown) {
    @Override
    public String toString() {
      return shown;
    }
  }

  /// A mask whose hashes differ from run to run.
  public SecretMask() {
    this(null);
  }

  /// A mask with hashes of this key, so that they are comparable from run to run; null for a random
  /// one.
  public SecretMask(byte @Nullable [] key) {
    if (key == null || key.length == 0) {
      this.key = new byte[32];
      new SecureRandom().nextBytes(this.key);
    } else {
      this.key = key.clone();
    }
  }

  /// Hides a value from now on.
  public void add(String value) {
    if (value.length() < SHORTEST) {
      return;
    }
    String shown = "<secret:" + hash(value) + ">";
    hide(value, shown);
    byte[] bytes = GoStrings.toBytes(value);
    hide(Base64.getEncoder().encodeToString(bytes), shown);
    hide(escaped(value), shown);
    if (value.indexOf('\n') >= 0) {
      for (String line : value.split("\n", -1)) {
        String text = line.strip();
        if (text.length() >= SHORTEST) {
          hide(text, "<secret:" + hash(text) + ">");
        }
      }
    }
  }

  private void hide(String text, String shown) {
    hidden.compute(
        text.substring(0, HEAD),
        (_, known) -> {
          List<Hidden> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
          for (Hidden one : all) {
            if (one.text.equals(text)) {
              return known;
            }
          }
          all.add(new Hidden(text, shown));
          all.sort(Comparator.comparingInt((Hidden one) -> one.text.length()).reversed());
          return new CopyOnWriteArrayList<>(all);
        });
  }

  /// Whether nothing is hidden, so that texts stay as they are.
  public boolean isEmpty() {
    return hidden.isEmpty();
  }

  /// How many values were hidden in texts until now.
  public long times() {
    return times.get();
  }

  /// Whether a secret's value is in the text.
  public boolean shows(String text) {
    for (int at = 0; at + HEAD <= text.length(); at++) {
      if (at(text, at) != null) {
        return true;
      }
    }
    return false;
  }

  /// The text with all secrets' values hidden.
  public String hide(String text) {
    if (hidden.isEmpty()) {
      return text;
    }
    StringBuilder out = null;
    int done = 0;
    int at = 0;
    while (at + HEAD <= text.length()) {
      Hidden found = at(text, at);
      if (found == null) {
        at++;
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length() + 64);
      }
      out.append(text, done, at).append(found.shown);
      times.incrementAndGet();
      at += found.text.length();
      done = at;
    }
    return out == null ? text : out.append(text, done, text.length()).toString();
  }

  private @Nullable Hidden at(String text, int at) {
    List<Hidden> candidates = hidden.get(text.substring(at, at + HEAD));
    if (candidates != null) {
      for (Hidden candidate : candidates) {
        if (text.startsWith(candidate.text, at)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private String hash(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] full = mac.doFinal(GoStrings.toBytes(value));
      return HexFormat.of().formatHex(full, 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without HMAC", e);
    }
  }

  /// The value as it stands between double quotes.
  private static String escaped(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
