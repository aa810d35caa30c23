package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.Threads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the tapes of one function train. Every tape asks for each by its name; the first that asks
 * makes it. Gradients sum over the tapes in the order in which they were laid out.
 */
public final class Parameters {
  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private List<Parameter> all = List.of();
  private int[] first = {};
  private List<Runnable> gradientParts = List.of();

  /** The parameter of this name. */
  <P extends Parameter> P get(String name, Class<P> kind, Supplier<P> maker) {
    return kind.cast(byName.computeIfAbsent(name, n -> maker.get()));
  }

  /** All parts, in the order of the flat vector. */
  public List<ParameterSpec> specs() {
    return byName.values().stream().flatMap(p -> p.specs().stream()).toList();
  }

  /** Makes room for all, when every tape is laid out. */
  public void allocate() {
    all = List.copyOf(byName.values());
    all.forEach(Parameter::allocate);
    first = new int[all.size()];
    int at = 0;
    for (int i = 0; i < first.length; i++) {
      first[i] = at;
      at += all.get(i).specs().stream().mapToInt(ParameterSpec::size).sum();
    }
    gradientParts = new ArrayList<>();
    all.forEach(p -> gradientParts.addAll(p.gradientParts()));
  }

  /** Takes the values of the flat vector. */
  public void load(FloatBlock source) {
    Threads.forEach(all.size(), i -> all.get(i).load(source, first[i]));
  }

  /** Prepares the way back of the tapes. */
  public void startBackward() {
    Threads.forEach(all.size(), i -> all.get(i).startBackward());
  }

  /** Writes the gradient of the flat vector, after the way back of all tapes. */
  public void store(FloatBlock target) {
    Threads.forEach(gradientParts.size(), i -> gradientParts.get(i).run());
    Threads.forEach(all.size(), i -> all.get(i).store(target, first[i]));
  }
}
