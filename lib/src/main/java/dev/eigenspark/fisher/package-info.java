/**
 * Fisher information of a network that predicts classes: with {@code g(x, y)} the gradient of
 * {@code -ln p(y | x)} by all parameters, {@code F = E_x E_{y ~ p(. | x)} g g^T}, where labels come
 * from the network's own predictions (Jastrzebski et al., Catastrophic Fisher Explosion, ICML 2021,
 * arXiv:2012.14193). Means are over trials. Biases count, penalties of the loss do not.
 *
 * <p>A trial with L labelled steps is a sequence of L labels that are independent given x, so that
 * {@code -ln p} is the sum of the steps' losses. Training minimises their mean: the gradient is
 * then L times smaller and F is L<sup>2</sup> times smaller. {@link
 * dev.eigenspark.fisher.Reduction} says which of both a number is of.
 */
package dev.eigenspark.fisher;
