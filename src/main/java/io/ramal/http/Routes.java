package io.ramal.http;

import java.util.List;

/** The calls of one room. */
@FunctionalInterface
public interface Routes {

  /** Every call; a path with a parameter comes after the paths that it would match too. */
  List<Route> routes();
}
