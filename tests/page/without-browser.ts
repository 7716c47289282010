/** What modules of the page ask of a browser when they are loaded. To be imported before them. */

Object.assign(globalThis, { document: { readyState: 'complete' } });

export {};
