/** A figure with its caption, to be saved as SVG and PNG. */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useStore } from './context';
import { plain } from './measure';
import { pngOf, saveBlob, saveText, standaloneSvg } from './save';

interface Props {
  /** What it is called where it stands alone, in a file. */
  title: string;
  /** What it shows, in a line; also for those who do not see it. */
  caption: ComponentChildren;
  /** Name of the files, without ending. */
  file: string;
  /** An `svg`; or anything, with `svg` below. */
  children: ComponentChildren;
  /** The figure as SVG under the title that is given, where it is not drawn as one. */
  svg?: (title: string) => { text: string; width: number; height: number };
}

export function Figure({ title, caption, file, children, svg }: Props) {
  const { core } = useStore();
  const place = useRef<HTMLDivElement>(null);
  const [trouble, tell] = useState('');
  const draw = () => {
    const whole = plain(`${title} (${core.corpus})`);
    if (svg) return svg(whole);
    const drawn = place.current?.querySelector<SVGSVGElement>('svg.figure');
    if (!drawn) throw new Error('there is nothing to save');
    return standaloneSvg(drawn, whole);
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
