/** The manifest in words: what was trained how, and on what. */
import { byId, element, onChange, setText } from './dom.js';
import { parse } from './exact-json.js';
import { percent, plural, whole } from './format.js';

function trainingInWords({ origin, recipe }) {
  if (!recipe) {
    return `how it was trained is not recorded (source: ${origin})`;
  }
  const { epochs, seed, batchSize, learningRate, engine } = recipe;
  return `${plural(epochs, 'epoch', 'epochs')} from seed ${seed}, batches of ${batchSize} images, learning rate ${learningRate}, engine ${engine} (source: ${origin})`;
}

function accuracyInWords({ rounded, unrounded }) {
  return `${percent(rounded.accuracy)} of the test images in black and white, ${percent(unrounded.accuracy)} in grey`;
}

const modelFacts = (name, model) => [
  [`${name} network`, trainingInWords(model)],
  [`${name} network reads`, accuracyInWords(model.evaluation)],
  [`SHA-256 of the ${name.toLowerCase()} network’s parameters`, element('code', {}, model.parametersDigest)],
];

function facts({ product, dataset, models, export: choices }) {
  return [
    ['Made by', `${product.name} ${product.version}`],
    ['Dataset', `MNIST: ${whole(dataset.trainingImages)} training images, ${whole(dataset.testImages)} test images`],
    ...modelFacts('Good', models.good),
    ...modelFacts('Bad', models.bad),
    ['input.json holds', `training image ${choices.inputImage}`],
    ['cal_data.json holds', `the first ${plural(choices.calibrationImages, 'training image', 'training images')}`],
  ];
}

async function load() {
  try {
    const response = await fetch('/manifest.json');
    if (!response.ok) {
      return;
    }
    const text = await response.text();
    const entries = facts(parse(text)).map(([term, fact]) => element('div', {}, element('dt', {}, term), element('dd', {}, fact)));
    byId('manifest-facts').replaceChildren(...entries);
    setText(byId('manifest-text'), text);
    byId('manifest').hidden = false;
  } catch {
    // Without a connection there is nothing to show; the page says so elsewhere.
    byId('manifest').hidden = true;
  }
}

export const showManifest = onChange(
  ({ files }) => files.find(({ name }) => name === 'manifest.json')?.sha256 ?? null,
  digest => (digest ? load() : (byId('manifest').hidden = true)),
);
