/** The two accuracies of the first screen, and where each network came from. */
import { byId, onChange, setText } from './dom.js';
import { loss, percent, plural } from './format.js';

const ORIGINS = {
  trained: model => `trained here, ${plural(model.epochs, 'epoch', 'epochs')}`,
  cache: () => 'read from the model cache',
  'upstream pickle': () => 'read from the original modeller’s cache',
  'DL4J model': () => 'read from a DL4J model',
};

/** Share of the rounded test images read correctly, as far as it is known; else null. */
export const accuracyOf = model => model.evaluation?.rounded.accuracy ?? model.history.at(-1)?.testAccuracy ?? null;

function stateOf(model) {
  if (model.state === 'ready') {
    return ORIGINS[model.origin]?.(model) ?? 'ready';
  }
  if (model.state === 'waiting') {
    return 'waiting for its turn';
  }
  return `epoch ${model.epoch} of ${model.epochs}` + (model.loss == null ? '' : `, loss ${loss(model.loss)}`);
}

function showScore(kind, model) {
  const accuracy = accuracyOf(model);
  setText(byId(`${kind}-accuracy`), accuracy == null ? '–' : percent(accuracy));
  setText(byId(`${kind}-state`), stateOf(model));
}

const times = epochs => (epochs === 1 ? 'once' : epochs === 2 ? 'twice' : `${epochs} times`);

const showRecipe = onChange(
  status => status.recipe,
  ({ goodEpochs, badEpochs }) => {
    setText(byId('good-epochs'), times(goodEpochs));
    setText(byId('bad-epochs'), times(badEpochs));
  },
);

/** Says it only where the digests of the parameters show it. */
const showSameStart = onChange(
  ({ models }) => [models.bad.parametersDigest, models.bad.history.length, models.good.history],
  ([digest, epochs, history]) => {
    byId('same-start').hidden = !digest || epochs === 0 || history[epochs - 1]?.parametersDigest !== digest;
  },
);

export function showNetworks(status) {
  showScore('good', status.models.good);
  showScore('bad', status.models.bad);
  showRecipe(status);
  showSameStart(status);
}
