package io.ramal.load;

import io.ramal.rig.TcpProxy;
import java.util.random.RandomGenerator;

/** How a link is hurt, and let back, while phones go on. */
enum Cut {
  /** The connections are reset, and for a while there is nobody to connect to. */
  RESET {
    @Override
    void hurt(CutSite site, Bustle bustle, RandomGenerator random) {
      site.proxy().refuse();
      site.proxy().cut();
    }

    @Override
    void letBack(TcpProxy proxy, RandomGenerator random) {
      proxy.accept();
    }
  },
  /** Nothing comes through any more, both ways or one; and nothing is told of it. */
  SILENCE {
    @Override
    void hurt(CutSite site, Bustle bustle, RandomGenerator random) {
      switch (random.nextInt(3)) {
        case 0 -> site.proxy().freeze(TcpProxy.Direction.TO_CLIENT);
        case 1 -> site.proxy().freeze(TcpProxy.Direction.TO_SERVER);
        default -> site.proxy().freeze();
      }
    }

    @Override
    void letBack(TcpProxy proxy, RandomGenerator random) {
      if (random.nextBoolean()) {
        proxy.resume();
      } else {
        proxy.resumeWithLoss();
      }
    }
  },
  /** The connection ends in the middle of a message. */
  HALF_A_MESSAGE {
    @Override
    void hurt(CutSite site, Bustle bustle, RandomGenerator random) {
      site.proxy().refuse();
      site.proxy().endAfter(1 + random.nextInt(MOST_BYTES));
      bustle.until(() -> site.proxy().open() == 0);
    }

    @Override
    void letBack(TcpProxy proxy, RandomGenerator random) {
      proxy.accept();
    }
  },
  /** Bytes only trickle, for so long that some answers do not come in time. */
  SLOW {
    @Override
    void hurt(CutSite site, Bustle bustle, RandomGenerator random) {
      site.proxy().slow(SLOWEST + random.nextInt(MOST_BYTES));
      bustle.upTo(700);
    }

    @Override
    void letBack(TcpProxy proxy, RandomGenerator random) {
      proxy.slow(0);
    }
  };

  private static final int MOST_BYTES = 3_000;
  private static final int SLOWEST = 100; // bytes a second

  /** Begins it. */
  abstract void hurt(CutSite site, Bustle bustle, RandomGenerator random);

  /** Ends it. */
  abstract void letBack(TcpProxy proxy, RandomGenerator random);
}
