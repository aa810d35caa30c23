package dev.eigenspark;

/** Anything that is found by name in a {@link Registry}: a task, a model, an analysis. */
public interface Named {
  /** The fixed lower-case name, as on the command line and in configuration files. */
  String name();

  /** One sentence: what it is. */
  String summary();

  /** The paper it comes from: authors, short title, venue or arXiv number. */
  String paper();

  /** The record of its settings; components carry {@link dev.eigenspark.config.Setting}. */
  Class<? extends Record> options();
}
