/** The page's own style. Colours have a contrast of at least 4.5:1 on their ground, in light and dark. */
const LIGHT = `
  --ground: #ffffff; --raised: #f4f6f8; --ink: #16202a; --dim: #4a5763; --line: #c3ccd4; --link: #0b57a4; --focus: #0b57a4;
  --critical: #8f0f24; --high: #a8320b; --medium: #7a5200; --low: #14527f; --info: #4a5763; --unknown: #5d2f91; --manual: #1f5f4a; --pass: #1c6130;
  color-scheme: light;`;
const DARK = `
  --ground: #11171d; --raised: #1b242d; --ink: #e9eef2; --dim: #b3bfca; --line: #42505c; --link: #8cc4ff; --focus: #8cc4ff;
  --critical: #ff9aa8; --high: #ffa98a; --medium: #f2c866; --low: #8fcbff; --info: #b3bfca; --unknown: #d3b2ff; --manual: #8fe0c2; --pass: #93dba5;
  color-scheme: dark;`;

export const style = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK}
} }
@media screen { :root[data-theme="dark"] {${DARK}
} }
:root[lang="en"] [lang="ja"]:not([data-keep]), :root[lang="ja"] [lang="en"]:not([data-keep]) { display: none; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }
:lang(ja) { line-height: 1.7; }
a { color: var(--link); }
header, main, footer { max-width: 82rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; } h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
header p { margin: 0; color: var(--dim); } .tools { margin-left: auto; display: flex; gap: .5rem; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
button, select, input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--dim); border-radius: .25rem; padding: .25rem .6rem; min-height: 2rem; max-width: 100%; }
button { cursor: pointer; background: var(--raised); white-space: nowrap; } button.link { white-space: normal; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.banner { border-left: .4rem solid var(--medium); background: var(--raised); padding: .75rem 1rem; margin: 1rem 0; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; padding: 0; list-style: none; }
.counts li { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem; min-width: 7rem; }
.counts b { display: block; font-size: 1.6rem; line-height: 1.2; } .of { color: var(--dim); font-size: .875rem; }
.badge { font-weight: 700; white-space: nowrap; } .dim { color: var(--dim); }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .info { color: var(--info); }
.unknown { color: var(--unknown); } .manual { color: var(--manual); } .pass { color: var(--pass); } .fail { color: var(--critical); } .not-applicable { color: var(--dim); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 46rem; } caption { text-align: left; color: var(--dim); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { background: var(--raised); white-space: nowrap; overflow-wrap: normal; } .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tbody th { font-weight: 600; } td code, th code { font-size: .875em; font-weight: 400; } td.noprint { overflow-wrap: normal; }
summary { cursor: pointer; padding: .25rem 0; } summary h2 { display: inline; } section > details { margin-top: 2rem; }
code, pre { font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); border: 1px solid var(--line); border-radius: .25rem; padding: .6rem; margin: .25rem 0; }
.filters { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; margin: 0 0 .75rem; }
.filters label { display: flex; flex-direction: column; font-size: .875rem; gap: .15rem; max-width: 18rem; }
.detail > td { background: var(--raised); padding: .25rem 1.25rem 1rem; } .detail pre { background: var(--ground); } .detail h3:first-child { margin-top: .5rem; } .detail p { margin: 0; }
dl.evidence { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .25rem 0 .75rem; } dl.evidence dt { color: var(--dim); } dl.evidence dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.link { background: none; border: 0; padding: 0; min-height: 1.5rem; color: var(--link); text-decoration: underline; text-align: left; }
footer { color: var(--dim); border-top: 1px solid var(--line); margin-top: 2rem; }
.drawing { margin: .75rem 0; } .drawing svg { max-width: none; display: block; } figcaption { color: var(--dim); padding: .25rem 0; }
svg text { font-size: 12px; text-anchor: middle; fill: var(--ink); } svg .node { fill: var(--raised); stroke: var(--dim); } svg .admin, svg .store { stroke: var(--critical); stroke-width: 2; }
svg .internet, svg .third-party { stroke: var(--medium); stroke-width: 2; } svg .edge { stroke: var(--ink); stroke-width: 1.5; } svg .edge.depends { stroke-dasharray: 2 4; }
svg .edge.cut { stroke: var(--critical); stroke-width: 2.5; stroke-dasharray: 7 4; } svg .scissors { font-size: 16px; fill: var(--critical); } svg .tip { fill: var(--ink); }
.paths > li { margin: .35rem 0; } .paths ul { margin: 0; }
.print { display: none; }
@media print {
  .tools, .filters, .skip, .noprint, button:not(.link) { display: none !important; }
  .link { color: inherit; text-decoration: none; } .print { display: block; }
  header, main, footer { max-width: none; padding: .5rem 0; } tr, li { break-inside: avoid; } .detail { break-inside: auto; } thead { display: table-header-group; }
  body { font-size: 10pt; } .scroll { overflow: visible; } table { min-width: 0; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
