/** What makes the notebook's cells short: pictures, live progress, and the steps of one experiment. */
package org.zkmnist.notebook;
