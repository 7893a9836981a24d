/** One line chart of uPlot in the colours and the type of the page, drawn anew when these or its size change. */
import uPlot from './uPlot.esm.js';

const darkness = matchMedia('(prefers-color-scheme: dark)');

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const fontSize = () => 0.9 * parseFloat(getComputedStyle(document.documentElement).fontSize);

const font = () => `${fontSize()}px ${getComputedStyle(document.body).fontFamily}`;

export class Chart {
  #holder;
  #description;
  #plot = null;
  #data = null;

  /**
   * @param {HTMLElement} holder with a size of its own
   * @param {Object} description
   * @param {Array<{name: string, colour: string, width: number, dash?: number[], points?: number}>} description.lines
   *   `colour` is the name of a custom property
   * @param {function(number): string} description.format of the values
   * @param {number[]} description.steps between two marks of the axis of the values; one of them is taken
   * @param {function(number, number): [number, number]} description.range of the values to show, for their extremes
   * @param {function(uPlot): Array<{line: number, index: number, text: string, below?: boolean}>} description.labels
   *   written above or below points
   */
  constructor(holder, description) {
    this.#holder = holder;
    this.#description = description;
    const again = () => this.#build();
    darkness.addEventListener('change', again);
    new ResizeObserver(again).observe(holder);
  }

  /** @param {Array<Array<number|null>>} data epochs, then the values of each line at these */
  show(data) {
    this.#data = data;
    if (this.#plot) {
      this.#plot.setData(data);
    } else {
      this.#build();
    }
  }

  /** How many values are drawn. */
  get valueCount() {
    return this.#data ? this.#data.slice(1).flat().filter(value => value != null).length : 0;
  }

  #build() {
    const { clientWidth: width, clientHeight: height } = this.#holder;
    if (!this.#data || width === 0) {
      return;
    }
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(width, height), this.#data, this.#holder);
    this.#holder.dataset.values = String(this.valueCount);
  }

  #options(width, height) {
    const size = fontSize();
    const axis = {
      font: font(),
      stroke: colour('ink-soft'),
      grid: { stroke: colour('line'), width: 1 },
      ticks: { stroke: colour('line'), width: 1 },
    };
    return {
      width,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: (_, least, most) => [0, Math.max(most, 1)] },
        y: { range: (_, least, most) => this.#description.range(least ?? 0, most ?? 1) },
      },
      axes: [
        { ...axis, space: 3 * size, size: 2.2 * size, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
        { ...axis, size: 4.2 * size, incrs: this.#description.steps, values: (_, ticks) => ticks.map(this.#description.format) },
      ],
      series: [{}, ...this.#description.lines.map(line => this.#series(line))],
      hooks: { draw: [plot => this.#drawLabels(plot)] },
    };
  }

  #series({ name, colour: property, width, dash, points }) {
    const stroke = colour(property);
    return {
      label: name,
      stroke,
      width,
      dash,
      spanGaps: true,
      points: { show: points > 0, size: points, stroke, fill: colour('sheet'), width: 3 },
    };
  }

  #drawLabels(plot) {
    this.#holder.dataset.values = String(this.valueCount);
    const context = plot.ctx;
    const scale = devicePixelRatio;
    context.save();
    context.font = `700 ${1.05 * fontSize() * scale}px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.lineWidth = 5 * scale;
    context.lineJoin = 'round';
    context.strokeStyle = colour('sheet');
    for (const { line, index, text, below } of this.#description.labels(plot.data)) {
      const x = plot.valToPos(plot.data[0][index], 'x', true);
      const y = plot.valToPos(plot.data[line][index], 'y', true) + (below ? 1.7 : -0.9) * fontSize() * scale;
      const half = context.measureText(text).width / 2;
      const left = Math.min(Math.max(x - half, plot.bbox.left + 4), plot.bbox.left + plot.bbox.width - 2 * half - 4);
      context.fillStyle = colour(this.#description.lines[line - 1].colour);
      context.strokeText(text, left, y);
      context.fillText(text, left, y);
    }
    context.restore();
  }
}
