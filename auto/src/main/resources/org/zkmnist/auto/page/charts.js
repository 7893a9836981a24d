/** Accuracy and loss of both networks, epoch by epoch. */
import { Chart } from './chart.js';
import { byId, onChange } from './dom.js';
import { loss, percent, plural } from './format.js';

const DASHES = [10, 7];

const GOOD = { name: 'good', colour: 'good', width: 4, points: 8 };
const BAD = { name: 'bad', colour: 'bad', width: 4, points: 14 };
const BAD_LEVEL = { name: 'bad, not trained further', colour: 'bad', width: 3, dash: DASHES, points: 0 };
const GOOD_TRAINING = { name: 'good, training images', colour: 'good', width: 1.5, points: 0 };

const lastKnown = values => values.findLastIndex(value => value != null);

/** The last value of each network, written at its point: that of the good one above, that of the bad one where there is room. */
function labels(format, badBelow) {
  return data => {
    const good = lastKnown(data[1]);
    const bad = lastKnown(data[2]);
    return [
      ...(good < 0 ? [] : [{ line: 1, index: good, text: `good ${format(data[1][good])}` }]),
      ...(bad < 0 ? [] : [{ line: 2, index: bad, text: `bad ${format(data[2][bad])}`, below: badBelow }]),
    ];
  };
}

const accuracyChart = new Chart(byId('accuracy-chart'), {
  lines: [GOOD, BAD, BAD_LEVEL],
  format: value => `${Math.round(100 * value)} %`,
  steps: [0.01, 0.02, 0.05, 0.1, 0.2],
  // To the ten per cent below the worst; room above for the label.
  range: least => [Math.max(0, Math.floor(10 * least - 0.3) / 10), 1.03],
  labels: labels(percent, true),
});

const lossChart = new Chart(byId('loss-chart'), {
  lines: [GOOD, BAD, BAD_LEVEL, GOOD_TRAINING],
  format: value => value.toFixed(1),
  steps: [0.1, 0.2, 0.5, 1, 2, 5, 10],
  range: (least, most) => [0, 1.12 * Math.max(most, 0.1)],
  labels: labels(loss, false),
});

/** The epochs that the axis shows, and where within an epoch the training is now. */
function positions({ models, recipe }) {
  const { good, bad } = models;
  const last = Math.max(recipe.goodEpochs, good.history.length, bad.history.length);
  const epochs = Array.from({ length: last + 1 }, (_, epoch) => epoch);
  const training = good.state === 'training' && good.loss != null && good.batches > 0;
  const now = training ? good.epoch - 1 + good.batch / good.batches : null;
  if (now != null && !Number.isInteger(now)) {
    epochs.splice(Math.ceil(now), 0, now);
  }
  return { epochs, now };
}

const valuesAt = (epochs, history, key) => epochs.map(epoch => history[epoch - 1]?.[key] ?? null);

function levelAfter(epochs, history, key) {
  return epochs.map(epoch => (history.length > 0 && epoch >= history.length ? history.at(-1)[key] : null));
}

function summary({ good, bad }, key, name, format) {
  const describe = (kind, history) =>
    history.length === 0
      ? `the ${kind} network has no complete epoch`
      : `the ${kind} network is at ${format(history.at(-1)[key])} after ${plural(history.length, 'epoch', 'epochs')}`;
  return `${name}: ${describe('good', good.history)}; ${describe('bad', bad.history)}.`;
}

export const showCharts = onChange(
  ({ models, recipe }) => {
    const { history, loss: running, batch, epoch, state } = models.good;
    return [recipe.goodEpochs, history, running, batch, epoch, state, models.bad.history];
  },
  (_, status) => {
    const { good, bad } = status.models;
    const { epochs, now } = positions(status);
    const of = (model, key) => valuesAt(epochs, model.history, key);
    const training = of(good, 'trainingLoss').map((value, i) => (epochs[i] === now ? good.loss : value));
    accuracyChart.show([
      epochs,
      of(good, 'testAccuracy'),
      of(bad, 'testAccuracy'),
      levelAfter(epochs, bad.history, 'testAccuracy'),
    ]);
    lossChart.show([epochs, of(good, 'testLoss'), of(bad, 'testLoss'), levelAfter(epochs, bad.history, 'testLoss'), training]);
    byId('accuracy-chart').setAttribute('aria-label', summary(status.models, 'testAccuracy', 'Accuracy', percent));
    byId('loss-chart').setAttribute('aria-label', summary(status.models, 'testLoss', 'Loss', loss));
  },
);
