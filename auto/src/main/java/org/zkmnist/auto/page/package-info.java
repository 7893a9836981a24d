/** The page for people: one HTML document that the server fills in, and the style sheets and modules that it uses. */
package org.zkmnist.auto.page;
