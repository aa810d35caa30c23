package dev.eigenspark.analysis;

/**
 * Maps of CKA that a network can be led to. Each is the Gram matrix of unit vectors, as every map
 * of CKA is, or no network could have it.
 */
public enum CkaTarget {
  /** All layers alike. */
  ONES {
    @Override
    boolean alike(int x, int y, int layers) {
      return true;
    }
  },
  /** No layer like any other. */
  IDENTITY {
    @Override
    boolean alike(int x, int y, int layers) {
      return false;
    }
  },
  /** The first like the last, and nothing else. */
  FIRST_LAST {
    @Override
    boolean alike(int x, int y, int layers) {
      return Math.abs(x - y) == layers - 1;
    }
  },
  /** A chessboard: every layer like the one after the next, and unlike its neighbours. */
  CHESS {
    @Override
    boolean alike(int x, int y, int layers) {
      return (x - y) % 2 == 0;
    }
  };

  abstract boolean alike(int x, int y, int layers);

  /** 1 for layers that are to be alike, 0 for others. */
  LayerMap map(int layers) {
    return LayerMap.of(layers, (x, y) -> alike(x, y, layers) ? 1 : 0);
  }
}
