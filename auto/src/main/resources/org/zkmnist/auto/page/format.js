/** Numbers as people read them. */

const integers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const threeDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** A narrow space that does not break. */
const GAP = '\u202f';

export const whole = number => integers.format(number);

export const loss = number => threeDecimals.format(number);

/** A share from 0 to 1, as "97.8 %"; never "100.0 %" before it is. */
export const percent = share =>
  share >= 0.9995 && share < 1 ? `>${GAP}99.9${GAP}%` : `${oneDecimal.format(100 * share)}${GAP}%`;

/** A share from 0 to 1 without decimals; never "100 %" before it is. */
export const wholePercent = share => `${Math.floor(100 * share + 1e-9)}${GAP}%`;

export function bytes(count) {
  if (count < 1000) {
    return `${count} bytes`;
  }
  return count < 1e6 ? `${oneDecimal.format(count / 1e3)}${GAP}kB` : `${oneDecimal.format(count / 1e6)}${GAP}MB`;
}

export function duration(seconds) {
  if (seconds < 1) {
    return `under 1${GAP}s`;
  }
  if (seconds < 100) {
    return `${Math.round(seconds)}${GAP}s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes}${GAP}min` : `${oneDecimal.format(minutes / 60)}${GAP}h`;
}

export const plural = (count, one, many) => `${whole(count)} ${count === 1 ? one : many}`;
