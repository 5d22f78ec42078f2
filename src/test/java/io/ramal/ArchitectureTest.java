package io.ramal;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void holds() {}
}
