/** A digest as a picture: 256 bits as 16 × 16 squares, so that two digests can be told apart across a room. */

const SVG = 'http://www.w3.org/2000/svg';
const SIDE = 16;
const EDGE = 1;

const node = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};

/**
 * @param {?string} digest 64 hexadecimal digits; null gives an empty picture
 * @param {string} alternative what it is, in words
 */
export function fingerprint(digest, alternative) {
  const size = SIDE + 2 * EDGE;
  const picture = node('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': alternative, 'shape-rendering': 'crispEdges' });
  const bits = digest ? [...digest].flatMap(digit => [...parseInt(digit, 16).toString(2).padStart(4, '0')]) : [];
  const squares = bits
    .map((bit, i) => (bit === '1' ? `M${EDGE + (i % SIDE)} ${EDGE + Math.floor(i / SIDE)}h1v1h-1z` : ''))
    .join('');
  picture.append(node('path', { d: squares, fill: 'currentColor' }));
  return picture;
}
