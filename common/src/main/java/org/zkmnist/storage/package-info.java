/** Files that are replaced whole or not at all, and never lost. */
package org.zkmnist.storage;
