package dev.eigenspark.bench;

/** One way to do the work that is timed. */
interface Contender {
  /** Short name, as in the head of a table. */
  String name();

  /**
   * One timed block: an iteration that is not counted, then at least one, until the time is up.
   *
   * @param seconds time for the block
   * @return milliseconds of each counted iteration
   */
  double[] block(double seconds);

  /** A contender in this process. */
  static Contender local(String name, Runnable iteration) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double[] block(double seconds) {
        return TimedBlock.run(iteration, seconds, System::nanoTime);
      }
    };
  }
}
