package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a split, each with its weight. Drawn trials take a rule by its weight; counted ones
 * take the rules in turn, each as often as its weight, so that any number of them is balanced.
 */
final class Rules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Rule> rules;
  private final int[] turns;

  /** These rules. */
  Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    turns = turns(this.rules);
  }

  static Rules of(Rule... rules) {
    return new Rules(List.of(rules));
  }

  /** The rule of each turn: each as often as its weight. */
  private static int[] turns(List<Rule> rules) {
    List<Integer> turns = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      for (int i = 0; i < rules.get(rule).weight(); i++) {
        turns.add(rule);
      }
    }
    return turns.stream().mapToInt(Integer::intValue).toArray();
  }

  List<Rule> all() {
    return rules;
  }

  /** Turns of a round. */
  int turns() {
    return turns.length;
  }

  /** The number of the rule whose turn it is. */
  int ruleOf(int turn) {
    return turns[turn];
  }

  /** The first turn of a rule, whose turns follow each other. */
  int firstTurn(int rule) {
    return rules.subList(0, rule).stream().mapToInt(Rule::weight).sum();
  }

  /** The most distinct objects of a trial. */
  int letters() {
    return rules.stream().mapToInt(Rule::letters).max().orElseThrow();
  }

  /** Positions of a trial. */
  int steps() {
    return rules.get(0).steps();
  }

  /** Draws a trial of n objects, and returns its label. */
  int draw(CounterRandom random, int n, int[] ids) {
    int turn = turns.length == 1 ? 0 : random.nextInt(turns.length);
    return rules.get(turns[turn]).draw(random, n, ids);
  }
}
