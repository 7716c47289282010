/** Files that the reader takes away: tables as CSV, figures as SVG and PNG. */

import { fitted, sans } from './measure';
import { colour } from './theme';

export function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveText(name: string, text: string, type = 'text/csv'): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Properties that a figure takes from the page, and that its copy must carry itself. */
const carried = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'direction',
] as const;

/** An element of a figure. */
export function svgElement(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== '') element.textContent = text;
  return element;
}

/** The pattern of periods without documents, which the figure takes from the page. */
function hatch(): Element[] {
  const pattern = document.getElementById('hatch');
  if (!pattern) return [];
  const copy = pattern.cloneNode(true) as Element;
  const line = pattern.querySelector('path');
  if (line) copy.querySelector('path')?.setAttribute('stroke', getComputedStyle(line).stroke);
  const definitions = svgElement('defs', {});
  definitions.append(copy);
  return [definitions];
}

const titleFont = '600 13px';
const titleHeight = 30;

/** The figure as a file of its own, under its title: colours and fonts as they are on the page now. */
export function standaloneSvg(svg: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i];
    if (!target) return;
    for (const name of carried) target.style.setProperty(name, style.getPropertyValue(name));
    target.removeAttribute('class');
    target.removeAttribute('tabindex');
  });
  const box = svg.viewBox.baseVal;
  const drawn = box && box.width > 0 && box.height > 0;
  const [left, inner] = drawn ? [box.x, box.y] : [0, 0];
  const [width, below] = drawn ? [box.width, box.height] : [svg.clientWidth, svg.clientHeight];
  const [top, height] = [inner - titleHeight, below + titleHeight];
  for (const name of ['width', 'height', 'max-width']) copy.style.removeProperty(name); // as on the page
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `${left} ${top} ${width} ${height}`);
  copy.append(...hatch());
  const words = fitted(title, width - 16, `${titleFont} ${sans}`);
  copy.prepend(
    svgElement('title', {}, title), // whole, where there was no room for it
    svgElement('rect', { x: left, y: top, width, height, fill: colour('paper') }),
    svgElement('text', { x: left + 8, y: top + 19, style: `font: ${titleFont} ${sans}`, fill: colour('ink') }, words),
  );
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Draws an SVG into a PNG, at twice its size, for print. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser cannot draw');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser cannot save a PNG'))), 'image/png'),
  );
}
