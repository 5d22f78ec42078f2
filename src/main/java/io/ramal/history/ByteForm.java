package io.ramal.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The exact bytes of a row that its hash covers, algorithm 1, as docs/hash-chain.md describes them:
 * algorithm, previous hash, then each column with its length, or a mark for NULL. Confined to one
 * thread.
 */
final class ByteForm {

  /** Written with each row, so that a later form can be told from this one. */
  static final int ALGORITHM = 1;

  private static final byte NULL = 0;
  private static final byte PRESENT = 1;
  private static final int INITIAL_CAPACITY = 2048;

  private final MessageDigest digest = sha256();
  private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_CAPACITY);

  /** The hash of a row of extension_history after the row with the hash {@code previous}. */
  Hash hash(Hash previous, HistoryEntry entry) {
    begin(previous);
    number(entry.id()).text(entry.extension().value()).number(entry.version());
    text(entry.event().word()).text(entry.from().word()).text(entry.to().word());
    time(entry.occurredAt()).time(entry.recordedAt());
    text(entry.origin().source().word()).text(entry.origin().actor());
    text(entry.origin().requestId()).text(entry.origin().clientAddress());
    text(entry.leaseId()).text(entry.holder()).text(entry.pbx());
    text(entry.evidence().channel()).text(entry.evidence().uniqueid());
    text(entry.evidence().linkedid()).text(entry.evidence().contactUri());
    text(entry.evidence().userAgent()).number(entry.evidence().cause());
    text(entry.detail()).text(entry.facts());
    return end();
  }

  /** The hash of a row of pbx_link_history after the row with the hash {@code previous}. */
  Hash hash(Hash previous, long id, Instant recordedAt, LinkEntry entry) {
    begin(previous);
    number(id).text(entry.pbx()).text(entry.event()).time(recordedAt).text(entry.replica());
    number(entry.epoch()).number(entry.connection());
    number(entry.differences()).number(entry.contactsLost()).text(entry.detail());
    return end();
  }

  private void begin(Hash previous) {
    bytes.clear();
    bytes.put((byte) ALGORITHM).put(previous.bytes());
  }

  private Hash end() {
    digest.update(bytes.array(), 0, bytes.position());
    return new Hash(digest.digest());
  }

  private ByteForm text(String value) {
    if (value.isEmpty()) {
      room(1).put(NULL);
      return this;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    room(5 + utf8.length).put(PRESENT).putInt(utf8.length).put(utf8);
    return this;
  }

  private ByteForm number(long value) {
    room(13).put(PRESENT).putInt(Long.BYTES).putLong(value);
    return this;
  }

  private ByteForm number(OptionalInt value) {
    if (value.isEmpty()) {
      room(1).put(NULL);
      return this;
    }
    return number(value.getAsInt());
  }

  private ByteForm time(Instant value) {
    return number(Times.micros(value));
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int position = bytes.position();
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * (position + more)));
      bytes.position(position);
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
