/** The artifacts over HTTP, to the letter of RFC 9110: conditions, ranges, codings, digests. */
package org.zkmnist.auto.files;
