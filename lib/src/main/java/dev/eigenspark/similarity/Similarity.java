package dev.eigenspark.similarity;

/**
 * How alike two layers X and Y are, by several measures, because none of them is safe alone
 * (Davari, Horoi et al., Reliability of CKA as a similarity measure in deep learning, ICLR 2023).
 * What a constant layer leaves undefined is NaN.
 *
 * @param cka linear CKA, in [0, 1]
 * @param debiasedCka linear CKA from unbiased HSIC; may be negative, NaN where undefined
 * @param procrustes normalised orthogonal Procrustes distance, in [0, 1]; 0 when equal up to
 *     rotation
 * @param r2YFromX share of the variance of Y that a linear map of X explains
 * @param r2XFromY the same the other way
 * @param ccaMean mean of the canonical correlations
 * @param ccaMeanSquare mean of their squares
 * @param svcca mean of the canonical correlations of the axes that hold 99 % of the variance
 * @param pwcca mean of the canonical correlations weighted by their share in X
 * @param participationX participation ratio of X, {@code (tr C)^2 / |C|_F^2}
 * @param participationY participation ratio of Y
 */
public record Similarity(
    double cka,
    double debiasedCka,
    double procrustes,
    double r2YFromX,
    double r2XFromY,
    double ccaMean,
    double ccaMeanSquare,
    double svcca,
    double pwcca,
    double participationX,
    double participationY) {}
