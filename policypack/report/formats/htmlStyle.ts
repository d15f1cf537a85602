/** The style of the page: light and dark by the reader's choice, and for paper. */
export const STYLE = `
:root{--ink:#1b1f24;--soft:#57606a;--page:#fff;--box:#f6f8fa;--line:#d0d7de;--refused:#b3261e;--undecided:#855700;--exempt:#0b6bcb;--allowed:#1a7f37}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--page:#0d1117;--box:#161b22;--line:#30363d;--refused:#ff7b72;--undecided:#e3b341;--exempt:#79c0ff;--allowed:#56d364}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.15rem;margin:0 0 .75rem;overflow-wrap:anywhere}
h3{font-size:1rem;font-weight:400;margin:0;overflow-wrap:anywhere}
small,.type,.urn,.place,footer{color:var(--soft);font-weight:400;font-size:.875rem}
section,.incomplete{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0;background:var(--box)}
article{border-top:1px solid var(--line);padding:.75rem 0}
article:last-child{padding-bottom:0}
p{margin:.25rem 0}
pre,.type,.urn{overflow-wrap:anywhere;white-space:pre-wrap;margin:.25rem 0}
pre,.urn{font-family:ui-monospace,monospace;font-size:.8125rem}
.kind{border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;font-size:.8125rem}
.calls{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;margin:.5rem 0;padding:0}
.calls li{border:1px solid currentColor;border-radius:.4rem;padding:.1rem .5rem;background:var(--page)}
.calls li small{color:inherit}
.refused{color:var(--refused)}.undecided,.incomplete{color:var(--undecided)}.exempt{color:var(--exempt)}.allowed{color:var(--allowed)}
.calls .allowed{color:var(--soft)}
.sum{font-weight:600}
@media print{body{background:#fff}main{max-width:none;padding:0}section,article{break-inside:avoid}section{background:none}}
`.replace(/\n/g, "");
