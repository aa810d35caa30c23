package dev.eigenspark.models;

/**
 * One square matrix that carries the state from step to step, in the row convention {@code z = h
 * V}: the columns {@code [columnOffset, columnOffset + size)} of a tensor with {@code size} rows.
 *
 * @param name short name, for instance {@code V} or {@code V.forget}
 * @param tensor the tensor it lies in
 * @param columnOffset its first column there
 * @param size rows and columns
 */
public record RecurrentMatrix(String name, String tensor, int columnOffset, int size) {}
