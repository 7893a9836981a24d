/** Joins the parts of the page to the server's events. */
import { announceStage } from './announcer.js';
import { showCharts } from './charts.js';
import { showConfusions } from './confusion.js';
import { showConnection } from './connection.js';
import { addCopyButtons } from './copy.js';
import { showDisagreements } from './disagreements.js';
import { showDraw } from './draw.js';
import { showEpochs } from './epochs.js';
import { listen } from './events.js';
import { showFailure } from './failure.js';
import { showFiles } from './files.js';
import { showManifest } from './manifest.js';
import { showNetworks } from './networks.js';
import { showLogEntry, showNow } from './now.js';
import { showSwap } from './swap.js';

const parts = [
  showNow,
  showFailure,
  showNetworks,
  showCharts,
  showEpochs,
  showConfusions,
  showDisagreements,
  showDraw,
  showSwap,
  showFiles,
  showManifest,
  announceStage,
];

addCopyButtons();
listen({
  onStatus: status => parts.forEach(show => show(status)),
  onLog: showLogEntry,
  onConnection: showConnection,
});
