/* The index is the text itself, in so few bytes that the script can look through all of it
 * for each question: a lexicon of words (lexicon.c), and the documents as rows of its
 * numbers. What is found has its place and its words, so phrases, headings and excerpts
 * need nothing more, and nothing is stored of where a word stands.
 *
 * `assets/index.js` is a call with an object:
 *
 *   parts         files of the row, this one with them
 *   codes         how many symbols begin codes of one, two, three and four
 *   words, links  see lexicon.h
 *   pages         of each document: its name, its language where that is not the first
 *                 one's, and the anchors of its headings, with spaces between them; an
 *                 anchor is empty where it is what add_anchor_words() makes of the heading
 *   row           DOCUMENT, words of its title, TEXT, then its blocks with BLOCK between
 *                 them, and HEADING before those that an anchor leads to, TEXT behind;
 *                 BLOCK is one with a sign that stands before it
 *
 * `assets/index2.js` and so on hold what follows of the row. Between two words that follow
 * each other directly a space is meant, unless one is a character of a script without. */
#include "archive/search.h"

#include "archive/anchor.h"
#include "archive/lexicon.h"
#include "archive/parts.h"
#include "archive/text.h"
#include "archive/words.h"
#include "base/limits.h"

static const char script[] = {
#include "search_table.h"
};

#define SEARCH_PART_BYTES LIMIT_MIB(1)

#define DOCUMENT_MARK "\x01"
#define TEXT_MARK "\x02"
#define HEADING_MARK "\x03"
#define BLOCK_MARK "\x04"

struct gather {
    struct bundle *bundle;
    const struct catalog *catalog;
    struct arena *arena;
    struct lexicon lexicon;
    uint8_t stemmer; /* of the document's language */
    struct buf line, sign, held, pages;
    struct buf heading; /* its words as an anchor */
    bool block_begun;   /* something stands before, behind the last mark */
    bool failed;
};

bool search_is_in(const struct packet *packet)
{
    return packet->document_count > 1;
}

static void put(struct gather *gather, struct str text, bool word)
{
    gather->failed =
        gather->failed || !lexicon_put(&gather->lexicon, text, word, gather->stemmer);
}

/* The sign that the last block ends with, which waits for what comes: it is one with the
 * mark between blocks. */
static void put_held(struct gather *gather, const char *mark)
{
    struct buf *held = &gather->held;
    buf_add_text(held, mark);
    gather->failed = gather->failed || !buf_ok(held);
    if (held->len) {
        put(gather, buf_str(held), false);
    }
    buf_reset(held);
}

static void put_mark(struct gather *gather, const char *mark)
{
    put_held(gather, "");
    put(gather, str_from(mark), false);
    gather->block_begun = false;
}

/* The last of a block is held. */
static void put_sign(struct gather *gather, struct str sign, bool last)
{
    struct buf *out = last ? &gather->held : &gather->sign;
    buf_reset(&gather->sign);
    words_add_sign(out, sign);
    if (!last && out->len) {
        put(gather, buf_str(out), false);
    }
}

/* Words of ASCII with one space between them, as most are: puts those that begin at byte
 * `at`, as far as what follows is sure to be no part of them, and gives where that is. */
static size_t put_plain_words(struct gather *gather, struct str line, size_t at)
{
    for (;;) {
        size_t end = at;
        while (end < line.len && ascii_is_alnum(line.ptr[end])) {
            end++;
        }
        if (end == at || (end < line.len && (unsigned char)line.ptr[end] >= 0x80)) {
            return at;
        }
        struct str word = str_make(line.ptr + at, end - at);
        gather->failed = !lexicon_put(&gather->lexicon, word, true, gather->stemmer);
        bool goes_on = end + 1 < line.len && line.ptr[end] == ' ' &&
                       ascii_is_alnum(line.ptr[end + 1]) && !gather->failed;
        if (!goes_on) {
            return end;
        }
        at = end + 1;
    }
}

static void put_words(struct gather *gather, struct str line)
{
    bool before = false, unspaced_before = false; /* a word stands directly before */
    for (size_t at = 0; at < line.len && !gather->failed;) {
        size_t plain = put_plain_words(gather, line, at);
        if (plain > at) {
            at = plain;
            before = true;
            unspaced_before = false;
            continue;
        }
        struct piece_of_text piece = words_next(line, &at);
        bool meant = !piece.word && str_is(piece.text, " ") && before && !unspaced_before &&
                     at < line.len;
        size_t behind = at;
        if (meant && (unsigned char)line.ptr[at] >= 0x80) {
            meant = !words_next(line, &behind).unspaced;
        }
        if (piece.word) {
            put(gather, piece.text, true);
        } else if (!meant) {
            put_sign(gather, piece.text, at == line.len);
        }
        before = piece.word;
        unspaced_before = piece.unspaced;
    }
}

/* The heading's words as most generators make an anchor of them: small letters, hyphens for
 * spaces, without signs. */
static void add_anchor_words(struct gather *gather, struct str line)
{
    struct buf *out = &gather->heading;
    for (size_t at = 0; at < line.len;) {
        struct piece_of_text piece = words_next(line, &at);
        if (piece.word) {
            words_add_lower(out, piece.text);
            continue;
        }
        bool space = false;
        for (size_t i = 0; i < piece.text.len; i++) {
            char c = piece.text.ptr[i];
            if (ascii_is_space(c) ? !space : c == '-' || c == '_') {
                buf_add_byte(out, c == '_' ? '_' : '-');
            }
            space = ascii_is_space(c);
        }
    }
}

static void flush(struct gather *gather, bool heading)
{
    struct str line = str_trim(buf_str(&gather->line));
    if (line.len) {
        put_held(gather, gather->block_begun ? BLOCK_MARK : "");
        put_words(gather, line);
        gather->block_begun = true;
        if (heading) {
            add_anchor_words(gather, line);
        }
    }
    gather->failed = gather->failed || !buf_ok(&gather->line);
    buf_reset(&gather->line);
}

static void close_heading(struct gather *gather, const struct document *document,
                          const struct node *heading)
{
    struct buf anchor = {.kept_in = gather->arena};
    flush(gather, true);
    put_mark(gather, TEXT_MARK);
    (void)anchor_add_fragment(gather->catalog, document, heading, &anchor);
    buf_add_byte(&gather->pages, ' ');
    if (!str_eq(buf_str(&anchor), buf_str(&gather->heading))) {
        buf_add(&gather->pages, buf_str(&anchor));
    }
    buf_clear(&anchor);
    buf_reset(&gather->heading);
}

/* A heading that contents would list begins a part of its own, where a result may lead. */
static bool begins_part(const struct document *document, const struct node *node)
{
    return node->kind == NODE_HEADING && node != document->title_heading &&
           node_depth(node) > 0;
}

static void enter(struct gather *gather, const struct document *document, struct walk *walk)
{
    const struct node *node = walk->node;
    bool is_title = node == document->title_heading;
    if (!node_is_inline(node)) {
        flush(gather, false);
    }
    if (is_title || node->kind == NODE_TOC_BLOCK) {
        walk_skip_children(walk);
    } else if (begins_part(document, node)) {
        put_mark(gather, HEADING_MARK);
    } else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK) {
        buf_add_byte(&gather->line, ' ');
    } else if (!node_is_container(node)) {
        buf_add(&gather->line, node->text);
    }
}

static void add_body(struct gather *gather, const struct document *document)
{
    struct walk walk;
    walk_init(&walk, document->root);
    while (!gather->failed && walk_next(&walk)) {
        if (walk.entering) {
            enter(gather, document, &walk);
        } else if (begins_part(document, walk.node)) {
            close_heading(gather, document, walk.node);
        } else if (!node_is_inline(walk.node)) {
            flush(gather, false);
        }
    }
    flush(gather, false);
}

/* "contribute": without folder and ending, which all have. */
static struct str bare_name(struct str page)
{
    page = str_skip(page, strlen("pages/"));
    return str_sub(page, 0, page.len - strlen(".html"));
}

static void add_document(struct gather *gather, const struct document *document)
{
    const struct packet *packet = gather->catalog->packet;
    bool own = document == packet->documents[0] ||
               !str_eq(document->language, packet->documents[0]->language);
    gather->stemmer = stemmer_of(document->language);
    buf_add_text(&gather->pages, gather->pages.len ? ",\n\"" : "\"");
    buf_add(&gather->pages, bare_name(catalog_page(gather->catalog, document)));
    buf_add_byte(&gather->pages, ' ');
    buf_add(&gather->pages, own ? document->language : STR(""));
    put_mark(gather, DOCUMENT_MARK);
    buf_add(&gather->line, document->title);
    flush(gather, false);
    put_mark(gather, TEXT_MARK);
    if (gather->lexicon.row_count < SEARCH_WORD_LIMIT) {
        add_body(gather, document);
    } else {
        report_warning(gather->bundle->report, (struct place){.file = document->source},
                       "search-limit",
                       "only the title is found by the bundle's search: before it stand %d "
                       "words and signs",
                       SEARCH_WORD_LIMIT);
    }
    buf_add_byte(&gather->pages, '"');
}

static void add_first(struct gather *gather, size_t parts, struct str row, struct buf *out)
{
    const struct lexicon *lexicon = &gather->lexicon;
    buf_add_format(out, "offprint_index(1,{parts:%zu,codes:[%zu,%zu,%zu,%zu],\nwords:\"",
                   parts, lexicon->firsts[0], lexicon->firsts[1], lexicon->firsts[2],
                   lexicon->firsts[3]);
    lexicon_add_words(lexicon, out);
    buf_add_text(out, "\",\nlinks:\"");
    lexicon_add_links(lexicon, out);
    buf_add_text(out, "\",\npages:[");
    buf_add(out, buf_str(&gather->pages));
    buf_add_text(out, "],\nrow:\"");
    buf_add(out, row);
    buf_add_text(out, "\"})\n");
}

static bool write_part(struct gather *gather, size_t number, size_t parts, struct str row)
{
    struct bundle *bundle = gather->bundle;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    if (number == 1) {
        add_first(gather, parts, row, &out);
        return bundle_add(bundle, "data/", STR("assets/index.js"), &out);
    }
    struct str name = arena_format(bundle->arena, "assets/index%zu.js", number);
    buf_add_format(&out, "offprint_index(%zu,{row:\"", number);
    buf_add(&out, row);
    buf_add_text(&out, "\"})\n");
    return bundle_add(bundle, "data/", name, &out);
}

/* The first part names their number, so it is held until the others are written. */
static bool write_parts(struct gather *gather)
{
    struct buf first = {.kept_in = gather->arena}, row = {.kept_in = gather->arena};
    size_t at = 0, parts = 1, whole = gather->lexicon.row.len;
    lexicon_add_row(&gather->lexicon, &at, SEARCH_PART_BYTES, &first);
    bool ok = buf_ok(&first);
    while (ok && at < whole) {
        buf_reset(&row);
        lexicon_add_row(&gather->lexicon, &at, SEARCH_PART_BYTES, &row);
        ok = buf_ok(&row) && write_part(gather, ++parts, 0, buf_str(&row));
    }
    gather->failed = !buf_ok(&first) || !buf_ok(&row);
    ok = ok && write_part(gather, 1, parts, buf_str(&first));
    buf_clear(&first);
    buf_clear(&row);
    return ok;
}

static bool write_index(struct gather *gather)
{
    const struct packet *packet = gather->catalog->packet;
    for (size_t i = 0; i < packet->document_count && !gather->failed; i++) {
        add_document(gather, packet->documents[i]);
    }
    put_held(gather, "");
    struct stemmers *stemmers = stemmers_new(gather->arena);
    gather->failed = gather->failed || !buf_ok(&gather->sign) || !buf_ok(&gather->held) ||
                     !buf_ok(&gather->heading) || !buf_ok(&gather->pages) || !stemmers ||
                     !lexicon_close(&gather->lexicon, stemmers);
    stemmers_free(stemmers);
    return !gather->failed && write_parts(gather);
}

bool search_write(struct bundle *bundle, const struct catalog *catalog)
{
    if (!search_is_in(catalog->packet)) {
        return true;
    }
    struct arena *arena = arena_new_below(bundle->arena);
    if (!arena) {
        return report_out_of_memory(bundle->report);
    }
    struct gather gather = {.bundle = bundle,
                            .catalog = catalog,
                            .arena = arena,
                            .line = {.kept_in = arena},
                            .sign = {.kept_in = arena},
                            .held = {.kept_in = arena},
                            .heading = {.kept_in = arena},
                            .pages = {.kept_in = arena}};
    gather.failed = !lexicon_init(&gather.lexicon, arena);
    bool ok =
        write_index(&gather) && bundle_add_bytes(bundle, "data/", STR("assets/search.js"),
                                                 str_make(script, sizeof script));
    lexicon_clear(&gather.lexicon);
    buf_clear(&gather.line);
    buf_clear(&gather.sign);
    buf_clear(&gather.held);
    buf_clear(&gather.heading);
    buf_clear(&gather.pages);
    arena_clear(arena);
    return gather.failed ? report_out_of_memory(bundle->report) : ok;
}

/* What the script says, in the order in which it takes the words apart. */
void search_add_script(struct str language, const char *up, struct buf *out)
{
    static const enum phrase phrases[] = {PHRASE_NOTHING_FOUND, PHRASE_SEARCH,
                                          PHRASE_SEARCH_HELP,   PHRASE_SLASH_OPENS,
                                          PHRASE_CLOSE,         PHRASE_FILE_NOT_AVAILABLE};
    struct buf digits = {.part_of = out};
    phrase_add_plain(&digits, language, 1234567890);
    buf_add_format(out, "<script src=\"%sassets/search.js\" data-up=\"%s\" data-words=\"",
                   up, up);
    buf_add(out, buf_str(&digits));
    buf_add_byte(out, '|');
    text_add_label(out, language, PHRASE_FOUND);
    text_add_script_words(out, language, phrases, sizeof phrases / sizeof phrases[0]);
    buf_clear(&digits);
}
