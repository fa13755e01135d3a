package dev.slipway.pipeline.cache;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// All that a result was made from, with the digests it had.
public final class Inputs {
  private final Map<Input, String> digests;

  private Inputs(Map<Input, String> digests) {
    this.digests = digests;
  }

  /// The inputs as they are now.
  public static Inputs now(Set<Input> inputs, Surroundings surroundings) {
    Map<Input, String> digests = new TreeMap<>();
    for (Input input : inputs) {
      digests.put(input, surroundings.digest(input));
    }
    return new Inputs(digests);
  }

  /// The inputs.
  public Set<Input> all() {
    return Collections.unmodifiableSet(digests.keySet());
  }

  /// Whether nothing is different now.
  public boolean isSame(Surroundings surroundings) {
    for (Map.Entry<Input, String> entry : digests.entrySet()) {
      if (!surroundings.digest(entry.getKey()).equals(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /// Writes them.
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(digests.size());
    for (Map.Entry<Input, String> entry : digests.entrySet()) {
      out.writeChar(entry.getKey().kind().code);
      out.writeUTF(entry.getKey().name());
      out.writeUTF(entry.getValue());
    }
  }

  /// Reads what [#write] wrote.
  public static Inputs read(DataInputStream in) throws IOException {
    // Written in order.
    Map<Input, String> digests = new LinkedHashMap<>();
    for (int count = in.readInt(); count > 0; count--) {
      Input.Kind kind = Input.Kind.of(in.readChar());
      digests.put(new Input(kind, in.readUTF()), in.readUTF());
    }
    return new Inputs(digests);
  }
}
