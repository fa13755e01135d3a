package dev.slipway.chart.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// Builds archives for tests, hostile ones too: nothing is checked.
public final class TarBuilder {
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  public TarBuilder file(String name, String content) {
    return entry(name, '0', content.getBytes(StandardCharsets.UTF_8), "");
  }

  public TarBuilder file(String name, byte[] content) {
    return entry(name, '0', content, "");
  }

  public TarBuilder link(String name, char type, String target) {
    return entry(name, type, new byte[0], target);
  }

  public TarBuilder entry(String name, char type, byte[] content, String linkName) {
    return header(name, type, content.length, linkName, false).raw(content).pad(content.length);
  }

  /// A header that claims `size` bytes, which need not follow.
  public TarBuilder header(String name, char type, long size, String linkName, boolean badSum) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    put(block, 124, String.format("%011o\0", size));
    put(block, 136, "00000000000\0");
    block[156] = (byte) type;
    put(block, 157, linkName);
    put(block, 257, "ustar\00000");
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = badSum ? 1 : 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    put(block, 148, String.format("%06o\0 ", sum));
    return raw(block);
  }

  public TarBuilder raw(byte[] bytes) {
    tar.writeBytes(bytes);
    return this;
  }

  private TarBuilder pad(int size) {
    return raw(new byte[-size & 511]);
  }

  /// The archive, compressed.
  public byte[] gzip() {
    byte[] end = new byte[1024];
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(tar.toByteArray());
    whole.writeBytes(end);
    return gzip(whole.toByteArray());
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }
}
