/** What all parts of the service answer in the same way. */
package org.zkmnist.auto.http;
