/**
 * Archives in {@code .tar.gz} form: read so that no input, however made, can do harm; written so that the same content
 * gives the same bytes everywhere.
 */
package org.zkmnist.archive;
