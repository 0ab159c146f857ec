import { PLATFORMS } from '#rules/platforms';

/** Muted paper and ink colours, so that the posts stand out. */
export const STYLE = String.raw`
:root{color-scheme:light dark;--paper:#FBFAF8;--card:#fff;--ink:#1B1A17;--soft:#5F5B54;--line:#E3DFD8;--tint:#F3F0EB;--accent:#C2410C;--on:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#161513;--card:#1F1D1A;--ink:#EFECE6;--soft:#B3ADA3;--line:#38342F;--tint:#282521;--accent:#FF7A52;--on:#161513}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 16px/1.45 Inter,system-ui,sans-serif}
h1{font-size:20px;font-weight:600;margin:0}h2{font-size:16px;font-weight:600;margin:0}h3{font-size:14px;font-weight:600;margin:0}
p{margin:0}a{color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
header.top{padding:24px 24px 8px}header.top p{color:var(--soft);font-size:14px;margin-top:4px}
nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);padding:0 16px;display:flex;gap:4px;overflow-x:auto}
nav a{display:flex;align-items:center;gap:8px;min-height:44px;padding:0 12px;text-decoration:none;font-size:14px;white-space:nowrap}
nav a:hover{text-decoration:underline}
.mark{display:inline-grid;place-items:center;width:24px;height:24px;border:1.5px solid currentColor;border-radius:6px;font-size:12px;font-weight:600;flex:none}
.count{color:var(--soft);font-variant-numeric:tabular-nums}
.columns{display:grid;grid-template-columns:repeat(${PLATFORMS.length},minmax(0,1fr));gap:24px;padding:24px;align-items:start}
.column{scroll-margin-top:60px;min-width:0}.column>header{display:flex;gap:8px;align-items:center;margin-bottom:12px}
.list{display:grid;gap:16px}.empty{color:var(--soft);font-size:14px;border:1px dashed var(--line);border-radius:8px;padding:16px}
.post{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.by{display:flex;gap:8px;align-items:center;padding:12px}.by div{min-width:0}
.avatar{width:40px;height:40px;border-radius:50%;background:var(--tint);border:1px solid var(--line);display:grid;place-items:center;font-weight:600;font-size:14px;flex:none}
.square .avatar{border-radius:4px}.picture_first .avatar{width:32px;height:32px;outline:2px solid var(--line);outline-offset:2px;margin:2px}
.name{font-weight:600;font-size:14px;overflow-wrap:anywhere}.when{color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
.text{padding:0 12px 12px;font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere}
.picture_first .text,.full_screen .text{padding-top:8px}
h4.title{font-size:18px;line-height:1.25;font-weight:600;margin:0;padding:0 12px 12px;overflow-wrap:anywhere}.article .text{padding-top:12px}
.media{display:grid;gap:2px;background:var(--tint)}.media.many{grid-template-columns:1fr 1fr}
.media img,.media video{display:block;width:100%;height:100%;max-height:520px;object-fit:cover}
.picture_first .media{grid-auto-flow:column;grid-auto-columns:100%;grid-template-columns:none;overflow-x:auto;scroll-snap-type:x mandatory}
.picture_first .media>*{scroll-snap-align:start;aspect-ratio:4/5}
.full_screen .media video,.full_screen .media img{aspect-ratio:9/16;object-fit:contain;background:#000}
.link{display:block;margin:0 12px 12px;padding:12px;border:1px solid var(--line);border-radius:8px;background:var(--tint);font-size:14px;overflow-wrap:anywhere}
.acts{display:flex;justify-content:space-around;gap:8px;border-top:1px solid var(--line);color:var(--soft);font-size:12px;padding:10px 12px}
.picture_first .acts,.full_screen .acts{justify-content:flex-start;gap:16px;border-top:0;padding-bottom:0}
.comments{list-style:none;margin:0;padding:12px;border-top:1px solid var(--line);display:grid;gap:8px;font-size:14px}
.comments li{background:var(--tint);border-radius:8px;padding:8px 12px;white-space:pre-wrap;overflow-wrap:anywhere}
.faults{margin:8px 24px 40px;border:1px solid var(--line);border-radius:8px;background:var(--card);padding:16px}
.faults>p{color:var(--soft);font-size:14px;margin:4px 0 16px}
form{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;align-items:end}
label{display:grid;gap:4px;font-size:14px;min-width:0}label small{color:var(--soft);font-size:12px}
select,input,button{font:inherit;font-size:14px;min-height:44px;border:1px solid var(--soft);border-radius:8px;padding:0 12px;background:var(--paper);color:var(--ink);width:100%;min-width:0;text-overflow:ellipsis}
button{cursor:pointer}button.main{background:var(--accent);border-color:var(--accent);color:var(--on);font-weight:600}
form+h3{margin-top:24px}#armed{margin:8px 0 0;padding:0 0 0 20px;font-size:14px}#armed li{margin:4px 0}
#state{min-height:20px;padding:0 24px;font-size:14px;color:var(--soft)}
@media (max-width:1100px){.columns{grid-template-columns:1fr 1fr}}
@media (max-width:640px){.columns{grid-template-columns:minmax(0,1fr);padding:16px}header.top{padding:16px 16px 8px}nav{padding:0 4px}.faults{margin:0 16px 24px}#state{padding:0 16px}}
`;
