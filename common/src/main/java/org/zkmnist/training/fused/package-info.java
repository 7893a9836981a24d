/** The fused engine: the whole gradient in plain Java loops, the same bits on every machine. {@code docs/fused-step.md} explains it. */
package org.zkmnist.training.fused;
