/** MNIST: its files, where they are kept, and where they come from when they are not there yet. */
package org.zkmnist.dataset;
