/* What pages begin with, read off their lines. Labels of items and marks of notes are no
 * words of the text; what repeats at a page's head is an artifact. */
#include "layout/maker.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"

#define WORDS_BYTES 48 /* more would not tell places better apart */

struct gathering {
    const struct pages *pages;
    struct buf words;
    size_t length;
};

static bool is_text(const struct element *element)
{
    for (int up = 0; element && up < 3; up++, element = element->parent) {
        if (element->role == ROLE_LBL || element->role == ROLE_REFERENCE) {
            return false;
        }
    }
    return true;
}

static void gather_word(struct gathering *gathering, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        if (utf8_is_space(c) || utf8_is_invisible(c)) {
            continue;
        }
        if (gathering->words.len < WORDS_BYTES) {
            buf_add(&gathering->words, str_sub(text, at, at + len));
        }
        gathering->length += len;
    }
}

static void gather_line(struct gathering *gathering, const struct line *line)
{
    for (uint32_t i = 0; line && i < line->count; i++) {
        const struct piece *piece = line_read(line, i);
        if (piece->word && !piece->leader &&
            is_text(gathering->pages->contexts[piece->context].element)) {
            gather_word(gathering, piece->word->text);
        }
    }
}

static struct gathering gather_page(struct arena *arena, const struct pages *pages,
                                    size_t index, struct line_room *room)
{
    const struct page_content *page = &pages->items[index];
    struct gathering gathering = {.pages = pages, .words = {.kept_in = arena}};
    for (size_t i = 0; i < page->count; i++) {
        const struct placed *placed = &page->items[i];
        if (placed->kind == PLACED_LINE && !placed->artifact) {
            gather_line(&gathering, line_open(placed->as.line, room));
        }
    }
    return gathering;
}

static bool find_front(struct arena *arena, const struct pages *pages,
                       struct line_room *room, struct page_starts *out)
{
    struct front_start *front =
        ARENA_ARRAY(arena, struct front_start, pages->front_page_count + 1);
    for (size_t i = 0; front && i < pages->front_page_count; i++) {
        struct gathering gathering = gather_page(arena, pages, i, room);
        bool blank = gathering.length == 0;
        arena->failed |= !buf_ok(&gathering.words);
        buf_clear(&gathering.words);
        if (!blank) {
            front[out->front_count++] = (struct front_start){
                .label = roman_numeral(arena, i + 1), .contents = i >= pages->contents_at};
        }
    }
    out->front = front;
    return front && !arena_failed(arena);
}

bool pages_find_starts(struct arena *arena, const struct pages *pages,
                       struct page_starts *out)
{
    struct page_start *starts = ARENA_ARRAY(arena, struct page_start, pages->count + 1);
    struct arena opened;
    arena_init_within(&opened, 0, arena->budget);
    struct line_room room = {.engine = pages->engine, .arena = &opened};
    size_t count = 0;
    *out = (struct page_starts){0};
    bool ok = starts && find_front(arena, pages, &room, out);
    for (size_t i = 0; ok && i < pages->count; i++) {
        const struct page_content *page = &pages->items[i];
        if (page->document == 0) {
            continue;
        }
        struct gathering gathering = gather_page(arena, pages, i, &room);
        ok = buf_ok(&gathering.words);
        starts[count++] = (struct page_start){
            .label = arena_format(arena, "%zu", i + 1 - pages->front_page_count),
            .document = page->document - 1,
            .opens = page->opens_document,
            .words = arena_take(arena, &gathering.words),
            .length = gathering.length};
    }
    ok = ok && !arena_failed(&opened) && !arena_failed(arena);
    arena_clear(&opened);
    out->items = starts;
    out->count = ok ? count : 0;
    return ok;
}
