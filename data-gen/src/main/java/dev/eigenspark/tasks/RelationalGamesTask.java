package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.GameObjects;
import java.io.Serializable;

/**
 * Relational games: nine cells of a grid, most of them empty, and whether a relation holds (label
 * 1) or not (0), each half of the trials (Shanahan et al. 2020; left-of: Kerg et al. 2022, released
 * code). Training shows pentominoes, valid and test hexominoes, stripes, or other trials of
 * pentominoes. Where the papers do not say how trials are drawn, all that a relation leaves open is
 * uniform: lines and cells, objects, and for occurs and xoccurs how many of the three are copies.
 */
public final class RelationalGamesTask implements Task<RelationalGamesTask.Options> {
  /**
   * Settings of relational games.
   *
   * @param relation what is asked
   * @param test objects of valid and test
   */
  public record Options(
      @Setting(
              doc =
                  "what is asked; left-of is of light and dark, and no symmetric similarity tells it",
              or = "between")
          GameRelation relation,
      @Setting(doc = "objects of valid and test, while train shows pentominoes", or = "hexominoes")
          GameObjects test)
      implements Serializable {}

  @Override
  public String name() {
    return "relational-games";
  }

  @Override
  public String summary() {
    return "say whether a relation holds between the objects of a grid";
  }

  @Override
  public String paper() {
    return "Shanahan, Nikiforou, Creswell, Kaplanis, Barrett, Garnelo: An Explicitly Relational Neural"
        + " Network Architecture, ICML 2020, arXiv:1905.10307";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    return new GameTrials(
        options.relation(), new GameCells(GameObjects.PENTOMINOES, options.test()));
  }
}
