/** Where the job stands, as it is shown to people and programs: recorded, as JSON, and as a stream of events. */
package org.zkmnist.auto.status;
