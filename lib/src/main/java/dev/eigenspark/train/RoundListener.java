package dev.eigenspark.train;

/** Is told on the driver after every round, when the network holds the averaged parameters. */
interface RoundListener {
  void roundDone(RoundReport report, RoundState state);
}
