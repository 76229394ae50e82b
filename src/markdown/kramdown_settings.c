/* Settings: the site's options come from markdown.h, a page's own from the pairs that
 * kramdown_extension.c finds. Names and values are kramdown's. */
#include "markdown/kramdown_settings.h"

#include "markdown/kramdown_entity.h"
#include "markdown/markdown.h"

struct kramdown_settings kramdown_settings_from(const struct markdown_options *options)
{
    struct kramdown_settings settings = {
        .kramdown_input = options->kramdown_input,
        .hard_wrap = options->hard_wrap,
        .auto_ids = options->auto_ids,
        .auto_id_stripping = options->auto_id_stripping,
        .parse_span_html = !options->parse_span_html_off,
        .parse_block_html = options->parse_block_html,
        .footnote_start = options->footnote_start ? options->footnote_start : 1,
    };
    for (size_t i = 0; options->no_smart_quotes && i < 4; i++) {
        settings.quotes[i] = i < 2 ? STR("'") : STR("\"");
    }
    uint8_t last = options->toc_last && options->toc_last < 6 ? options->toc_last : 6;
    for (uint8_t level = options->toc_first ? options->toc_first : 1; level <= last;
         level++) {
        settings.toc_levels |= (uint8_t)(1u << level);
    }
    return settings;
}

static void set_flag(bool *flag, struct str value)
{
    if (str_is(value, "true") || str_is(value, "false")) {
        *flag = str_is(value, "true");
    }
}

static size_t number_at(struct str text, size_t at, uint32_t *out)
{
    *out = 0;
    while (at < text.len && ascii_is_digit(text.ptr[at]) && *out < 1000000) {
        *out = *out * 10 + (uint32_t)(text.ptr[at++] - '0');
    }
    return at;
}

/* "2..4", "3" or "1,3,5", with or without square brackets. */
static void set_toc_levels(struct kramdown_settings *settings, struct str value)
{
    uint8_t levels = 0;
    if (str_starts(value, "[") && str_ends(value, "]")) {
        value = str_sub(value, 1, value.len - 1);
    }
    uint32_t before = 0;
    for (size_t at = 0; at < value.len;) {
        uint32_t level;
        bool range = before > 0 && str_starts(str_skip(value, at), "..");
        size_t from = range ? at + 2 : before > 0 && value.ptr[at] == ',' ? at + 1 : at;
        size_t end = number_at(value, from, &level);
        if (end == from || level < 1 || level > 6 || (before > 0 && from == at)) {
            return;
        }
        for (uint32_t i = range ? before : level; i <= level; i++) {
            levels |= (uint8_t)(1u << i);
        }
        before = level;
        at = end;
    }
    settings->toc_levels = levels ? levels : settings->toc_levels;
}

/* Four entities, by name or number: single left, right, double left, right. */
static void set_quotes(struct arena *arena, struct kramdown_settings *settings,
                       struct str value)
{
    struct str quotes[4];
    size_t count = 0;
    for (size_t at = 0; at <= value.len; count++) {
        size_t comma = str_find_byte(value, ',', at);
        comma = comma == STR_NONE ? value.len : comma;
        struct str part = str_trim(str_sub(value, at, comma));
        bool number = part.len > 0 && ascii_is_digit(part.ptr[0]);
        struct str entity =
                       arena_format(arena, number ? "&#%.*s;" : "&%.*s;", STR_ARG(part)),
                   text;
        if (count >= 4 || part.len == 0) {
            return;
        }
        bool known = entity_at(arena, entity, 0, &text) > 0;
        quotes[count] = known ? text : count < 2 ? STR("'") : STR("\"");
        at = comma + 1;
    }
    if (count == 4) {
        memcpy(settings->quotes, quotes, sizeof quotes);
    }
}

void kramdown_settings_set(struct arena *arena, struct kramdown_settings *settings,
                           struct str name, struct str value)
{
    uint32_t number;
    bool negative = str_starts(value, "-");
    bool whole = number_at(value, negative, &number) == value.len && value.len > negative;
    if (str_is(name, "parse_span_html")) {
        set_flag(&settings->parse_span_html, value);
    } else if (str_is(name, "parse_block_html")) {
        set_flag(&settings->parse_block_html, value);
    } else if (str_is(name, "auto_ids")) {
        set_flag(&settings->auto_ids, value);
    } else if (str_is(name, "auto_id_prefix")) {
        settings->id_prefix = value;
    } else if (str_is(name, "toc_levels")) {
        set_toc_levels(settings, value);
    } else if (str_is(name, "smart_quotes")) {
        set_quotes(arena, settings, value);
    } else if (str_is(name, "footnote_prefix")) {
        settings->footnote_prefix = value;
    } else if (str_is(name, "footnote_nr") && whole && !negative && number > 0) {
        settings->footnote_start = number;
    } else if (str_is(name, "header_offset") && whole && number < 7) {
        settings->heading_offset = negative ? -(int)number : (int)number;
    }
}
