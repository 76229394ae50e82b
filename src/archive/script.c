/* Relies on page.js to need no more than its element: it makes what it shows itself, so
 * that a page holds nothing that would do nothing without it. */
#include "archive/script.h"

#include "archive/parts.h"
#include "archive/text.h"

static const char script[] = {
#include "page_table.h"
};

/* What it says, in the order in which it takes the words apart. */
void script_add(struct str language, const char *up, struct buf *out)
{
    static const enum phrase phrases[] = {
        PHRASE_THEME_AUTOMATIC, PHRASE_THEME_LIGHT, PHRASE_THEME_DARK, PHRASE_COPY_CODE,
        PHRASE_COPIED,          PHRASE_CLOSE,       PHRASE_NOTE};
    buf_add_format(out, "<script src=\"%sassets/page.js\" data-words=\"", up);
    text_add_label(out, language, PHRASE_THEME);
    buf_add_byte(out, '|');
    text_add_label(out, language, PHRASE_ENLARGE);
    text_add_script_words(out, language, phrases, sizeof phrases / sizeof phrases[0]);
}

bool script_write(struct bundle *bundle)
{
    return bundle_add_bytes(bundle, "data/", STR("assets/page.js"),
                            str_make(script, sizeof script));
}
