/** Documents that try to be something else than text. */

const attacks = [
  '<script>window.broken = 1</script>',
  '</script><script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 1">',
  '"><svg onload=window.broken=1>',
  "'; window.broken = 1; //",
  '<!-- <script> -->',
  'javascript:window.broken=1',
  '{{constructor.constructor("window.broken=1")()}}',
  '&lt;b&gt; &amp; &quot;',
  '\u202Eright to left override\u202C',
  'شاهد بشر حقوق \u200Fעברית\u200E mixed',
  'bell \u0007 escape \u001b[31m null \u0000 line \u2028 and paragraph \u2029 separators',
  '和平与发展的时代主题',
  '\ud83d\ude80 a rocket, and \u0065\u0301 in two parts',
];

/** They share phrases, so that every attack stands in formulations and passages too. */
export const hostile = Array.from({ length: 6 }, (_, i) => ({
  id: `${attacks[i]} ${i}`,
  title: attacks[(i + 3) % attacks.length],
  author: attacks[(i + 1) % attacks.length],
  institution: attacks[(i + 2) % attacks.length],
  genre: attacks[(i + 4) % attacks.length],
  source_url: i === 0 ? 'javascript:window.broken=1' : i === 1 ? 'https://example.org/"><script>' : '',
  date: i === 5 ? '' : `20${10 + i}-01-01`,
  text: [
    ...attacks,
    'The enduring partnership <script>alert(1)</script> of sovereign equals remains our common purpose.',
    `The ${i % 2 === 0 ? 'solemn' : '<b>bold</b>'} promise of mutual guarantees & "quoted" obligations remains in force.`,
  ].join('\n\n'),
}));
export { attacks };
