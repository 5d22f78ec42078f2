package io.ramal.simulator;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What phones do about their registration. */
final class Registrations {

  private final Phones phones;
  private final PbxClock clock;
  private final Registrar registrar;

  Registrations(Phones phones, PbxClock clock, Registrar registrar) {
    this.phones = phones;
    this.clock = clock;
    this.registrar = registrar;
  }

  Outcome register(String extension, PhoneAddress from, Duration expires, String password) {
    return phones.on(
        extension,
        phone ->
            phone.endpoint().opensFor(password)
                ? registrar.register(phone, from, expires)
                : Outcome.WRONG_PASSWORD);
  }

  Outcome unregister(String extension) {
    return remove(extension, phone -> contact -> contact == phone.contacts().getLast());
  }

  Outcome unregister(String extension, PhoneAddress from) {
    return remove(extension, _ -> contact -> contact.from().equals(from));
  }

  Outcome unregisterAll(String extension) {
    return remove(extension, _ -> _ -> true);
  }

  private Outcome remove(String extension, Function<Phone, Predicate<Contact>> which) {
    return phones.on(
        extension,
        phone ->
            !phone.contacts().isEmpty() && registrar.remove(phone, which.apply(phone))
                ? Outcome.DONE
                : Outcome.NOTHING_THERE);
  }

  Outcome expire(String extension) {
    return change(extension, contact -> contact.expiresAt(clock.now()));
  }

  Outcome vanish(String extension) {
    Outcome outcome = change(extension, contact -> contact.answering(false));
    phones
        .find(extension)
        .ifPresent(
            phone ->
                registrar.remove(phone, contact -> contact.from().transport().hasConnection()));
    return outcome;
  }

  Outcome comeBack(String extension) {
    return change(extension, contact -> contact.answering(true));
  }

  private Outcome change(String extension, Consumer<Contact> change) {
    return phones.on(
        extension,
        phone -> {
          phone.contacts().forEach(change);
          return phone.contacts().isEmpty() ? Outcome.NOTHING_THERE : Outcome.DONE;
        });
  }
}
