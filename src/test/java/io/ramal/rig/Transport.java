package io.ramal.rig;

import java.util.Locale;

/** How a phone speaks SIP. */
public enum Transport {
  UDP,
  TCP,
  /** Websocket, in the clear. */
  WS,
  /** Websocket over TLS, as a browser does. */
  WSS;

  String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
