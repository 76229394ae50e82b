/* Marks for fields, and their values in a copy of the tree. */
#include "doc/doc.h"

#include "base/gate.h"
#include "base/language.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/size.h"
#include "base/utf8.h"
#include "doc/parts.h"

#define MAIL_SCHEME "mailto:"
#define MARK_FIRST 0x10F000u
#define MARK_BYTES 4 /* each of them, in UTF-8: F4 8F 80..BE 80..BF */
#define MARK_ENCODED_BYTES (3 * (size_t)MARK_BYTES)

_Static_assert(MARK_FIRST + FIELD_MARK_COUNT <= 0x10FFFD, "marks are private characters");

void field_mark_add(struct buf *out, size_t field)
{
    char bytes[UTF8_MAX_BYTES];
    buf_add_bytes(out, bytes, utf8_encode(MARK_FIRST + size_to_u32(field), bytes));
}

bool field_mark_is(uint32_t code_point, size_t *field)
{
    bool is = code_point >= MARK_FIRST && code_point < MARK_FIRST + FIELD_MARK_COUNT;
    *field = is ? code_point - MARK_FIRST : 0;
    return is;
}

static bool mark_at(struct str text, size_t at, size_t *field)
{
    size_t len;
    return text.ptr[at] == '\xF4' && field_mark_is(utf8_decode(text, at, &len), field);
}

bool cover_field_begins(struct str text, size_t *field)
{
    return text.len > 0 && mark_at(text, 0, field);
}

/* The same in an address, where it is percent-encoded. */
static bool encoded_mark_at(struct arena *arena, struct str text, size_t at, size_t *field)
{
    struct str piece = str_sub(text, at, at + MARK_ENCODED_BYTES);
    if (!str_starts(piece, "%F4%8") || piece.len < MARK_ENCODED_BYTES) {
        return false;
    }
    struct str bytes = path_percent_decode(arena, piece);
    return bytes.len == MARK_BYTES && mark_at(bytes, 0, field);
}

bool cover_has_field(struct str text)
{
    size_t field;
    for (size_t at = str_find_byte(text, '\xF4', 0); at != STR_NONE;
         at = str_find_byte(text, '\xF4', at + 1)) {
        if (mark_at(text, at, &field)) {
            return true;
        }
    }
    return str_find(text, STR("%F4%8"), 0) != STR_NONE;
}

/* Filling */

struct tally {
    size_t fields, filled;
};

struct filling {
    struct arena *arena;
    const struct document *text;
    const struct cover_row *row; /* NULL: nobody's */
    size_t room;                 /* what is left of the row's */
    struct report *report;
    struct tally *tally; /* of the node that is filled */
};

static struct str value_of(struct filling *filling, size_t field)
{
    struct str value = filling->row ? filling->row->values[field] : (struct str){0};
    filling->tally->fields++;
    filling->tally->filled += value.len > 0;
    return value;
}

static bool has_scheme(struct str text, const char *scheme)
{
    return str_eq_ignore_case(str_sub(text, 0, strlen(scheme)), str_from(scheme));
}

/* The same behind what stands before it: a row may have the scheme that the text has, too.
 */
static struct str value_behind(struct filling *filling, size_t field, struct str before)
{
    struct str value = value_of(filling, field);
    bool twice =
        str_eq_ignore_case(before, STR(MAIL_SCHEME)) && has_scheme(value, MAIL_SCHEME);
    return twice ? str_sub(value, strlen(MAIL_SCHEME), str_find_byte(value, '?', 0))
                 : value;
}

static void add_value(struct str value, bool turned, struct buf *out)
{
    if (turned) {
        gate_add_turned(out, value);
    } else {
        buf_add(out, value);
    }
}

/* No further than the value that there is no room for. */
static struct str fill_as(struct filling *filling, struct str text, bool turned)
{
    if (!cover_has_field(text)) {
        return text;
    }
    struct buf out = {.kept_in = filling->arena};
    for (size_t at = 0, field; at < text.len && out.len <= filling->room;) {
        if (mark_at(text, at, &field)) {
            add_value(value_behind(filling, field, buf_str(&out)), turned, &out);
            at += MARK_BYTES;
        } else if (encoded_mark_at(filling->arena, text, at, &field)) {
            buf_add(&out, path_encode_name(filling->arena,
                                           value_behind(filling, field, buf_str(&out))));
            at += MARK_ENCODED_BYTES;
        } else {
            buf_add_byte(&out, text.ptr[at++]);
        }
    }
    return arena_take(filling->arena, &out);
}

static struct str fill(struct filling *filling, struct str text)
{
    return fill_as(filling, text, false);
}

/* What is shown, of a paragraph. */
static struct str fill_words(struct filling *filling, struct str text)
{
    bool from_right = language_is_right_to_left(filling->text->language);
    return fill_as(filling, text, from_right || gate_turns(text));
}

void cover_tell_long(struct place at, struct place row, struct report *report)
{
    report_error(report, at, "packet-overflow",
                 "the row of line %u of '%.*s' makes the cover's text longer than %zu KiB",
                 row.line, STR_ARG(row.file), COVER_TEXT_LIMIT_BYTES >> 10);
    report_hint(report, "shorten its texts, or name fields less often");
}

/* A node without a text counts, too. */
static bool take_room(struct filling *filling, const struct node *node)
{
    size_t bytes = 1 + node->text.len + node_info(node).len;
    if (filling->row && bytes > filling->room) {
        cover_tell_long(document_place(filling->text, node->spot), filling->row->place,
                        filling->report);
        return false;
    }
    filling->room -= filling->row ? bytes : 0;
    return true;
}

static bool is_address(struct str text)
{
    return has_scheme(text, "https://") || has_scheme(text, "http://") ||
           has_scheme(text, MAIL_SCHEME);
}

/* A copy of what a link came to, where that has marks. False: it would lead nowhere that a
 * PDF may; told. */
static bool fill_link(struct filling *filling, struct node *node)
{
    const struct link *given = node_link(node);
    if (!given || !cover_has_field(given->url)) {
        return true;
    }
    struct link *link = ARENA_NEW(filling->arena, struct link);
    if (!link) {
        return false;
    }
    *link = *given;
    bool raw = str_find_byte(given->url, '\xF4', 0) == 0; /* the value is all of it */
    struct str url = fill(filling, given->url);
    link->url = raw ? path_percent_encode(filling->arena, url) : url;
    link->node = node;
    node_set_link(filling->arena, node, link);
    if (!filling->row && !is_address(link->url)) {
        link->url = (struct str){0}; /* nobody's leads nowhere */
        return true;
    }
    if (url.len && !is_address(link->url)) {
        report_error(filling->report, filling->row->place, "packet-link",
                     "'%.*s' is no address of the web or mail", STR_ARG(url));
        report_hint(filling->report, "they begin with https://, http:// or mailto:");
        return false;
    }
    return true;
}

/* A list of the copy's own, where one of them has marks: an abbreviation's words, say. */
static bool fill_attributes(struct filling *filling, struct node_details *details)
{
    const struct attribute *one = details->attributes;
    while (one && !cover_has_field(one->value)) {
        one = one->next;
    }
    if (!one) {
        return true;
    }
    struct attribute **end = &details->attributes;
    for (one = details->attributes; one; one = one->next) {
        struct attribute *copy = ARENA_NEW(filling->arena, struct attribute);
        if (!copy) {
            return false;
        }
        *copy = *one;
        copy->value = fill(filling, one->value);
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
    }
    return true;
}

static bool fill_node(struct filling *filling, struct node *node)
{
    struct node_details *details = node->details;
    node->text = fill_words(filling, node->text);
    if (details) {
        details->info = fill(filling, details->info);
        details->title = fill(filling, details->title);
        if (!fill_attributes(filling, details)) {
            return false;
        }
    }
    return (node->kind != NODE_LINK || fill_link(filling, node)) &&
           take_room(filling, node);
}

/* What goes where none of its fields says anything, and what has nothing left. */
static bool is_spent(const struct node *node, const struct node *kept,
                     const struct tally *tally)
{
    bool whole = node->kind == NODE_PARAGRAPH || node->kind == NODE_HEADING ||
                 node->kind == NODE_ITEM || node->kind == NODE_ROW;
    return (whole && tally->fields && !tally->filled) || (node->first && !kept->first);
}

static bool links_nowhere(const struct node *node)
{
    const struct link *link = node->kind == NODE_LINK ? node_link(node) : NULL;
    return link && link->class != LINK_INTERNAL && link->class != LINK_BROKEN &&
           link->url.len == 0;
}

/* The node with what is below it. NULL: reported, or the arena is full. A cover's text is
 * no deeper than Markdown is read. */
static struct node *copy_tree(struct filling *filling, const struct node *node,
                              struct tally *tally)
{
    struct node *copy = node_copy(filling->arena, node);
    filling->tally = tally;
    if (!copy || !fill_node(filling, copy)) {
        return NULL;
    }
    for (const struct node *child = node->first; child; child = child->next) {
        struct tally own = {0};
        struct node *kept = copy_tree(filling, child, &own);
        if (!kept) {
            return NULL;
        }
        if (!filling->row || !is_spent(child, kept, &own)) {
            node_append(copy, kept);
            if (links_nowhere(kept)) {
                node_replace_with_children(kept);
            }
        }
        tally->fields += own.fields;
        tally->filled += own.filled;
    }
    return copy;
}

struct document *cover_text_fill(struct arena *arena, const struct document *text,
                                 const struct cover_row *row, struct report *report)
{
    struct filling filling = {.arena = arena,
                              .text = text,
                              .row = row,
                              .room = row ? row->room : SIZE_MAX,
                              .report = report};
    struct tally tally = {0};
    struct document *copy = ARENA_NEW(arena, struct document);
    struct node *root = copy ? copy_tree(&filling, text->root, &tally) : NULL;
    if (!root) {
        return NULL;
    }
    *copy = *text;
    copy->root = root;
    return cover_text_finish(arena, copy) ? copy : NULL;
}

bool cover_text_finish(struct arena *arena, struct document *text)
{
    struct edit_walk walk;
    edit_walk_init(&walk, text->root);
    while (edit_walk_next(&walk)) {
        if (walk.entering) {
            node_set_id(arena, walk.node, (struct str){0});
        }
    }
    return document_finish_untitled(arena, text);
}

void cover_text_add_digest(struct digester *digester, const struct document *text)
{
    struct walk walk;
    walk_init(&walk, text->root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        const struct link *link = node->kind == NODE_LINK ? node_link(node) : NULL;
        const struct packet_file *file = node->kind == NODE_IMAGE ? node_file(node) : NULL;
        const uint8_t marks[] = {node->kind,    node->level, node->align,
                                 node->section, node->task,  walk.entering};
        digester_add(digester, str_make((const char *)marks, sizeof marks));
        digester_add_text(digester, node->text);
        digester_add_text(digester, node_info(node));
        digester_add_text(digester, link ? link->url : (struct str){0});
        digester_add_text(digester, file ? file->bytes : (struct str){0});
        for (const struct attribute *one = node_attributes(node); one; one = one->next) {
            digester_add_text(digester, one->name);
            digester_add_text(digester, one->value);
        }
    }
}
