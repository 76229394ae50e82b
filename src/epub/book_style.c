/* The style sheet of a book. Who reads it chooses font, size, colours, margins and whether
 * it is dark; so here stand neither colours of text nor of grounds, no font for the text,
 * and lines and shades are made of the colour that the text has. */
#include "base/limits.h"
#include "epub/parts.h"

static const char *const lines[] = {
    "[hidden]{display:none}\n", /* for those who do not know it */
    "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .5em;text-align:start;"
    "hyphens:none;break-after:avoid;break-inside:avoid}\n",
    "h1{font-size:1.6em;margin-top:0}h2{font-size:1.3em}h3{font-size:1.12em}"
    "h4,h5,h6{font-size:1em}h1[data-look=section]{font-size:1.3em}\n",
    "p{margin:0 0 .8em;orphans:2;widows:2}\n",
    ".head{display:flex;flex-direction:column;margin-bottom:1.4em}"
    ".provenance{order:1;font-size:.8em;border-bottom:1px solid;padding-bottom:.6em;"
    "margin:0;text-align:match-parent}.subtitle{font-size:1.15em}\n",
    "nav ol{list-style:none;margin:0;padding-inline-start:1.2em}nav>ol{padding:0}"
    "nav li{margin:.3em 0}\n",
    "img{max-width:100%;height:auto}figure{margin:1.2em 0;break-inside:avoid}"
    "figcaption,caption{font-size:.86em;text-align:start;padding:.3em 0}\n",
    ".cover{margin:0;padding:0;text-align:center}.cover "
    "img{height:100vh;max-height:100%}\n",
    "ul,ol{padding-inline-start:1.5em;margin:0 0 .8em}li{margin:.25em 0}"
    "li>p{margin:0 0 .4em}dt{font-weight:bold}dd{margin:0 0 .6em;"
    "margin-inline-start:1.5em}\n",
    ".marker-none,.unmarked,.task{list-style-type:none}" ARCHIVE_MARKER_STYLE "\n",
    "[data-marker]::marker{content:attr(data-marker) ' '}"
    ".unmarked{counter-increment:list-item 0}\n",
    ".box::before{content:'\\2610'}.box.done::before{content:'\\2611'}\n",
    "blockquote{margin:0 0 1em;padding-inline-start:1em;border-inline-start:2px solid}\n",
    ".note{margin:0 0 1em;padding:.1em 0;padding-inline-start:1em;"
    "border-inline-start:4px solid}.title{font-weight:bold;margin-bottom:.3em}\n",
    "code,kbd,samp,pre{font-family:$code;font-size:.88em}\n",
    "pre{margin:0 0 1em;padding:.6em .8em;border:1px solid;white-space:pre-wrap;"
    "overflow-wrap:anywhere}pre code{font-size:1em}\n",
    ".line::before{content:attr(data-number);display:inline-block;min-width:2.5ch;"
    "margin-right:1.5ch;text-align:right}\n",
    ".scroll{margin:0 0 1em;overflow-x:auto}table{border-collapse:collapse;"
    "font-size:.9em;line-height:1.35}\n",
    "th,td{padding:.35em .5em;text-align:start;vertical-align:top;"
    "border-bottom:1px solid}thead{break-after:avoid}tr{break-inside:avoid}\n",
    ".heard{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}\n"
    ".align-left{text-align:left}.align-right{text-align:right}"
    ".align-center{text-align:center}\n",
    ".cards{margin:0 0 1em}.cards>*{display:inline-block;vertical-align:top;width:47%;"
    "margin:0 1% .8em;break-inside:avoid}.cards-1>*{display:block;width:auto}"
    ".media{display:flex;gap:1em;margin:0 0 1em}\n",
    ".contents{border:1px solid;padding:.5em .8em;margin:0 0 1em}"
    ".contents ul,.contents ol{list-style:none;margin:0;padding-inline-start:1em}\n",
    "[data-remark]::after{content:' (' attr(data-remark) ')';font-size:.8em}"
    ".live[data-remark]::after{content:' (' attr(data-remark) ' \\2197)'}"
    ".broken{text-decoration:underline dotted}\n",
    ".no-image{font-style:italic;border:1px dashed;padding:.1em .4em}"
    ".no-image:empty{display:none}\n",
    "sup,sub{line-height:0;font-size:.75em}\n",
    ".footnotes{margin-top:2em;border-top:1px solid;padding-top:.6em;font-size:.9em}"
    ".footnotes .number{float:inline-start;margin-inline-end:.5em}\n",
    "hr{border:0;border-top:1px solid;margin:1.6em 0}\n",
    NULL,
};

bool book_style_write(struct bundle *bundle, const struct theme *theme)
{
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    for (const char *const *line = lines; *line; line++) {
        struct str rest = str_from(*line);
        size_t at = str_find(rest, STR("$code"), 0);
        if (at != STR_NONE) {
            buf_add(&out, str_sub(rest, 0, at));
            buf_add_text(&out, theme->family.code);
            rest = str_skip(rest, at + strlen("$code"));
        }
        buf_add(&out, rest);
    }
    return bundle_add(bundle, BOOK_FOLDER, STR(BOOK_STYLE), &out);
}
