/**
 * Functions of a trial that are written as a composition of a few array operations, each with its
 * way back, so that the gradient of the whole follows by the chain rule. A {@link
 * dev.eigenspark.nn.tape.Tape} is one such function, laid out once and then run on every batch.
 */
package dev.eigenspark.nn.tape;
