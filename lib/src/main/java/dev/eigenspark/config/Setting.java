package dev.eigenspark.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one component of an options record and gives its default. A component without a default
 * must be in the configuration.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Marks a setting that has no default. */
  String REQUIRED = "\0required";

  /** What the setting means, with its unit. */
  String doc();

  /** The default, as it would be written in a configuration file. */
  String or() default REQUIRED;

  /**
   * Whether a task had datasets before it had this setting. At its default it is then no part of a
   * dataset's options, nor of a resolved configuration: the same data keep their identity, and runs
   * on them the settings that they are told by.
   */
  boolean addedLater() default false;
}
