package dev.slipway.gotemplate.exec;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{{range}}`.
final class Range extends Statement {
  private final Pipe pipe;

  /// The variables of index and element, -1 for none.
  private final int indexSlot;

  private final int elementSlot;
  private final Block body;
  private final @Nullable Block otherwise;

  Range(Pipe pipe, Block body, @Nullable Block otherwise) {
    this.pipe = pipe;
    int[] slots = pipe.slots();
    this.indexSlot = slots.length > 1 ? slots[0] : -1;
    this.elementSlot = slots.length == 0 ? -1 : slots[slots.length - 1];
    this.body = body;
    this.otherwise = otherwise;
  }

  @Override
  Flow execute(Frame frame) {
    Object value = pipe.evaluate(frame);
    Object dot = frame.dot;
    boolean interfaceDot = frame.interfaceDot;
    if (iterate(frame, value)) {
      frame.dot = dot;
      frame.interfaceDot = interfaceDot;
      return Flow.NEXT;
    }
    if (otherwise == null) {
      return Flow.NEXT;
    }
    // A break here belongs to an outer range, but Go lets it end this one.
    Flow flow = otherwise.execute(frame);
    return flow == Flow.BREAK ? Flow.NEXT : flow;
  }

  /// Whether there was anything to go over.
  private boolean iterate(Frame frame, @Nullable Object value) {
    return switch (Raw.plain(value)) {
      case null -> false;
      case List<?> list -> {
        observe(frame, list);
        yield overList(frame, list, Raw.elementType(list).kind() == GoKind.INTERFACE);
      }
      case Map<?, ?> map -> {
        observe(frame, map);
        yield overMap(frame, map, Raw.elementType(map).kind() == GoKind.INTERFACE);
      }
      case byte[] bytes -> overBytes(frame, bytes);
      case Number number -> overNumber(frame, value, number);
      default -> throw cannotIterate(frame, value);
    };
  }

  private static void observe(Frame frame, Object value) {
    if (frame.observer != null) {
      frame.observer.rangedOver(value, frame.place(frame.at));
    }
  }

  private static RuntimeException cannotIterate(Frame frame, @Nullable Object value) {
    String text = value instanceof GoFunction ? "func" : GoFormat.toText(Raw.target(value));
    return frame.error("range can't iterate over " + text);
  }

  private boolean overList(Frame frame, List<?> list, boolean isInterface) {
    int size = list.size();
    if (size == 0) {
      return false;
    }
    for (int i = 0; i < size && i < list.size(); i++) {
      Object element = list.get(i);
      if (element == null) {
        element = Raw.zero(Raw.elementType(list));
      }
      if (!once(frame, indexSlot < 0 ? null : GoInt.of(i), element, isInterface)) {
        break;
      }
    }
    return true;
  }

  private boolean overBytes(Frame frame, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (!once(frame, GoInt.of(i), GoUint.of(GoType.UINT8, bytes[i] & 0xFF), false)) {
        break;
      }
    }
    return bytes.length > 0;
  }

  /// In the order of the keys; keys and values are taken before the first round, as Go does.
  private boolean overMap(Frame frame, Map<?, ?> map, boolean isInterface) {
    int size = map.size();
    if (size == 0) {
      return false;
    }
    String[] keys = new String[size];
    int count = 0;
    boolean sorted = true;
    for (Object key : map.keySet()) {
      keys[count] = (String) key;
      sorted &= count == 0 || GoStrings.compare(keys[count - 1], keys[count]) < 0;
      count++;
    }
    if (!sorted) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    @Nullable Object[] values = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      Object value = map.get(keys[i]);
      values[i] = value == null ? Raw.zero(Raw.elementType(map)) : value;
    }
    for (int i = 0; i < count; i++) {
      if (!once(frame, keys[i], values[i], isInterface)) {
        break;
      }
    }
    return true;
  }

  private boolean overNumber(Frame frame, @Nullable Object value, Number number) {
    GoKind kind = Raw.kind(number);
    if (!kind.isInteger() && !kind.isUnsigned()) {
      throw cannotIterate(frame, value);
    }
    if (pipe.slots().length > 1) {
      throw frame.error(
          "can't use " + GoFormat.toText(value) + " to iterate over more than one variable");
    }
    long end = number.longValue();
    boolean unsigned = kind.isUnsigned();
    if (unsigned ? end == 0 : end <= 0) {
      return false;
    }
    for (long i = 0; i != end; i++) {
      if (!once(frame, null, sameType(number, i), false)) {
        break;
      }
    }
    return true;
  }

  private static Object sameType(Number number, long value) {
    return switch (number) {
      case GoInt _ -> GoInt.of(value);
      case Long _ -> value;
      case Integer _ -> (int) value;
      case Short _ -> (short) value;
      case Byte _ -> (byte) value;
      case GoUint unsigned -> GoUint.of(unsigned.type(), value);
      default -> throw new IllegalArgumentException(number.getClass().getName());
    };
  }

  /// One round; gives whether to go on.
  private boolean once(
      Frame frame, @Nullable Object index, @Nullable Object element, boolean isInterface) {
    frame.execution.step();
    if (elementSlot >= 0) {
      if (indexSlot >= 0) {
        frame.set(indexSlot, index);
      }
      frame.slots[elementSlot] = element;
      if (frame.interfaceSlots != null) {
        frame.interfaceSlots[elementSlot] = isInterface;
      }
    }
    frame.dot = element;
    frame.interfaceDot = isInterface;
    return body.execute(frame) != Flow.BREAK;
  }
}
