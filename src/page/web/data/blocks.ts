/** Decoding of what stands in the page: gzip in base64. */

function bytesOfBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Resolves when the whole page has been read: blocks behind the script may not be there before. */
const pageIsRead = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

/** The bytes of a block. Its element stays: who saves the page from the browser shall have all of it. */
export async function readBlock(name: string): Promise<Uint8Array> {
  const id = `block-${name}`;
  // Its text is all there when something stands behind it: the browser may be in the midst of it.
  if (!document.getElementById(id)?.nextSibling) await pageIsRead;
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page lacks its part "${name}": was it saved whole?`);
  return gunzip(bytesOfBase64((element.textContent ?? '').trim()));
}

export async function readJson<Block>(name: string): Promise<Block> {
  return JSON.parse(new TextDecoder().decode(await readBlock(name))) as Block;
}
