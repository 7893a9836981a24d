/**
 * From trained networks to the files that the EZKL prover takes.
 *
 * <p>{@link org.zkmnist.export.OnnxExport} and {@link org.zkmnist.export.EzklJson} make the bytes of the four artifacts,
 * {@link org.zkmnist.export.ArtifactSet} puts them together with a {@link org.zkmnist.export.Manifest} and check sums,
 * and {@link org.zkmnist.export.ArtifactDirectory} publishes a set at once.
 */
package org.zkmnist.export;
