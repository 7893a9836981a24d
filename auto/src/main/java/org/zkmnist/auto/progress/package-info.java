/** What is said of the job as it goes on, on a terminal, in a log and in the service. */
package org.zkmnist.auto.progress;
