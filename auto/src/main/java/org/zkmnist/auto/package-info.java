/** The command line. */
package org.zkmnist.auto;
