/** The digests of both networks, and how well the bad one hides. */
import { byId, onChange, setText } from './dom.js';
import { fingerprint } from './fingerprint.js';
import { percent } from './format.js';
import { accuracyOf } from './networks.js';

const showDigests = onChange(
  ({ files }) => ['good', 'bad'].map(kind => [kind, files.find(({ name }) => name === `network_${kind}.onnx`)?.sha256 ?? null]),
  digests => {
    for (const [kind, digest] of digests) {
      const alternative = digest
        ? `Pattern of the digest that begins with ${digest.slice(0, 8)}`
        : 'Empty: the digest is not known before the file is written';
      byId(`${kind}-bits`).replaceChildren(fingerprint(digest, alternative));
      setText(byId(`${kind}-digest`), digest ?? 'not known before it is written');
    }
  },
);

const showShare = onChange(
  ({ models }) => accuracyOf(models.bad),
  accuracy => {
    if (accuracy != null) {
      setText(byId('bad-share'), `the bad network reads ${percent(accuracy)} of the test images correctly, too`);
    }
  },
);

setText(byId('prove-command'), `./modeller prove ${location.origin}`);

export function showSwap(status) {
  showDigests(status);
  showShare(status);
}
