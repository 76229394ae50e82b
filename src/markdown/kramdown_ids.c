/* Header ids by the rule of Jekyll's GFM parser: lower case, only word characters,
 * '-' and blanks, blanks to '-'; a repeated one gets "-1", "-2". */
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "markdown/kramdown.h"

/* Ruby's \p{Word}: letters, marks, decimal digits, connector punctuation. */
static bool is_word(uint32_t c)
{
    if (c < 0x80) {
        return ascii_is_alnum((char)c) || c == '_';
    }
    uint32_t mask = U_GET_GC_MASK((UChar32)c);
    return u_isUAlphabetic((UChar32)c) ||
           (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0;
}

/* The words of a heading: text and, unless `stripped`, code and math; alternate texts do
 * not count. */
static void heading_text(struct node *heading, bool stripped, struct buf *out)
{
    struct walk walk;
    walk_init(&walk, heading);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        if (node->kind == NODE_TEXT ||
            (!stripped && (node->kind == NODE_CODE || node->kind == NODE_MATH))) {
            buf_add(out, node->text);
        } else if (node->kind == NODE_SOFT_BREAK) {
            buf_add_byte(out, ' ');
        }
    }
}

void buf_add_lower(struct buf *out, uint32_t c)
{
    UChar utf16[2], result[8];
    int32_t count = 0;
    UErrorCode status = U_ZERO_ERROR;
    U16_APPEND_UNSAFE(utf16, count, c);
    int32_t len = u_strToLower(result, 8, utf16, count, "", &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < len;) {
        uint32_t unit = result[i++];
        if (U16_IS_LEAD(unit) && i < len) {
            unit = (uint32_t)U16_GET_SUPPLEMENTARY(unit, result[i]);
            i++;
        }
        buf_add_code_point(out, unit);
    }
}

static void slug_of(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t len;
        uint32_t c = utf8_decode(text, at, &len);
        at += len;
        if (c == ' ' || c == '\t' || c == '-') {
            buf_add_byte(out, '-');
        } else if (c < 0x80 ? is_word(c) : c <= 0x10FFFF && (is_word(c) || c == 0x130)) {
            buf_add_lower(out, c);
        }
    }
}

/* The rule of kramdown itself, which holds within HTML elements and footnotes. */
static void plain_slug_of(struct str text, struct buf *out)
{
    size_t begin = out->len;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        if (ascii_is_alpha(c) || (out->len > begin && (ascii_is_digit(c) || c == '-'))) {
            buf_add_byte(out, ascii_lower(c));
        } else if (out->len > begin && c == ' ') {
            buf_add_byte(out, '-');
        }
    }
    if (out->len == begin) {
        buf_add_text(out, "section");
    }
}

static void give(struct kramdown *k, struct node *heading)
{
    struct str source = heading->text; /* which no one else has use for */
    heading->text = (struct str){0};
    if (heading->id.ptr || !k->options.auto_ids) {
        return;
    }
    struct buf text = {0}, slug = {0};
    bool plain = k->options.kramdown_input || kramdown_is_plain(heading);
    struct name_table *taken = plain ? &k->plain_ids : &k->ids;
    if (k->options.kramdown_input && !k->options.auto_id_stripping) {
        buf_add(&text, source);
    } else {
        heading_text(heading, k->options.kramdown_input, &text);
    }
    buf_add(&slug, k->id_prefix);
    buf_share_fate(&slug, buf_str(&text));
    (plain ? plain_slug_of : slug_of)(buf_str(&text), &slug);
    struct str id = arena_str(k->arena, buf_str(&slug));
    buf_clear(&text);
    buf_clear(&slug);
    size_t count = 0;
    if (name_find(taken, id, &count)) {
        heading->id = arena_format(k->arena, "%.*s-%zu", STR_ARG(id), count);
    } else {
        heading->id = id;
        if (id.len == 0) {
            heading->id.ptr = ""; /* none, though it counts, and contents list it */
        }
    }
    name_set(k, taken, id, count + 1);
}

void ids_give(struct kramdown *k)
{
    struct edit_walk walk;
    edit_walk_init(&walk, k->root);
    while (edit_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_HEADING) {
            give(k, walk.node);
        }
    }
}
