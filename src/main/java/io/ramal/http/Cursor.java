package io.ramal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, as a text that clients hand back and do not read. It names the last item, so
 * it stays right while items come and go.
 */
public final class Cursor {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String prefix;

  /** Cursors of one list, which the cursors of others are not taken for. */
  public Cursor(String list) {
    this.prefix = list + ":";
  }

  /** The cursor behind the item with this key. */
  public String after(String key) {
    return ENCODER.encodeToString((prefix + key).getBytes(StandardCharsets.UTF_8));
  }

  /** The key in the cursor, or empty when this list never gave out such a cursor. */
  public Optional<String> key(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      boolean ours =
          text.startsWith(prefix) && after(text.substring(prefix.length())).equals(cursor);
      return ours ? Optional.of(text.substring(prefix.length())) : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
