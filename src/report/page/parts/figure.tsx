/** A figure with its caption, to be saved as SVG and PNG. */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { pngOf, saveBlob, saveText, standaloneSvg } from './save';
import { colour } from './theme';

interface Props {
  /** What it shows, in a line; also for those who do not see it. */
  caption: ComponentChildren;
  /** Name of the files, without ending. */
  file: string;
  /** An `svg`; or anything, with `svg` below. */
  children: ComponentChildren;
  /** The figure as SVG, where it is not drawn as one. */
  svg?: () => { text: string; width: number; height: number };
}

export function Figure({ caption, file, children, svg }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [trouble, tell] = useState('');
  const draw = () => {
    if (svg) return svg();
    const drawn = place.current?.querySelector<SVGSVGElement>('svg.figure');
    if (!drawn) throw new Error('there is nothing to save');
    return standaloneSvg(drawn, colour('paper'));
  };
  const savePng = async () => {
    try {
      const { text, width, height } = draw();
      saveBlob(`${file}.png`, await pngOf(text, width, height));
    } catch (error) {
      tell(`The PNG could not be made: ${String(error)}`);
    }
  };
  return (
    <figure>
      <div class="scroll" ref={place}>
        {children}
      </div>
      <figcaption>
        {caption}{' '}
        <span class="save">
          <button type="button" class="plain" onClick={() => saveText(`${file}.svg`, draw().text, 'image/svg+xml')}>
            Save as SVG
          </button>{' '}
          <button type="button" class="plain" onClick={() => void savePng()}>
            Save as PNG
          </button>
        </span>
        {trouble && <span role="alert">{trouble}</span>}
      </figcaption>
    </figure>
  );
}
