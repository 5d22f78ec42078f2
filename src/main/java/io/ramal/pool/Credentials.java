package io.ramal.pool;

import io.ramal.extension.ExtensionName;

/** What a client needs to know to register as an extension; the settings say it. */
public interface Credentials {

  /** The SIP password: for the answer of an allocation and nothing else. */
  String password(ExtensionName extension);

  /** The address of the WebSocket at which the extension's PBX takes registrations. */
  String wss(ExtensionName extension);
}
