package io.ramal.pbx;

import io.ramal.extension.Trigger;
import java.util.HashSet;
import java.util.Set;

/**
 * The contacts that the PBX has told of so far, by lists and events, of all its extensions: the
 * measure for a list that takes most of them away. Outlives a connection. Safe for many threads.
 */
final class ContactTally {

  private final Set<ContactKey> contacts = new HashSet<>();

  synchronized void replace(Inventory inventory) {
    contacts.clear();
    contacts.addAll(inventory.contacts());
  }

  synchronized void forget() {
    contacts.clear();
  }

  synchronized void count(Translation translation) {
    var extension = translation.extension();
    switch (translation.trigger()) {
      case Trigger.ContactSeen seen when seen.alone() -> {
        contacts.removeIf(key -> key.extension().equals(extension));
        contacts.add(new ContactKey(extension, seen.uri()));
      }
      case Trigger.ContactSeen seen -> contacts.add(new ContactKey(extension, seen.uri()));
      case Trigger.ContactGone gone -> contacts.remove(new ContactKey(extension, gone.uri()));
      case Trigger.ContactsGone gone -> contacts.removeIf(key -> key.extension().equals(extension));
      default -> {
        // says nothing of contacts
      }
    }
  }

  /** Whether the reading takes away more than half of them. */
  synchronized boolean mostlyDeniedBy(Inventory inventory) {
    Set<ContactKey> shown = inventory.contacts();
    long denied = contacts.stream().filter(key -> !shown.contains(key)).count();
    return denied * 2 > contacts.size();
  }
}
