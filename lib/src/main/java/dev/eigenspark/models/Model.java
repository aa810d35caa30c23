package dev.eigenspark.models;

import dev.eigenspark.Named;
import dev.eigenspark.data.SequenceFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * A network of one of the papers, found by name. One file per model: the options record and the
 * graph.
 *
 * @param <O> the record of its settings, read from the {@code model} section
 */
public interface Model<O extends Record> extends Named {
  @Override
  Class<O> options();

  /**
   * The network for sequences of this format.
   *
   * @param base carries what every network of a run shares: seed, optimizer, memory mode
   */
  Network network(O options, SequenceFormat format, NeuralNetConfiguration.Builder base);
}
