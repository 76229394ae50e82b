/* Follows the text as it is placed, apart for each block of the structure tree, since lines
 * of cells and notes come between those of others. Relies on no two numbered words being
 * the same. */
#include "oracle_pages.h"

#include <stdio.h>
#include <stdlib.h>

#define ELEMENT_LIMIT 65536
#define PIECE_LIMIT 4096
#define EDGE SP_PT(0.5) /* rounding, and what a letter's own box does not show */

/* The numbered word that is being read in an element; 0: none. */
struct reading {
    uint32_t number;
    bool begun;
};

struct check {
    const struct pages *pages;
    const struct grown *grown;
    size_t page;
    uint8_t seen[GROW_MARK_LIMIT];
    uint16_t last_of[GROW_MARK_LIMIT * 4]; /* by block: its last word so far */
    struct reading readings[ELEMENT_LIMIT];
};

static void need(const struct check *check, bool holds, const char *why, size_t number)
{
    if (!holds) {
        struct buf shown = {0};
        size_t page = check->page < check->pages->count ? check->page : 0;
        pages_dump_lines(check->pages, page ? page - 1 : 0, page + 1, &shown);
        (void)fprintf(stderr, "%.*s\nlayout: %s: %zu, page %zu of %zu\n",
                      STR_ARG(buf_str(&shown)), why, number, check->page + 1,
                      check->pages->count);
        abort();
    }
}

static bool is_inline(enum element_role role)
{
    return role == ROLE_SPAN || role == ROLE_QUOTE || role == ROLE_REFERENCE ||
           role == ROLE_CODE || role == ROLE_LINK;
}

/* The element that a line is of; NULL for contents and the like, which repeat words. */
static const struct element *block_of(const struct element *element)
{
    while (element->parent && is_inline(element->role)) {
        element = element->parent;
    }
    for (const struct element *above = element; above; above = above->parent) {
        if (above->role == ROLE_TOC) {
            return NULL;
        }
    }
    return element;
}

static void take_word(struct check *check, uint32_t number)
{
    need(check, number >= 1 && number <= check->grown->mark_count, "no such word", number);
    uint16_t *last = &check->last_of[check->grown->block_of[number]];
    need(check, check->seen[number]++ == 0, "a word twice", number);
    need(check, number > *last, "a word out of order", number);
    *last = (uint16_t)number;
}

static void read_text(struct check *check, struct reading *reading, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (reading->begun && ascii_is_digit(c) && reading->number < GROW_MARK_LIMIT) {
            reading->number = reading->number * 10 + (uint32_t)(c - '0');
        } else if (reading->begun && c == 'z' && reading->number) {
            take_word(check, reading->number);
            reading->begun = false;
        } else if (!ascii_is_space(c)) {
            *reading = (struct reading){.begun = c == 'q'};
        }
    }
}

static void read_piece(struct check *check, const struct piece *piece)
{
    const struct pages *pages = check->pages;
    const struct element *element = piece->context < pages->context_count
                                        ? pages->contexts[piece->context].element
                                        : NULL;
    const struct element *block = element ? block_of(element) : NULL;
    if (block && piece->word && !piece->hyphen && block->index < ELEMENT_LIMIT) {
        read_text(check, &check->readings[block->index], piece->word->text);
    }
}

/* In the order that they are read in, not drawn. */
static void read_line(struct check *check, const struct line *line)
{
    for (uint32_t i = 0; i < line->count; i++) {
        read_piece(check, line_read(line, i));
    }
}

static void check_box(const struct check *check, sp left, sp top, sp right, sp bottom)
{
    need(check, left >= -EDGE, "placed left of the page", (size_t)(-left / SP_PER_PT));
    need(check, top >= -EDGE, "placed above the page", (size_t)(-top / SP_PER_PT));
    need(check, right <= check->pages->width + EDGE, "placed right of the page",
         (size_t)(right / SP_PER_PT));
    need(check, bottom <= check->pages->height + EDGE, "placed below the page",
         (size_t)(bottom / SP_PER_PT));
}

static void check_placed(struct check *check, const struct placed *placed,
                         struct line_room *room)
{
    if (placed->kind != PLACED_LINE) {
        check_box(check, placed->x, placed->y, placed->x + placed->width,
                  placed->y + placed->height);
        return;
    }
    const struct line *line = line_open(placed->as.line, room);
    need(check, line != NULL, "a line that cannot be opened", 0);
    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        check_box(check, placed->x + piece->x, placed->y - line->ascent,
                  placed->x + piece->x + piece->width, placed->y + line->descent);
    }
    if (placed->artifact == ARTIFACT_NONE) {
        read_line(check, line);
    }
}

/* A page for each some words, and what a document opens with. */
static size_t page_limit(const struct grown *grown)
{
    return 16 + 8 * grown->packet.document_count + grown->node_count +
           grown->text_bytes / 20;
}

void oracle_pages_check(const struct pages *pages, const struct grown *grown)
{
    static struct check check;
    check = (struct check){.pages = pages, .grown = grown};
    struct arena arena = {0};
    struct line_room room = {.engine = pages->engine, .arena = &arena};
    need(&check, pages->count > 0 && pages->count <= page_limit(grown), "pages",
         pages->count);
    for (; check.page < pages->count; check.page++) {
        const struct page_content *page = &pages->items[check.page];
        for (size_t i = 0; i < page->count; i++) {
            check_placed(&check, &page->items[i], &room);
        }
    }
    arena_clear(&arena);
    for (size_t i = 1; i <= grown->mark_count; i++) {
        need(&check, check.seen[i] == 1, "a word lost", i);
    }
}
