package io.ramal.simulator;

/** A number and a name, as channels show them. */
record Party(String number, String name) {

  static final Party UNKNOWN = new Party("<unknown>", "<unknown>");

  static Party of(Phone phone) {
    return new Party(phone.name(), "Ext " + phone.name());
  }
}
