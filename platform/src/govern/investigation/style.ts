/** The page's style. Colours have a contrast of at least 4.5:1 on their ground, in light and dark. */
export const investigationStyle = `
:root { --ground: #ffffff; --raised: #f4f6f8; --ink: #16202a; --dim: #4a5763; --line: #c3ccd4; --blue: #0b57a4; --red: #a8320b; --high: #8f0f24; color-scheme: light; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #11171d; --raised: #1b242d; --ink: #e9eef2; --dim: #b3bfca; --line: #42505c; --blue: #8cc4ff; --red: #ffa98a; --high: #ff9aa8; color-scheme: dark; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 82rem; padding: 1rem 1.25rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }
main:lang(ja) { line-height: 1.7; }
body:has(#in-en:checked) main:lang(ja), body:has(#in-ja:checked) main:lang(en) { display: none; }
nav { display: flex; gap: .4rem 1rem; justify-content: flex-end; align-items: center; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; }
li, td, th { overflow-wrap: anywhere; }
.s-critical, .s-high { color: var(--high); font-weight: 600; } .s-medium { color: var(--red); }
.picture { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0 1rem; overflow: hidden; }
svg { display: block; width: 100%; height: auto; } svg text { font: 12px system-ui, "Noto Sans JP", sans-serif; fill: var(--ink); } svg text.centre { font-weight: 700; font-size: 14px; }
.lines line, .bars line { stroke: var(--line); } .graph circle { fill: var(--blue); } .graph circle.centre { fill: var(--red); }
.graph .k-address { fill: var(--red); } .graph .k-resource { fill: var(--dim); }
.bars .all { fill: var(--blue); } .bars .errors, .mark { fill: var(--red); }
.map .land polygon { fill: var(--raised); stroke: var(--line); } .map circle { fill-opacity: .75; stroke: var(--ink); } .map .usual { fill: var(--blue); } .map .new { fill: var(--red); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: var(--dim); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: 400; min-width: 5rem; } thead th { font-weight: 600; background: var(--raised); }
details { margin: .4rem 0; } summary { cursor: pointer; padding: .25rem 0; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
@media print { nav { display: none; } details > * { display: block; } }
`;
