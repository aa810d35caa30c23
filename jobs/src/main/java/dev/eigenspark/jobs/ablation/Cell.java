package dev.eigenspark.jobs.ablation;

import java.nio.file.Path;
import java.util.List;

/**
 * One run of an ablation.
 *
 * @param name its directory's name
 * @param texts its value of each axis, in their order
 * @param run its directory
 */
public record Cell(String name, List<String> texts, Path run) {}
