package io.ramal.pbx;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the PBX showed of phones at one moment: everything, or everything of one extension.
 *
 * @param sightings each contact and each channel
 */
record Inventory(List<Sighting> sightings) {

  Inventory {
    sightings = List.copyOf(sightings);
  }

  /** For each extension that has anything, all that it has. */
  Map<ExtensionName, Trigger.Seen> seen(Trigger.Reading reading) {
    return sightings.stream()
        .collect(
            groupingBy(
                Sighting::extension, collectingAndThen(toList(), each -> seen(each, reading))));
  }

  /** All that this extension has, which may be nothing. */
  Trigger.Seen seen(ExtensionName extension, Trigger.Reading reading) {
    return seen(
        sightings.stream().filter(each -> each.extension().equals(extension)).toList(), reading);
  }

  private static Trigger.Seen seen(List<Sighting> sightings, Trigger.Reading reading) {
    return new Trigger.Seen(
        only(sightings, Sighting.OfContact.class).map(Sighting.OfContact::contact).toList(),
        only(sightings, Sighting.OfChannel.class).map(Sighting.OfChannel::channel).toList(),
        reading);
  }

  /** Each registered contact. */
  Set<ContactKey> contacts() {
    return only(sightings, Sighting.OfContact.class)
        .map(each -> new ContactKey(each.extension(), each.contact().uri()))
        .collect(toSet());
  }

  private static <T extends Sighting> Stream<T> only(List<Sighting> sightings, Class<T> kind) {
    return sightings.stream().filter(kind::isInstance).map(kind::cast);
  }
}
