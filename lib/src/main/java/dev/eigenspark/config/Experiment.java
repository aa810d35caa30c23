package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One experiment file (HOCON) with all that it inherits. Precedence, weakest first: defaults of the
 * options records, {@code conf/base.conf}, the file with its includes, {@code key=value} arguments.
 */
public final class Experiment {
  private static final Set<String> SECTIONS =
      Set.of(
          "name", "description", "paper", "data", "model", "train", "analyze", "ablate", "report");

  /**
   * The head of the file.
   *
   * @param name short name of the experiment
   * @param description one sentence
   * @param paper where it comes from
   */
  private record Head(
      @Setting(doc = "short name; the file name when empty", or = "") String name,
      @Setting(doc = "one sentence", or = "") String description,
      @Setting(doc = "the paper it follows", or = "") String paper) {}

  private final String fileName;
  private final Config sources;
  private final Config config;
  private final Head head;
  private final Section data;
  private final Section model;
  private final Section train;
  private final AnalyzeSection analyze;
  private final Section ablate;
  private final Set<Section> complete = new LinkedHashSet<>();

  private Experiment(String fileName, Config sources, Config config) {
    this.fileName = fileName;
    this.sources = sources;
    this.config = config;
    Head written = Section.of(config, "").read(Head.class);
    head =
        written.name().isEmpty()
            ? new Head(fileName, written.description(), written.paper())
            : written;
    data = Section.of(config, "data");
    model = Section.of(config, "model");
    train = Section.of(config, "train");
    analyze = AnalyzeSection.of(config);
    ablate = Section.of(config, "ablate");
  }

  /**
   * Reads an experiment.
   *
   * @param overrides arguments such as {@code train.lr=1e-3}; later ones win
   * @throws Failure of kind CONFIGURATION for a missing or malformed file, of kind USAGE for an
   *     argument that is not {@code key=value}
   */
  public static Experiment load(Path file, List<String> overrides) {
    Config sources = ConfigSources.merge(file, overrides);
    String fileName = file.getFileName().toString().replaceFirst("\\.conf$", "");
    return new Experiment(fileName, sources, ConfigSources.resolve(sources));
  }

  /**
   * One experiment of an ablation: this one with what the choices change, and without its grid.
   *
   * @throws Failure of kind CONFIGURATION when what refers to a changed value no longer fits
   */
  public Experiment with(List<Ablation.Choice> choices) {
    Config changed = sources;
    for (Ablation.Choice choice : choices) {
      changed = choice.settings().withFallback(changed);
    }
    Config resolved = ConfigSources.resolve(changed).withoutPath("ablate");
    return new Experiment(fileName, changed, resolved);
  }

  /** The {@code name} key, else the file name without {@code .conf}. */
  public String name() {
    return head.name();
  }

  /** One sentence on what it shows, or empty. */
  public String description() {
    return head.description();
  }

  /** The paper it follows, or empty. */
  public String paper() {
    return head.paper();
  }

  /** Whether the file, or what it inherits, sets {@code path}, for instance {@code train}. */
  public boolean has(String path) {
    return config.hasPath(path);
  }

  /** The settings of the dataset that every task has. */
  public DataOptions data() {
    return data.read(DataOptions.class);
  }

  /** The settings of the task itself, also in the {@code data} section. */
  public <O extends Record> O taskOptions(Class<O> type) {
    data.read(DataOptions.class);
    complete.add(data);
    return data.read(type);
  }

  /** The name of the model. */
  public String model() {
    return model.read(ModelChoice.class).name();
  }

  /** The settings of the model, beside its name in the {@code model} section. */
  public <O extends Record> O modelOptions(Class<O> type) {
    model.read(ModelChoice.class);
    complete.add(model);
    return model.read(type);
  }

  /** The settings of the training. */
  public TrainOptions train() {
    complete.add(train);
    return train.read(TrainOptions.class);
  }

  /** The names of the analyses, in the order of the {@code analyze} list. */
  public List<String> analyses() {
    return analyze.kinds();
  }

  /** The settings of one analysis; the defaults when the file does not list it. */
  public <O extends Record> O analysisOptions(String kind, Class<O> type) {
    Section section = analyze.section(kind);
    complete.add(section);
    return section.read(type);
  }

  /**
   * The grid of the {@code ablate} section. Whether its keys are settings, reading {@link #with
   * each experiment} of it tells.
   *
   * @throws Failure of kind CONFIGURATION when there is none, or it is malformed
   */
  public Ablation ablation() {
    ablate.leave(AblateSection.GRID, AblateSection.CASES);
    complete.add(ablate);
    return new Ablation(ablate.read(AblateOptions.class), AblateSection.axes(config));
  }

  /**
   * Ends the reading. Sections whose own options were not asked for are left to the command that
   * does.
   *
   * @throws Failure of kind CONFIGURATION for the first key that nothing knows
   */
  public void finish() {
    for (String name : new TreeSet<>(config.root().keySet())) {
      if (!SECTIONS.contains(name)) {
        throw Failure.configuration(
            Origins.prefix(config.root().get(name))
                + "unknown key '"
                + name
                + "'"
                + Nearest.suggestion(name, SECTIONS));
      }
    }
    complete.forEach(Section::finish);
  }

  /**
   * The whole configuration as HOCON, sorted, with the defaults of all that was read and without
   * credentials. Loading it again gives the same settings.
   */
  public String resolved() {
    Config filled =
        config
            .withValue("name", ConfigValueFactory.fromAnyRef(name()))
            .withValue("data", data.filled())
            .withValue("model", model.filled())
            .withValue("train", train.filled())
            .withValue("analyze", analyze.filled());
    if (has("ablate")) {
      filled = filled.withValue("ablate", ablate.filled());
    }
    return text(filled);
  }

  /** A {@link #resolved} configuration with another value for the key {@code path}. */
  public static String resolvedWith(String resolved, String path, Object value) {
    return text(
        ConfigFactory.parseString(resolved).withValue(path, ConfigValueFactory.fromAnyRef(value)));
  }

  private static String text(Config config) {
    return Redaction.redact(config.root())
        .render(ConfigRenderOptions.concise().setFormatted(true).setJson(false));
  }
}
