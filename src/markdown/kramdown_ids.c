/* Header ids, and those of terms where {:auto_ids} asks, by the rule of Jekyll's GFM
 * parser: lower case, only word characters,
 * '-' and blanks, blanks to '-'; a repeated one gets "-1", "-2". */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "markdown/kramdown_finish.h"

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
static void heading_text(const struct node *heading, bool stripped, struct buf *out)
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

/* Letters, digits and dashes, from the first letter on. */
static void words_slug_of(struct str text, struct buf *out)
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
}

/* The rule of kramdown itself, which holds within HTML elements and footnotes. */
static void plain_slug_of(struct str text, struct buf *out)
{
    size_t begin = out->len;
    words_slug_of(text, out);
    if (out->len == begin) {
        buf_add_text(out, "section");
    }
}

struct id_giver {
    struct arena *arena;
    const struct kramdown_settings *settings;
    struct name_table by_words, plain; /* ids given by each rule, with how often */
};

static struct str id_of(const struct id_giver *giver, const struct node *heading,
                        struct str source, bool plain)
{
    const struct kramdown_settings *settings = giver->settings;
    struct buf text = {.kept_in = giver->arena}, slug = text;
    if (settings->kramdown_input && !settings->auto_id_stripping) {
        buf_add(&text, source);
    } else {
        heading_text(heading, settings->kramdown_input, &text);
    }
    buf_add(&slug, settings->id_prefix);
    (plain ? plain_slug_of : slug_of)(buf_str(&text), &slug);
    buf_clear(&text);
    return arena_take(giver->arena, &slug);
}

static void give(struct id_giver *giver, struct node *heading)
{
    const struct kramdown_settings *settings = giver->settings;
    struct str source = heading->text; /* which no one else has use for */
    heading->text = (struct str){0};
    if (node_id(heading).ptr || !settings->auto_ids) {
        return;
    }
    bool plain = settings->kramdown_input || kramdown_is_plain(heading);
    struct name_table *taken = plain ? &giver->plain : &giver->by_words;
    struct str id = id_of(giver, heading, source, plain);
    size_t count = 0;
    if (name_find(taken, id, &count)) {
        node_set_id(giver->arena, heading,
                    arena_format(giver->arena, "%.*s-%zu", STR_ARG(id), count));
    } else {
        /* an empty one counts, and contents list it */
        node_set_id(giver->arena, heading, id.len ? id : STR(""));
    }
    name_set(giver->arena, taken, id, count + 1);
}

/* A term's id is what it says, however often that is said. */
static void give_term(struct id_giver *giver, struct node *term)
{
    struct buf text = {.kept_in = giver->arena}, slug = text;
    if (node_id(term).ptr) {
        return;
    }
    heading_text(term, false, &text);
    buf_add(&slug, node_title(term->parent));
    words_slug_of(buf_str(&text), &slug);
    buf_clear(&text);
    node_set_id(giver->arena, term, arena_take(giver->arena, &slug));
}

void ids_give(struct arena *arena, const struct kramdown_settings *settings,
              struct node *root)
{
    struct id_giver giver = {.arena = arena, .settings = settings};
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool term = node->kind == NODE_TERM && node->parent->fenced;
        if (walk.entering && term) {
            give_term(&giver, node);
        } else if (walk.entering && node->kind == NODE_HEADING) {
            give(&giver, node);
        } else if (!walk.entering && node->kind == NODE_DEFINITION_LIST && node->fenced) {
            node->fenced = false;
            node_set_title(arena, node, (struct str){0});
        }
    }
}
