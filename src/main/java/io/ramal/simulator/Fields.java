package io.ramal.simulator;

/** Lines of a block, in order. Belongs to one thread. */
final class Fields {

  private final StringBuilder lines = new StringBuilder();

  static Fields of(String name, Object value) {
    return new Fields().add(name, value);
  }

  Fields add(String name, Object value) {
    lines.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  Fields add(Fields more) {
    lines.append(more.lines);
    return this;
  }

  String text() {
    return lines.toString();
  }
}
