package org.zkmnist.model;

/**
 * What one epoch of training led to.
 *
 * @param epoch counted from 1
 * @param trainingLoss mean cross-entropy over the epoch's images, each taken before the step that it contributed to
 * @param testLoss mean cross-entropy on the rounded test images after the epoch
 * @param testAccuracy share of the rounded test images classified correctly after the epoch, 0 to 1
 * @param parametersDigest {@link Parameters#digest()} after the epoch
 */
public record EpochReport(
        int epoch, double trainingLoss, double testLoss, double testAccuracy, String parametersDigest) {}
