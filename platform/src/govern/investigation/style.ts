/** The page's style. Colours have a contrast of at least 4.5:1 on their ground, in light and dark; no meaning is in colour alone. */
export const investigationStyle = `
:root { --ground: #ffffff; --raised: #f4f6f8; --ink: #16202a; --dim: #4a5763; --line: #c3ccd4; --blue: #0b57a4; --red: #a8320b; --high: #8f0f24; color-scheme: light; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #11171d; --raised: #1b242d; --ink: #e9eef2; --dim: #b3bfca; --line: #42505c; --blue: #8cc4ff; --red: #ffa98a; --high: #ff9aa8; color-scheme: dark; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 82rem; padding: 1rem 1.25rem 3rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }
main:lang(ja) { line-height: 1.7; }
body:has(#in-en:checked) main:lang(ja), body:has(#in-ja:checked) main:lang(en) { display: none; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: flex-end; align-items: center; margin: 0; padding: 0; border: 0; }
legend { float: left; padding: 0; color: var(--dim); font-size: .9rem; } label { display: inline-flex; gap: .4rem; align-items: center; min-height: 1.75rem; cursor: pointer; } input { margin: 0; width: 1rem; height: 1rem; accent-color: var(--blue); }
h1 { margin: .5rem 0; font-size: 1.5rem; overflow-wrap: anywhere; } .kind { display: block; color: var(--dim); font-size: 1rem; font-weight: 400; }
h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; } p { max-width: 60rem; } .names { margin: 0; color: var(--dim); overflow-wrap: anywhere; }
.note, .key { margin: .25rem 0 .5rem; color: var(--dim); font-size: .9rem; } .key { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; } .key span { display: inline-flex; gap: .4rem; align-items: center; }
li, td, th, summary { overflow-wrap: anywhere; }
.s-critical, .s-high { color: var(--high); font-weight: 600; } .s-medium { color: var(--red); }
.picture { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; overflow: hidden; } .at-narrow { display: none; }
svg { display: block; width: 100%; height: auto; } svg.sign { width: .9rem; height: .9rem; flex: none; } svg text { font: 12px system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; fill: var(--ink); } svg text.centre, svg text.name { font-weight: 700; font-size: 13px; } svg text.centre { fill: var(--ground); }
.bars line { stroke: var(--dim); } .bars .all { fill: var(--blue); } .bars .errors { fill: var(--red); stroke: var(--ground); } .bars .mark { fill: var(--red); }
.graph .lines path { fill: none; stroke: var(--line); } .graph circle { fill: var(--blue); } .graph rect.centre, .graph circle.centre { fill: var(--ink); } .graph .k-address { fill: var(--red); } .graph .k-resource { fill: var(--dim); }
.map .land polygon { fill: var(--raised); stroke: var(--line); } .map circle, .map .new { fill-opacity: .8; stroke: var(--ink); } .map .usual { fill: var(--blue); } .map .new { fill: var(--red); } .map text { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: var(--dim); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: 400; min-width: 14rem; } thead th { font-weight: 600; background: var(--raised); min-width: 0; white-space: nowrap; }
.one { min-width: 0; white-space: nowrap; } .time { min-width: 7.5rem; } .heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
details { margin: .4rem 0; } summary { cursor: pointer; padding: .25rem 0; min-height: 1.75rem; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; } .wide:focus-visible { outline-offset: -3px; }
@media (max-width: 40rem) { body { padding: .75rem .75rem 2rem; } .at-wide { display: none; } .at-narrow { display: block; } fieldset { justify-content: flex-start; } th, td { padding: .3rem .4rem; } }
@media print { header { display: none; } details::details-content { content-visibility: visible; } .one { white-space: normal; } th, td { min-width: 0; } }
`;
