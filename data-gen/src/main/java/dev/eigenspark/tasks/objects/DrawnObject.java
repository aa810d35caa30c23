package dev.eigenspark.tasks.objects;

/**
 * One object of a set.
 *
 * @param image its pixels, row by row
 * @param source where it comes from, for the table of objects
 */
record DrawnObject(byte[] image, String source) {}
