/** The service: one HTTP server for people and programs, and the job that it tells of. */
package org.zkmnist.auto.server;
