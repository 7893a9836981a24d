/** The façade: {@link org.zkmnist.Modeller} does the whole job, {@link org.zkmnist.Verification} repeats it. */
package org.zkmnist;
