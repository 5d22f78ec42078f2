package io.ramal.history;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash. */
public final class Hash {

  /** What the first row of a chain is chained to. */
  static final Hash ZERO = new Hash(new byte[32]);

  private final byte[] bytes;

  Hash(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("a SHA-256 hash has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
