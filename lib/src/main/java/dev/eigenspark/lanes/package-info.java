/**
 * Stand-ins for the few types of the Vector API that the kernels use, with one lane. The build
 * makes a second copy of the kernels on these (see {@code lib/pom.xml}), for a JVM without the
 * Vector API: the same expressions, so the same bits.
 */
package dev.eigenspark.lanes;
