/** Training by a recipe, whichever engine computes the steps, and evaluation. */
package org.zkmnist.training;
