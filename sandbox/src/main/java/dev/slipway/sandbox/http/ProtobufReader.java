package dev.slipway.sandbox.http;

import dev.slipway.yaml.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads objects that clients send as `application/vnd.kubernetes.protobuf`. Answers are always in
/// JSON, which all of them take.
final class ProtobufReader {
  /// The content type.
  static final String TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_DEPTH = 100;

  private final byte[] data;
  private int at;
  private final int end;

  private ProtobufReader(byte[] data, int at, int end) {
    this.data = data;
    this.at = at;
    this.end = end;
  }

  /// The object in a body.
  ///
  /// @throws IllegalArgumentException with a text for people if it is none, or of an unknown kind
  static Map<String, @Nullable Object> read(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
      throw new IllegalArgumentException(
          "provided data does not appear to be a protobuf message, expected prefix "
              + "[107 56 115 0]");
    }
    String apiVersion = "";
    String kind = "";
    ProtobufReader raw = new ProtobufReader(body, 0, 0);
    ProtobufReader envelope = new ProtobufReader(body, MAGIC.length, body.length);
    while (envelope.hasMore()) {
      int tag = envelope.tag();
      if (tag >>> 3 == 1 && (tag & 7) == BYTES) {
        ProtobufReader type = envelope.part();
        while (type.hasMore()) {
          int field = type.tag();
          if (field >>> 3 == 1) {
            apiVersion = type.text();
          } else if (field >>> 3 == 2) {
            kind = type.text();
          } else {
            type.skip(field & 7);
          }
        }
      } else if (tag >>> 3 == 2 && (tag & 7) == BYTES) {
        raw = envelope.part();
      } else {
        envelope.skip(tag & 7);
      }
    }
    int type = ProtobufKinds.get().type(apiVersion, kind);
    if (type < 0) {
      throw new IllegalArgumentException(
          "no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\"");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    raw.message(type, object, 0);
    return object;
  }

  private void message(int type, Map<String, @Nullable Object> into, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the object is nested too deeply");
    }
    while (hasMore()) {
      int tag = tag();
      ProtobufKinds.Field field = ProtobufKinds.get().field(type, tag >>> 3);
      if (field == null) {
        skip(tag & 7);
      } else if (field.name().equals("-")) {
        part().message(field.type(), into, depth + 1);
      } else {
        field(field, tag & 7, into, depth);
      }
    }
  }

  private void field(
      ProtobufKinds.Field field, int wire, Map<String, @Nullable Object> into, int depth) {
    switch (field.shape()) {
      case 'L' -> {
        List<@Nullable Object> list = list(into, field.name());
        if (wire == BYTES && (field.form() == 'i' || field.form() == 'b')) {
          ProtobufReader packed = part();
          while (packed.hasMore()) {
            list.add(packed.value(field, VARINT, depth));
          }
        } else {
          list.add(value(field, wire, depth));
        }
      }
      case 'M' -> entry(field, map(into, field.name()), depth);
      default -> {
        Object value = value(field, wire, depth);
        if (!isEmpty(value)) {
          into.put(field.name(), value);
        }
      }
    }
  }

  /// Protobuf writes texts and objects that are empty; JSON's `omitempty` leaves them out.
  private static boolean isEmpty(@Nullable Object value) {
    return value == null || value.equals("") || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(Map<String, @Nullable Object> into, String name) {
    if (into.get(name) instanceof List<?> known) {
      return (List<@Nullable Object>) known;
    }
    List<@Nullable Object> list = new ArrayList<>();
    into.put(name, list);
    return list;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> into, String name) {
    if (into.get(name) instanceof Map<?, ?> known) {
      return (Map<String, @Nullable Object>) known;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    into.put(name, map);
    return map;
  }

  private void entry(ProtobufKinds.Field field, Map<String, @Nullable Object> map, int depth) {
    ProtobufReader entry = part();
    String key = "";
    Object value = field.form() == 's' ? "" : new LinkedHashMap<String, @Nullable Object>();
    while (entry.hasMore()) {
      int tag = entry.tag();
      switch (tag >>> 3) {
        case 1 -> key = entry.text();
        case 2 -> {
          Object read = entry.value(field, tag & 7, depth);
          value = read == null ? value : read;
        }
        default -> entry.skip(tag & 7);
      }
    }
    map.put(key, value);
  }

  private @Nullable Object value(ProtobufKinds.Field field, int wire, int depth) {
    return switch (field.form()) {
      case 's' -> text();
      case 'b' -> varint() != 0;
      case 'i' -> (Long) varint();
      case 'c' -> varint() != 0 ? true : null;
      case 'j' -> {
        long number = varint();
        yield number == 0 ? null : (Long) number;
      }
      case 'f' -> wire == FIXED64 ? (Double) Double.longBitsToDouble(fixed(8)) : (Double) 0.0;
      case 'y' -> bytes();
      case 'm' -> {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        part().message(field.type(), message, depth + 1);
        yield message;
      }
      case 'q' -> part().first("");
      case 'o' -> part().numberOrText();
      case 't' -> part().time(ChronoUnit.SECONDS);
      case 'u' -> part().time(ChronoUnit.MICROS);
      case 'd' -> part().duration();
      case 'r' -> Json.readExact(part().first("null"));
      case 'x' -> part().texts();
      default -> throw new IllegalStateException("no form " + field.form());
    };
  }

  /// The text in field 1 of a message that has no other.
  private String first(String otherwise) {
    String text = otherwise;
    while (hasMore()) {
      int tag = tag();
      if (tag >>> 3 == 1 && (tag & 7) == BYTES) {
        text = text();
      } else {
        skip(tag & 7);
      }
    }
    return text;
  }

  private List<@Nullable Object> texts() {
    List<@Nullable Object> texts = new ArrayList<>();
    while (hasMore()) {
      int tag = tag();
      if (tag >>> 3 == 1 && (tag & 7) == BYTES) {
        texts.add(text());
      } else {
        skip(tag & 7);
      }
    }
    return texts;
  }

  private Object numberOrText() {
    long type = 0;
    long number = 0;
    String text = "";
    while (hasMore()) {
      int tag = tag();
      switch (tag >>> 3) {
        case 1 -> type = varint();
        case 2 -> number = varint();
        case 3 -> text = text();
        default -> skip(tag & 7);
      }
    }
    return type == 0 ? (Object) number : text;
  }

  private @Nullable String time(ChronoUnit unit) {
    long seconds = 0;
    long nanos = 0;
    boolean is = false;
    while (hasMore()) {
      int tag = tag();
      switch (tag >>> 3) {
        case 1 -> {
          seconds = varint();
          is = true;
        }
        case 2 -> nanos = varint();
        default -> skip(tag & 7);
      }
    }
    return is ? Instant.ofEpochSecond(seconds, nanos).truncatedTo(unit).toString() : null;
  }

  /// Go's text of a duration, in seconds.
  private String duration() {
    long nanos = 0;
    while (hasMore()) {
      int tag = tag();
      if (tag >>> 3 == 1) {
        nanos = varint();
      } else {
        skip(tag & 7);
      }
    }
    return new BigDecimal(Duration.ofNanos(nanos).toNanos())
            .movePointLeft(9)
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }

  private boolean hasMore() {
    return at < end;
  }

  private int tag() {
    return (int) varint();
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw new IllegalArgumentException("unexpected EOF");
      }
      byte next = data[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("proto: integer overflow");
  }

  private long fixed(int size) {
    if (end - at < size) {
      throw new IllegalArgumentException("unexpected EOF");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (data[at++] & 0xffL) << (8 * i);
    }
    return value;
  }

  private ProtobufReader part() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new IllegalArgumentException("unexpected EOF");
    }
    ProtobufReader part = new ProtobufReader(data, at, at + (int) length);
    at += (int) length;
    return part;
  }

  private byte[] bytes() {
    ProtobufReader part = part();
    return Arrays.copyOfRange(data, part.at, part.end);
  }

  private String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private void skip(int wire) {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> fixed(8);
      case BYTES -> part();
      case FIXED32 -> fixed(4);
      default -> throw new IllegalArgumentException("proto: illegal wireType " + wire);
    }
  }
}
