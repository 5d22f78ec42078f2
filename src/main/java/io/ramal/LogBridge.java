package io.ramal;

import io.helidon.logging.common.spi.LoggingProvider;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Leads what libraries write to {@code java.util.logging} into the one log of Ramal. Helidon finds
 * it as a service and calls it before its first line; commands that start no server call {@link
 * #install}.
 */
public final class LogBridge implements LoggingProvider {

  /**
   * Puts the bridge in place of the handlers of {@code java.util.logging}; a second call is idle.
   */
  static void install() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  @Override
  public void initialization() {
    install();
  }

  @Override
  public void runTime() {
    install();
  }
}
