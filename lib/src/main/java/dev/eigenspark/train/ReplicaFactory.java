package dev.eigenspark.train;

/**
 * Makes the engine on the CPU.
 *
 * @param configuration the network as JSON
 */
record ReplicaFactory(String configuration) implements LocalRunner.Factory {
  @Override
  public LocalRunner create() {
    return new Replica(configuration);
  }
}
