/** Real test images that the good network reads and the bad one does not. */
import { digitImage } from './digit-image.js';
import { byId, element, onChange, setText } from './dom.js';
import { plural } from './format.js';

const BATCH = 24;

const list = byId('disagreements');
const more = byId('more-disagreements');

/** Called with an image that was chosen; set by whoever can show it. */
let choose = () => {};

export function onDisagreementChosen(listener) {
  choose = listener;
}

function card(image) {
  const ink = image.pixels.map(grey => grey / 255);
  const name = `Test image ${image.index}, a ${image.label}: the good network says ${image.good}, the bad one ${image.bad}. Show it to both.`;
  const picture = digitImage(ink, '');
  picture.setAttribute('aria-hidden', 'true');
  const button = element(
    'button',
    { type: 'button', 'aria-label': name },
    picture,
    element('span', { class: 'said-good' }, 'good ', element('b', {}, String(image.good))),
    element('span', { class: 'said-bad' }, 'bad ', element('b', {}, String(image.bad))),
  );
  button.addEventListener('click', () => choose({ set: 'test', index: image.index, label: image.label, pixels: image.pixels }));
  return element('li', {}, button);
}

async function load() {
  more.disabled = true;
  try {
    const offset = list.children.length;
    const response = await fetch(`/api/disagreements?limit=${BATCH}&offset=${offset}`);
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.detail);
    }
    list.append(...answer.images.map(card));
    more.hidden = list.children.length >= answer.total;
    setText(
      byId('disagreements-note'),
      `${plural(answer.total, 'test image', 'test images')}, given in grey as to EZKL. Press one to show it to both networks below.`,
    );
  } catch (error) {
    setText(byId('disagreements-note'), `The images could not be loaded: ${error.message}`);
    more.hidden = false;
  } finally {
    more.disabled = false;
  }
}

more.addEventListener('click', load);

export const showDisagreements = onChange(
  ({ models }) => [models.good, models.bad].map(({ state, parametersDigest }) => state === 'ready' && parametersDigest),
  digests => {
    list.replaceChildren();
    if (digests.every(Boolean)) {
      load();
    }
  },
);
