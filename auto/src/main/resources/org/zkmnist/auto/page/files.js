/** The files: name, size, digest, and the command that fetches them. */
import { copyButton } from './copy.js';
import { byId, element, onChange, setText } from './dom.js';
import { bytes } from './format.js';

const label = text => element('span', { class: 'file-label' }, text);

function entry({ name, size, sha256 }) {
  const command = `curl -O ${location.origin}/${name}`;
  const lines = [
    element('h3', {}, element('a', { href: `/${name}`, download: name }, name)),
    element('p', { class: 'file-size', title: `${size} bytes` }, bytes(size)),
  ];
  if (sha256) {
    lines.push(
      element(
        'p',
        { class: 'file-digest' },
        label('SHA-256'),
        element('code', {}, sha256),
        copyButton(() => sha256, `SHA-256 of ${name}`),
      ),
    );
  }
  lines.push(
    element(
      'p',
      { class: 'file-curl' },
      label('fetch'),
      element('code', {}, command),
      copyButton(() => command, `command that fetches ${name}`),
    ),
  );
  return element('li', { 'data-file': name }, ...lines);
}

const showList = onChange(
  ({ files }) => files,
  files => byId('file-list').replaceChildren(...files.map(entry)),
);

const showNote = onChange(
  ({ state, recipe }) => [state, recipe.seed],
  ([state, seed]) => {
    byId('zip-link').hidden = state !== 'ready';
    setText(
      byId('files-note'),
      state === 'ready'
        ? `Everything that EZKL needs, the same bytes for everybody who trains with seed ${seed}.`
        : 'The files appear here, all at once, when both networks are trained and checked.',
    );
  },
);

const showCommand = onChange(
  ({ command }) => command,
  command => setText(byId('repeat-command'), command),
);

export function showFiles(status) {
  showList(status);
  showNote(status);
  showCommand(status);
}
