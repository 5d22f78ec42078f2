package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;

/** The AMI sessions of now. Belongs to the PBX's thread. */
final class Sessions {

  private final List<AmiSession> open = new ArrayList<>();

  void add(AmiSession session) {
    open.add(session);
  }

  void remove(AmiSession session) {
    open.remove(session);
  }

  List<AmiSession> all() {
    return List.copyOf(open);
  }

  void deliver(List<AmiEvent> events) {
    all().forEach(session -> session.deliver(events));
  }

  void flush() {
    all().forEach(AmiSession::flush);
  }

  void closeAll() {
    all().forEach(AmiSession::close);
    open.clear();
  }
}
