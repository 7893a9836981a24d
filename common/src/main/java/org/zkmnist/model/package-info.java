/** The network, its parameters, and the files that they are kept in. */
package org.zkmnist.model;
