package io.ramal.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * The hash of a row made from docs/hash-chain.md alone, without a line of the code it describes.
 */
final class PlainHash {

  private PlainHash() {}

  static byte[] of(byte[] previous, List<Object> columns) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(1);
    bytes.writeBytes(previous);
    columns.forEach(column -> bytes.writeBytes(form(column)));
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What one column adds; null is NULL. */
  static byte[] form(Object column) {
    return switch (column) {
      case null -> new byte[] {0};
      case Long number -> present(ByteBuffer.allocate(8).putLong(number).array());
      case Instant time -> form(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
      case String text -> present(text.getBytes(StandardCharsets.UTF_8));
      default -> throw new IllegalArgumentException("no form for " + column.getClass());
    };
  }

  private static byte[] present(byte[] value) {
    return ByteBuffer.allocate(5 + value.length)
        .put((byte) 1)
        .putInt(value.length)
        .put(value)
        .array();
  }
}
