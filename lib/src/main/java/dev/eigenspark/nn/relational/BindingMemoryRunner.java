package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.LayerStack.Last;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a {@link BindingMemory} on batches: first all that depends on the codes, then the steps. */
final class BindingMemoryRunner implements OperatorRunner {
  private final BindingMemory settings;
  private final Extent extent;
  private final int firstHead;
  private final int firstGate;
  private final int matchAt;
  private final List<MemoryLoop> loops = new ArrayList<>();
  private final List<Runnable> weightGradients = new ArrayList<>();
  private TimeMajor layout = new TimeMajor(0, 0, 0);
  private ClosedLoopLstm controller;
  private MemoryReads reads;
  private MemoryHead keys;
  private MemoryHead gate;
  private float[] floats;
  private double[] z;
  private double[] dz;
  private float[] defaultKey;
  private MemoryReads.Match match;

  BindingMemoryRunner(BindingMemory settings, Extent extent) {
    this.settings = settings;
    this.extent = extent;
    firstHead = settings.controller(extent).stream().mapToInt(ParameterSpec::size).sum();
    firstGate = firstHead + (settings.hidden() + 1) * settings.keys();
    matchAt = firstGate + settings.hidden() + 1;
  }

  @Override
  public void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y) {
    if (rows != layout.rows()) {
      resize(rows);
    }
    controller.load(parameters);
    keys.load(parameters);
    gate.load(parameters);
    match = match(parameters);
    layout.forEachPart(
        (part, from, to) -> {
          layout.read(x, floats, z, from, to);
          for (int row = from; row < to; row++) {
            reads.forward(row, z, layout.at(row), layout.stride(), match);
          }
        });
    loops.forEach(loop -> loop.writeTo(y));
    controller.forward(loops);
  }

  /** What follows the heads: gain and shift, or the default row's key and code, or nothing. */
  private MemoryReads.Match match(FloatBlock parameters) {
    boolean confident = settings.confident();
    double[] value = new double[settings.defaultRows() * settings.code(extent)];
    parameters.get(matchAt, defaultKey, 0, defaultKey.length);
    for (int k = 0; k < value.length; k++) {
      value[k] = parameters.get(matchAt + defaultKey.length + k);
    }
    return new MemoryReads.Match(
        confident ? parameters.get(matchAt) : 0,
        confident ? parameters.get(matchAt + 1) : 0,
        value);
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    keys.startBackward();
    gate.startBackward();
    Arrays.fill(dz, 0);
    loops.forEach(loop -> loop.readGradientFrom(dy));
    controller.backward(loops);
    Threads.forEach(weightGradients.size(), i -> weightGradients.get(i).run());
    controller.store(gradients);
    keys.store(gradients);
    gate.store(gradients);
    layout.forEachPart(
        (part, from, to) -> {
          for (int row = from; row < to; row++) {
            reads.backward(row, z, layout.at(row), layout.stride(), match, dz);
          }
          if (dx != null) {
            layout.write(dz, floats, dx, from, to);
          }
        });
    storeMatch(gradients);
  }

  private void storeMatch(FloatBlock gradients) {
    if (settings.confident()) {
      double dGain = 0;
      double dShift = 0;
      for (int row = 0; row < layout.rows(); row++) {
        dGain += reads.gainGradient(row);
        dShift += reads.shiftGradient(row);
      }
      gradients.put(matchAt, (float) dGain);
      gradients.put(matchAt + 1, (float) dShift);
    }
    double[] dValue = new double[match.value().length];
    for (int row = 0; row < layout.rows(); row++) {
      reads.addValueGradient(row, dValue);
    }
    for (int k = 0; k < dValue.length; k++) {
      gradients.put(matchAt + defaultKey.length + k, (float) dValue[k]);
    }
    for (int k = 0; k < defaultKey.length; k++) {
      float sum = 0;
      for (MemoryLoop loop : loops) {
        sum += loop.defaultKeyGradient()[k];
      }
      gradients.put(matchAt + k, sum);
    }
  }

  private void resize(int rows) {
    int steps = extent.steps();
    int units = settings.hidden();
    layout = new TimeMajor(steps, rows, extent.features());
    floats = new float[layout.size()];
    z = new double[layout.size()];
    dz = new double[layout.size()];
    reads = new MemoryReads(settings, extent, rows);
    int items = steps * rows;
    keys = new MemoryHead(units, settings.keys(), Last.RECTIFIED, firstHead, items);
    gate = new MemoryHead(units, 1, Last.LINEAR, firstGate, items);
    float[] hidden = new float[items * units + WindowProduct.SLACK];
    weightGradients.clear();
    weightGradients.addAll(keys.weightGradients(hidden));
    weightGradients.addAll(gate.weightGradients(hidden));
    float[] found = new float[items * settings.foundWidth()];
    defaultKey = new float[settings.defaultRows() * settings.keys()];
    MemoryLoop.Batch batch =
        new MemoryLoop.Batch(settings, layout, z, dz, reads, defaultKey, keys, gate, hidden, found);
    // One step more than there are objects: the answer.
    controller = new ClosedLoopLstm(steps + 1, rows, settings.readWidth(extent), units);
    loops.clear();
    for (int i = 0; i < controller.slices(); i++) {
      loops.add(new MemoryLoop(batch, controller.firstRow(i), controller.rows(i)));
    }
  }
}
