/* Settings: how kramdown reads a page, by the site's options and by {::options}. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_SETTINGS_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_SETTINGS_H

#include "base/arena.h"

struct markdown_options;

struct kramdown_settings {
    bool kramdown_input; /* without Jekyll's GFM additions */
    bool hard_wrap;      /* line ends break */
    bool auto_ids, auto_id_stripping;
    bool parse_span_html, parse_block_html;
    uint8_t toc_levels; /* a bit for each */
    int heading_offset; /* added to every level */
    uint32_t footnote_start;
    struct str id_prefix, footnote_prefix;
    struct str quotes[4]; /* single left, right, double left, right; empty: the usual */
};

struct kramdown_settings kramdown_settings_from(const struct markdown_options *options);

/* One option of {::options name="value" /}. Unknown ones and odd values change nothing,
 * as in kramdown. */
void kramdown_settings_set(struct arena *arena, struct kramdown_settings *settings,
                           struct str name, struct str value);

#endif
