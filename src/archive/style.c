/* The style sheets: one file for the pages, and a smaller one inside the start page.
 *
 * Text 17 px on 27 px, at most 44 rem wide; three columns, two below 74 rem, one below
 * 52 rem. All colours of text reach 4.5:1 on their ground, in light and dark. */
#include "archive/style.h"

#include "archive/archive.h"
#include "archive/parts.h"

static const char *const colours[] = {
    ":root{color-scheme:light dark;$light}\n",
    "@media screen and (prefers-color-scheme:dark){"
    ":root:not([data-theme=light]){$dark}}\n",
    "*,::before,::after{box-sizing:border-box}\n",
    "html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;"
    "scroll-padding-top:4.4rem}\n",
    "body{margin:0;background:var(--ground);color:var(--text);"
    "font:1.0625rem/1.6 $text;overflow-wrap:break-word}\n",
    "h1,h2,h3,h4,h5,h6,nav,.bar,.provenance,.crumbs,.label,.kind,.about,.subtitle,th,"
    ".steps,footer,.skip,.reason,.contents,dt{font-family:$heading}\n",
    "h1,h2,h3,h4,h5,h6{color:var(--ink);line-height:1.3;font-weight:700;"
    "margin:2.4em 0 .7em;text-wrap:balance}\n",
    "h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .6rem}h2{font-size:1.3rem}"
    "h3{font-size:1.1rem}h4,h5,h6{font-size:1rem}\n",
    ".text h1{margin:2.4rem 0 .7rem}h1[data-look=section]{font-size:1.3rem}"
    "h2+h3,h3+h4,h4+h5{margin-top:1em}\n",
    "p{margin:0 0 1em}a{color:var(--inside);text-underline-offset:.16em;"
    "text-decoration-thickness:1px}\n",
    "a:hover{text-decoration-thickness:2px}\n",
    "a:focus-visible,summary:focus-visible,[tabindex=\"0\"]:focus-visible{"
    "outline:3px solid var(--outside);outline-offset:2px;border-radius:2px}\n",
    ".kind{font-size:.72rem;color:var(--soft);border:1px solid var(--line);"
    "border-radius:3px;padding:.05rem .35rem;white-space:nowrap;vertical-align:.1em}\n",
    ".provenance,.about{font-size:.84rem;color:var(--soft)}\n",
    ".provenance a,.about a{color:inherit}\n",
    ".provenance,.crumbs,footer{text-align:match-parent}\n",
    ".subtitle{font-size:1.1rem;color:var(--soft);margin:0 0 .6rem}\n",
    ".rows{padding-inline-start:1.6rem}.rows li{margin:0 0 .55rem}.rows "
    ".about{display:block}\n",
    "code,pre{font-family:$code;"
    "font-size:.86em}\n",
    "code{background:var(--tint);padding:.1em .3em;border-radius:3px;"
    "overflow-wrap:anywhere}\n",
    "code,kbd,samp,.footnote-ref{direction:ltr;unicode-bidi:isolate}\n",
    "pre{background:var(--tint);border:1px solid var(--line);border-radius:4px;"
    "padding:.9rem 1rem;overflow-x:auto;line-height:1.5;margin:0 0 1.2em}\n",
    "mark{background:var(--marked);color:inherit}\n",
    "kbd{border:1px solid var(--line);border-radius:3px;padding:.05em .3em;"
    "font-family:$code;font-size:.86em}samp{font-family:$code;font-size:.86em}\n",
    "pre code{background:none;padding:0;font-size:1em;overflow-wrap:normal}\n",
    ".line::before{content:attr(data-number);display:inline-block;min-width:2.5ch;"
    "margin-right:1.5ch;text-align:right;color:var(--soft)}\n",
    NULL,
};

/* A theme that is chosen, and the button for it: script.h. */
static const char *const themes[] = {
    "@media screen{[data-theme=dark]{color-scheme:dark;$dark}"
    "[data-theme=light]{color-scheme:light}}\n",
    ".theme{font:inherit;color:var(--ink);background:var(--ground);cursor:pointer;"
    "border:1px solid var(--line);border-radius:4px;"
    "display:grid;place-content:center;flex:none;width:2.2rem;height:2.2rem;"
    "padding:0}.theme::before{content:'';width:1rem;height:1rem;border:2px solid;"
    "border-radius:50%;background:linear-gradient(90deg,currentColor 50%,transparent 50%)"
    "}[data-theme=light] .theme::before{background:none}"
    "[data-theme=dark] "
    ".theme::before{background:linear-gradient(currentColor,currentColor)}"
    ".theme:hover{background:var(--tint)}button:focus-visible{"
    "outline:3px solid var(--outside);outline-offset:1px}\n",
    "@media (forced-colors:active){.theme::before{forced-color-adjust:none;"
    "color:ButtonText}}@media print{.theme{display:none}}\n",
    NULL,
};

static const char *const frame[] = {
    "main:focus{outline:none}\n",
    ".skip{position:absolute;inset-inline-start:-100rem;top:0;z-index:3;background:var(--"
    "ground);"
    "padding:.6rem 1rem}.skip:focus{inset-inline-start:0}\n",
    ".bar{position:sticky;top:0;z-index:2;display:flex;align-items:center;gap:1rem;"
    "min-height:3.2rem;padding:0 max(1.5rem,calc(50% - 40.5rem));background:var(--ground);"
    "border-bottom:1px solid var(--line);font-size:.875rem}\n",
    ".bar a{color:var(--ink);text-decoration:none;display:inline-block;"
    "padding:.5rem .25rem}.bar a:hover{text-decoration:underline}\n",
    ".bar .home{font-weight:700;flex:1;min-width:0}\n",
    ".bar ul{display:flex;gap:.75rem;list-style:none;margin:0;padding:0}\n",
    ".columns{display:grid;grid-template:'side main' auto '. steps' auto/"
    "17rem minmax(0,61rem);gap:0 3rem;max-width:84rem;margin:0 auto;"
    "padding:0 1.5rem}\n",
    "main{grid-area:main;display:grid;grid-template:'head here' auto 'title here' auto "
    "'text here' 1fr/"
    "minmax(0,44rem) 14rem;gap:0 3rem;padding:2rem 0 3rem;min-width:0}\n",
    ".side{grid-area:side}.here{grid-area:here;margin-top:-2rem}.head{grid-area:head}"
    ".text{grid-area:text;min-width:0}.text:not(:last-child){grid-area:title}"
    ".text:not(:last-child)>:last-child{margin-bottom:.7rem}.wide,.head:has(+.wide){grid-"
    "column:"
    "1/-1}.steps{grid-area:steps;max-width:44rem}\n",
    ".side,.here{position:sticky;top:3.2rem;align-self:start;max-height:calc(100vh - "
    "3.2rem);overflow-y:auto;padding:2rem 0;font-size:.875rem;line-height:1.4}\n",
    ".side{border-inline-end:1px solid var(--line);padding-inline-end:1rem}\n",
    /* Folds are shown open whatever their state; older browsers keep them folds. What
     * scrolls is within them, where it counts as theirs. */
    "summary+.label{display:none}"
    "@supports selector(::details-content){@media not (max-width:52rem){"
    ".side summary{display:none}.side summary+.label{display:block}"
    ".side{padding-block:0;max-height:none;overflow:visible}"
    ".side details::details-content{content-visibility:visible;padding:2rem 0;"
    "max-height:calc(100vh - 3.2rem);overflow-y:auto}}"
    "@media not (max-width:74rem){"
    ".here summary{display:none}.here summary+.label{display:block}"
    ".here{padding-block:0;max-height:none;overflow:visible}"
    ".here details::details-content{content-visibility:visible;padding:2rem 0;"
    "max-height:calc(100vh - 3.2rem);overflow-y:auto}}}\n",
    "nav .label{font-size:.75rem;font-weight:700;letter-spacing:.05em;"
    "text-transform:uppercase;color:var(--soft);margin:0 0 .5rem}\n",
    "nav ol,nav ul{list-style:none;margin:0;padding:0}nav .files{padding:0 .6rem}\n",
    "ol+.label{margin-top:1.4rem}.files li{padding:.25rem 0}\n",
    "nav summary{padding:.65rem .8rem;cursor:pointer;font-weight:700;color:var(--ink)}\n",
    ".documents a{display:flex;gap:.6rem;padding:.36rem .6rem;color:var(--ink);"
    "text-decoration:none;border-inline-start:3px solid transparent;border-radius:4px}\n",
    ".documents a:hover,.headings a:hover{background:var(--tint)}\n",
    ".documents .number{color:var(--soft);min-width:1.1rem;text-align:end}\n",
    ".documents "
    "[aria-current]{background:var(--tint);border-inline-start-color:var(--mark);"
    "font-weight:700}\n",
    ".files a{color:var(--ink)}\n",
    ".headings{border-inline-start:1px solid var(--line)}\n",
    ".headings a{display:block;padding:.3rem "
    ".5rem;padding-inline-start:.9rem;color:var(--soft);text-decoration:none;"
    "border-inline-start:2px solid transparent;margin-inline-start:-1px}\n",
    ".headings a:hover,.headings [aria-current]{color:var(--ink)}"
    ".headings [aria-current]{border-inline-start-color:var(--mark)}\n",
    ".headings .depth-2 a{padding-inline-start:1.8rem}\n",
    ".crumbs{font-size:.8rem;color:var(--soft);margin:0}"
    ".crumbs a{display:inline-block;padding:.2rem 0}\n",
    ".head{display:flex;flex-direction:column;margin-bottom:1.6rem}"
    ".head .provenance{order:1;margin:0;padding-bottom:.9rem;"
    "border-bottom:1px solid var(--line)}.head .contents{order:2;margin:1.6rem 0 0}\n",
    ".text>:first-child{margin-top:0}.text>:last-child{margin-bottom:0}\n",
    ".steps{display:flex;gap:1rem;justify-content:space-between;padding:0 0 3rem;"
    "font-size:.9rem}.steps a{flex:0 1 48%;border:1px solid var(--line);"
    "border-radius:4px;padding:.7rem 1rem;text-decoration:none;color:var(--ink)}\n",
    ".steps a:hover{background:var(--tint)}.steps .label{display:block;margin:0}"
    ".steps .next{text-align:end;margin-inline-start:auto}\n",
    "footer{border-top:1px solid var(--line);padding:1.2rem 1.5rem;font-size:.8rem;"
    "color:var(--soft)}footer p{max-width:81rem;margin:0 auto}footer a{color:inherit}\n",
    NULL,
};

static const char *const text[] = {
    ".external,.live{color:var(--outside)}\n",
    "[data-remark]::after{content:attr(data-remark);display:inline-block;"
    "font:.72rem/1.4 $heading;"
    "color:var(--soft);border:1px solid var(--line);border-radius:3px;"
    "padding:.05rem "
    ".35rem;margin-inline-start:.35em;white-space:nowrap;vertical-align:.1em;"
    "text-decoration:none}\n",
    ".live[data-remark]::after{content:attr(data-remark) ' \\2197'}\n",
    ".external::after{content:'\\2197';content:'\\2197'/'';font-size:.72em;"
    "vertical-align:.3em;margin-inline-start:.1em;text-decoration:none;display:inline-"
    "block}\n",
    ".to-file,.mail{color:var(--outside)}\n",
    ".broken{text-decoration:underline dotted var(--broken) 2px;"
    "text-underline-offset:.16em}.broken::after{color:var(--broken);"
    "border-color:var(--broken);border-style:dotted}.reason{font-size:.78rem;color:var(--"
    "broken)}\n",
    ".no-image{border:1px dashed var(--line);padding:.1rem .4rem;color:var(--soft);"
    "font-style:italic}.no-image:empty{display:none}\n",
    "img{max-width:100%;height:auto;vertical-align:middle}\n",
    ".cards{display:grid;gap:1.4rem;margin:0 0 1.4em;grid-template-columns:"
    "repeat(auto-fill,minmax(min(var(--least),100%),1fr))}.cards-4{--least:8.5rem}"
    ".cards-3{--least:12rem}.cards-2{--least:17rem}.cards-1{--least:100%}"
    ".bare{align-items:center;text-align:center}"
    ".cards>*{min-width:0;margin:0}.cards>*>:last-child{margin-bottom:0}"
    ".cards h2,.cards h3,.cards h4,.cards h5,.cards h6{margin:.6em 0 .3em}\n",
    ".media{display:grid;gap:.8rem 1.4rem;margin:0 0 1.4em;grid-template-columns:"
    "minmax(4rem,max-content) minmax(66%,1fr)}"
    ".turned{grid-template-columns:minmax(66%,1fr) minmax(4rem,max-content)}"
    ".media>*{min-width:0;margin:0}.media>*>:first-child{margin-top:0}\n",
    "figure{margin:1.6em 0}figcaption,caption{font-size:.86rem;color:var(--soft);"
    "text-align:start;padding:.4rem 0}\n",
    "ul,ol{padding-inline-start:1.5rem;margin:0 0 1em}li{margin:.3em 0}li>p{margin:0 0 "
    ".6em}"
    "li>ul,li>ol{margin:.3em 0}\n",
    ".marker-none{list-style-type:none}" ARCHIVE_MARKER_STYLE "\n",
    "[data-marker]::marker{content:attr(data-marker) ' '}"
    ".unmarked{list-style:none;counter-increment:list-item 0}\n",
    ".task{list-style:none;position:relative}.box{position:absolute;inset-inline-start:-1."
    "45rem;"
    "top:.32em;width:.95em;height:.95em;border:1.5px solid var(--soft);"
    "border-radius:3px}\n",
    ".box.done::after{content:'';position:absolute;left:.27em;top:.03em;width:.2em;"
    "height:.48em;border:solid var(--inside);border-width:0 .15em .15em 0;"
    "transform:rotate(45deg)}\n",
    "dt{font-weight:700;font-size:.95rem;color:var(--ink)}dd{margin:0 0 "
    ".8em;margin-inline-start:1.5rem}\n",
    "blockquote{margin:0 0 1.2em;padding:.1em 0;padding-inline-start:1.2rem;"
    "border-inline-start:3px solid var(--line);color:var(--soft)}blockquote>:last-child{"
    "margin-bottom:0}\n",
    ".note{--kind:var(--note);margin:0 0 1.2em;padding:.8em 1.2rem;"
    "border-inline-start:3px solid var(--kind);background:var(--tint)}"
    ".note>:last-child{margin-bottom:0}.tip{--kind:var(--tip)}"
    ".important{--kind:var(--important)}.warning{--kind:var(--warning)}"
    ".caution{--kind:var(--caution)}.block{--kind:var(--block);background:none}"
    ".title{margin:0 0 .4em;font:700 .92rem/1.4 $heading;color:var(--kind)}\n",
    ".contents{font-size:.9rem;background:var(--tint);border:1px solid var(--line);"
    "border-radius:4px;padding:.8rem 1.2rem;padding-inline-start:.6rem;margin:0 0 1.6em}"
    ".contents ul,.contents ol{margin:0;padding-inline-start:1.2rem;list-style:none}"
    ".contents li{margin:0}.contents a{display:inline-block;padding:.18rem 0}\n",
    "hr{border:0;border-top:1px solid var(--line);margin:2.2em 0}\n",
    /* What is cut at a side has a shade there, which its own ground covers where it ends.
     */
    ".scroll{overflow-x:auto;margin:0 0 1.4em}.scroll table{margin:0}"
    ".scroll:not(.formula){background:linear-gradient(90deg,var(--ground) 1.5rem,"
    "transparent) 0 0/3rem 100% no-repeat local,linear-gradient(-90deg,var(--ground) "
    "1.5rem,transparent) 100% 0/3rem 100% no-repeat local,linear-gradient(90deg,"
    "rgb(110 110 120/.45),transparent) 0 0/.8rem 100% no-repeat scroll,linear-gradient("
    "-90deg,rgb(110 110 120/.45),transparent) 100% 0/.8rem 100% no-repeat scroll}\n",
    "table{border-collapse:collapse;min-width:100%;font-size:.94rem;line-height:1.45}\n",
    "th,td{padding:.5rem .7rem;text-align:start;vertical-align:top;"
    "border-bottom:1px solid var(--line)}td{min-width:5rem}\n",
    ".report "
    "table{table-layout:fixed;width:100%;min-width:36rem}.address{overflow-wrap:anywhere}"
    ".report th:nth-child(2){width:42%}.report .about{display:block}\n"
    ".pages a{display:inline-block;min-height:24px}\n", /* WCAG 2.2, 2.5.8 */
    "th{font-size:.84rem;color:var(--ink)}thead th{background:var(--tint)}\n",
    ".heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}\n", /* in the words beside it for those who see the page */
    ".align-left{text-align:left}.align-right{text-align:right}.align-center{text-align:"
    "center}\n",
    "sup,sub{line-height:0;font-size:.75em}.footnote-ref a{padding:.3em .25em;margin:0 "
    "-.2em;"
    "text-decoration:none}\n",
    ".footnotes{margin-top:2.6em;padding-top:1em;border-top:1px solid var(--line);"
    "font-size:.9rem}.footnote-backref{display:inline-block;min-width:1.5rem;"
    "min-height:1.5rem;"
    "text-align:center;text-decoration:none}\n",
    ":target{background:var(--tint);box-shadow:0 0 0 .3em var(--tint)}\n",
    NULL,
};

/* What the script makes: script.h. */
static const char *const made[] = {
    ".open-search,.close,.copy{font:inherit;color:var(--ink);background:var(--"
    "ground);"
    "border:1px solid var(--line);border-radius:4px;cursor:pointer}"
    ".copy:hover,.close:hover,.open-search:hover{background:var(--tint);"
    "color:var(--ink)}[role=button]:focus-visible{"
    "outline:3px solid var(--outside);outline-offset:1px}"
    ".close{min-width:2.6rem;min-height:2.6rem;font:1.6rem/1 $heading}\n",
    ".copied{position:relative;margin:0 0 1.2em}.copied pre{margin:0}"
    ".copy{position:absolute;top:.5rem;right:.5rem;min-height:1.8rem;padding:.2rem .6rem;"
    "font:.78rem/1.2 $heading}"
    "@media (hover:hover){.copy:not(:focus-visible){opacity:0}"
    ".copied:hover .copy{opacity:1}}\n",
    ".beside{position:absolute;inset:auto;margin:0;width:max-content;"
    "max-width:min(26rem,calc(100vw - 1rem));max-height:60vh;overflow:auto;"
    "padding:.8rem 1.1rem;border:1px solid var(--line);border-radius:6px;"
    "background:var(--ground);color:var(--text);font:400 .95rem/1.5 $text;"
    "text-align:start;box-shadow:0 .3rem 1.2rem rgb(0 0 0/.25)}"
    ".beside>:last-child{margin-bottom:0}.beside:focus{outline:none}\n",
    "img[role=button]{cursor:zoom-in}.enlarged{width:100vw;height:100dvh;max-width:none;"
    "max-height:none;padding:1rem;border:0;background:var(--ground);cursor:zoom-out}"
    ".enlarged[open]{display:grid;place-items:center;grid-template:minmax(0,1fr)/"
    "minmax(0,1fr)}.enlarged img{max-height:100%;object-fit:contain}"
    ".enlarged img[src$='.svg']{width:100%;height:100%}"
    ".enlarged .close{position:absolute;top:1rem;inset-inline-end:1rem}\n",
    NULL,
};

static const char *const search[] = {
    ".open-search{display:flex;align-items:center;justify-content:space-between;gap:1.5rem;"
    "min-height:2.2rem;padding:.3rem .7rem;color:var(--soft)}"
    ".open-search kbd{font-size:.75em}\n",
    "dialog.search{width:min(44rem,calc(100vw - 2rem));max-width:none;max-height:min(80vh,"
    "46rem);margin:8vh auto auto;padding:0;border:1px solid var(--line);border-radius:8px;"
    "background:var(--ground);color:var(--text);font-family:$heading;font-size:.95rem;"
    "box-shadow:0 1rem 3rem rgb(0 0 0/.35)}"
    "dialog.search[open]{display:flex;flex-direction:column}"
    "dialog.search::backdrop{background:rgb(0 0 0/.45)}\n",
    ".ask{display:flex;gap:.6rem;padding:.8rem;border-bottom:1px solid var(--line)}"
    ".ask input{flex:1;min-width:0;font:inherit;font-size:1.05rem;padding:.5rem .7rem;"
    "color:var(--ink);background:var(--ground);border:1px solid var(--soft);"
    "border-radius:4px}::-webkit-search-cancel-button{display:none}\n",
    "dialog.search [role=status]{margin:0;padding:.5rem 1.1rem 0;font-size:.82rem;"
    "color:var(--soft)}[role=status]:empty{display:none}\n",
    "[role=listbox]{overflow-y:auto;padding:.4rem .6rem;flex:1 1 auto;min-height:0}"
    "[role=listbox]:empty{display:none}"
    "[role=option]{display:block;padding:.55rem .7rem;border-radius:4px;"
    "border-inline-start:3px solid transparent;text-decoration:none;color:var(--text);"
    "scroll-margin:.4rem}[role=option].more{margin-inline-start:1.2rem}"
    "[role=option]:hover{background:var(--tint)}"
    "[aria-selected=true]{background:var(--tint);border-inline-start-color:var(--mark)}\n",
    "[role=option] .title{font-weight:700;color:var(--ink)}"
    ".more .title,.more .sign{position:absolute;clip-path:inset(50%);width:1px;height:1px;"
    "overflow:hidden;white-space:nowrap}"
    ".part{color:var(--ink)}.excerpt{display:block;font-size:.88rem;line-height:1.45;"
    "color:var(--soft);margin-top:.15rem}[role=option] mark{font-weight:700;"
    "color:var(--ink);border-radius:2px}\n",
    ".keys{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;"
    "gap:.2rem 1.5rem;"
    "margin:0;padding:.6rem 1.1rem;border-top:1px solid var(--line);font-size:.82rem;"
    "color:var(--soft)}.keys input{width:1.1rem;height:1.1rem;vertical-align:-.2em;"
    "accent-color:var(--inside)}.keys label{padding:.25rem 0}\n",
    ".ask input:focus-visible,.keys input:focus-visible{"
    "outline:3px solid var(--outside);outline-offset:1px}\n",
    "@media (max-width:52rem){dialog.search{width:100vw;height:100dvh;max-height:none;"
    "margin:0;border:0;border-radius:0}.open-search kbd{display:none}}\n",
    NULL,
};

static const char *const screens[] = {
    "@media (max-width:74rem){.columns{grid-template-columns:15rem minmax(0,44rem);"
    "gap:0 2.4rem}main{display:block}.here{position:static;max-height:none;"
    "border:1px solid var(--line);border-radius:4px;padding:0;margin:0 0 1.8rem;"
    "font-size:.9rem}.here [open]{padding:0 .8rem .6rem}.here [open]>summary{"
    "margin:0 -.8rem}}\n",
    "@media (max-width:52rem){.columns{display:block;padding:.8rem 1rem 0}.side{"
    "position:static;max-height:none;border:1px solid var(--line);border-radius:4px;"
    "padding:0;margin:0 0 .5rem;font-size:.9rem}.side [open]{padding:0 .8rem .6rem}"
    ".side [open]>summary{margin:0 -.8rem}.bar{"
    "padding:.3rem 1rem;flex-wrap:wrap;gap:0 1rem;position:static}html{"
    "scroll-padding-top:1rem}main{padding-top:1.2rem}h1{font-size:1.6rem}"
    ".steps{flex-direction:column}.steps a{flex:none}}\n",
    "@media (max-width:40rem){.bar .home{flex-basis:100%}.open-search{flex:1}}\n",
    /* Rows of the report as cards, whose parts come in the order of the columns. */
    "@media (max-width:40rem){.report table{display:block;min-width:0}.report thead{"
    "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}"
    ".report tbody,.report tr,.report td{display:block}.report tr{border:1px solid "
    "var(--line);border-radius:4px;padding:.6rem .8rem;margin:0 0 .6rem}.report td{"
    "border:0;padding:.1rem 0}.report td:first-child{font-weight:700}}\n",
    "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n",
    /* Colours that are forced show each border, also one that is there for its room. */
    "@media (forced-colors:active){.documents a,.headings,.headings a,[role=option]{"
    "border-inline-start-color:Canvas}nav [aria-current],[aria-selected=true]{"
    "border-inline-start-color:Highlight}}\n",
    "@page{size:A4;margin:22mm 24mm;@bottom-center{content:counter(page);"
    "font:9pt $heading}}@page report{margin:14mm 14mm 18mm}\n",
    "@media "
    "print{:root{color-scheme:light;$printed}body{font-size:10.5pt;line-height:1.4}\n",
    ".bar,.side,.here,.steps,.skip,.crumbs,.copy,dialog{display:none}.columns,main{"
    "display:block;max-width:none;padding:0}footer{break-before:avoid;padding:1em 0 0}\n",
    "h1,h2,h3,h4,h5,h6{break-after:avoid}tr,img,figure,pre,.cards>*{break-inside:avoid}"
    "thead{display:table-header-group}p,li{orphans:2;widows:2}\n",
    "pre,.scroll{overflow:visible}pre{white-space:pre-wrap}.scroll:not(.formula){"
    "background:none}a{text-decoration:none}"
    ".text .external:not(.own)::after,.text .live:not(.own)::after{"
    "content:' <' attr(href) '>';font:inherit;font-size:.8em;color:var(--soft);border:0;"
    "padding:0;margin:0;white-space:normal;vertical-align:baseline;display:inline;"
    "overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr}.own::after,"
    ".footnote-backref{display:none}\n",
    /* The report as a list in two columns, of few sheets. */
    "body:has(.wide){page:report}.wide h2{font-size:1.1em;margin:1em 0 .2em}"
    ".wide p{font-size:.9em;margin:0 0 .4em}"
    ".report{columns:2;column-gap:7mm;margin:0}.report table,.report tbody{"
    "display:block;min-width:0}.report table{font-size:7pt;line-height:1.25}"
    ".report thead{display:none}.report tr{display:block;margin:0 0 .5mm;"
    "padding-inline-start:3mm;text-indent:-3mm}.report td,.report .about,.report "
    ".reason{display:inline;"
    "border:0;padding:0;font-size:1em}.report a{display:inline}.report "
    "td+td::before{content:' \\b7  '}"
    ".report .external::after,.report .live::after{content:none!important}}\n",
    NULL,
};

/* "#fff" where three digits say it. */
static void add_color(struct buf *out, uint32_t color)
{
    bool is_short = (color >> 4 & 0x0F0F0F) == (color & 0x0F0F0F);
    buf_add_format(out, is_short ? "#%x%x%x" : "#%02x%02x%02x",
                   color >> (is_short ? 20 : 16) & (is_short ? 0xF : 0xFF),
                   color >> (is_short ? 12 : 8) & (is_short ? 0xF : 0xFF),
                   color >> (is_short ? 4 : 0) & (is_short ? 0xF : 0xFF));
}

static void add_colors(struct buf *out, const struct screen_colors *colors)
{
    const struct {
        const char *name;
        uint32_t color;
    } rows[] = {{"ink", colors->ink},       {"text", colors->text},
                {"soft", colors->soft},     {"ground", colors->ground},
                {"tint", colors->tint},     {"line", colors->line},
                {"inside", colors->inside}, {"outside", colors->outside},
                {"broken", colors->broken}, {"mark", colors->mark},
                {"marked", colors->marked}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_add_format(out, "%s--%s:", i ? ";" : "", rows[i].name);
        add_color(out, rows[i].color);
    }
    for (int i = 0; i < CALLOUT_COUNT; i++) {
        buf_add_format(out, ";--%s:", callout_name((enum callout)i));
        add_color(out, colors->callout[i]);
    }
}

/* What a line names by '$': colours or a family of the theme. */
static void add_named(struct buf *out, const struct theme *theme, struct str name)
{
    const struct {
        const char *name, *family;
        const struct screen_colors *colors;
    } rows[] = {
        {"light", NULL, &theme->light},           {"dark", NULL, &theme->dark},
        {"printed", NULL, &theme->printed},       {"text", theme->family.text, NULL},
        {"heading", theme->family.heading, NULL}, {"code", theme->family.code, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!str_is(name, rows[i].name)) {
            continue;
        }
        if (rows[i].family) {
            buf_add_text(out, rows[i].family);
        } else {
            add_colors(out, rows[i].colors);
        }
    }
}

static void add_lines(const char *const *lines, const struct theme *theme, struct buf *out)
{
    for (; *lines; lines++) {
        struct str rest = str_from(*lines);
        for (size_t at; (at = str_find_byte(rest, '$', 0)) != STR_NONE;) {
            size_t end = at + 1;
            while (end < rest.len && ascii_is_alpha(rest.ptr[end])) {
                end++;
            }
            buf_add(out, str_sub(rest, 0, at));
            add_named(out, theme, str_sub(rest, at + 1, end));
            rest = str_skip(rest, end);
        }
        buf_add(out, rest);
    }
}

void style_add_start(const struct theme *theme, struct buf *out)
{
    static const char *const start[] = {
        "main,footer{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem}\n",
        "main{padding-bottom:1rem}h1{font-size:2.2rem}h2{margin-top:1.8em}\n",
        "footer{padding-top:1rem;padding-bottom:2.5rem;font-size:.8rem;"
        "color:var(--soft)}footer a{color:inherit}\n",
        ".first{border:1px solid var(--line);border-inline-start:4px solid var(--mark);"
        "border-radius:4px;background:var(--tint);padding:.9rem 1.2rem;margin:1.6rem 0}"
        ".first p:last-child{margin:0}\n",
        ".open a{display:inline-block;padding:.6rem 1.1rem;border:1px solid var(--mark);"
        "border-radius:4px;text-decoration:none;font-weight:700;margin:0 .6rem .6rem 0}\n",
        ".theme{position:absolute;top:.5rem;inset-inline-end:.5rem}\n",
        "@media print{.open{display:none}}\n",
        NULL,
    };
    add_lines(colours, theme, out);
    add_lines(themes, theme, out);
    add_lines(start, theme, out);
}

bool style_write(struct bundle *bundle, const struct theme *theme, bool searches)
{
    struct buf out = {.kept_in = bundle->arena};
    add_lines(colours, theme, &out);
    add_lines(themes, theme, &out);
    add_lines(frame, theme, &out);
    add_lines(text, theme, &out);
    add_lines(made, theme, &out);
    if (searches) {
        add_lines(search, theme, &out);
    }
    add_lines(screens, theme, &out);
    return bundle_add(bundle, "data/", STR("assets/style.css"), &out);
}
