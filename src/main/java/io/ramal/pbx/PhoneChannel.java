package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of channels: a technology, a slash, the name of the endpoint, a dash, eight hex digits. The
 * name is what stands before the last dash, so that names with dashes, and names that look like
 * channels, are told apart. Anything else, such as {@code Local/3000@pool-00000001;1}, is no
 * phone's.
 */
final class PhoneChannel {

  private static final Pattern NAME = Pattern.compile("(?:PJSIP|SIP)/(.+)-[0-9a-f]{8}");

  private PhoneChannel() {}

  /** The extension whose channel this is; empty when it is no phone's. */
  static Optional<ExtensionName> extension(String channel) {
    Matcher matcher = NAME.matcher(channel);
    return matcher.matches() ? ExtensionName.parse(matcher.group(1)) : Optional.empty();
  }
}
