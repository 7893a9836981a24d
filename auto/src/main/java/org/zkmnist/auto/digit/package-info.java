/** What the service answers about single digits: drawn ones, PNG images and images of the dataset. */
package org.zkmnist.auto.digit;
