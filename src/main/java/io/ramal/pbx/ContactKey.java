package io.ramal.pbx;

import io.ramal.extension.ExtensionName;

/** What tells one contact from another. */
record ContactKey(ExtensionName extension, String uri) {}
