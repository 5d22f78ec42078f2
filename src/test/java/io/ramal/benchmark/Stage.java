package io.ramal.benchmark;

import java.util.List;

/** Something at work on a database of its own, and the contenders that use it. */
interface Stage extends AutoCloseable {

  List<Contender> contenders();

  @Override
  void close();
}
