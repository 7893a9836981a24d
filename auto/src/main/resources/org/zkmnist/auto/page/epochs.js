/** The numbers behind the charts, as a table. */
import { byId, element, onChange } from './dom.js';
import { loss, percent } from './format.js';

const cells = report =>
  report ? [percent(report.testAccuracy), loss(report.testLoss)] : ['–', '–'];

export const showEpochs = onChange(
  ({ models }) => [models.good.history, models.bad.history],
  ([good, bad]) => {
    const count = Math.max(good.length, bad.length);
    if (count === 0) {
      return;
    }
    const rows = Array.from({ length: count }, (_, i) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, String(i + 1)),
        ...[...cells(good[i]), ...cells(bad[i])].map(text => element('td', {}, text)),
      ),
    );
    byId('epoch-rows').replaceChildren(...rows);
  },
);
