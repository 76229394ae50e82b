/* Edition: what a packet says, in a form that can be compared, whatever it was read from.
 *
 * Read from the pages of its bundle alone, as archive/ writes them: a packet is first
 * written so, in memory, so that a site and a bundle of it give the same edition. Documents
 * in reading order, of each its blocks: headings, paragraphs, items, lines of code, rows of
 * tables. Words are numbers of a vocabulary that the editions to be compared share.
 *
 * A block's text is what a reader sees: white space is single spaces, what has no width is
 * not there. What stands around the text (frame, links back of notes, buttons, labels) is
 * none of it. Knows nothing of sites or stages. */
#ifndef OFFPRINT_DIFF_EDITION_H
#define OFFPRINT_DIFF_EDITION_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"

#define EDITION_NONE UINT32_MAX

struct bag;
struct packet;

/* Words and texts of blocks by number, from 0; equal ones have one number. */
struct vocabulary;
struct vocabulary *vocabulary_new(struct arena *arena); /* NULL when full */
uint32_t vocabulary_word(struct vocabulary *vocabulary, struct str word);
/* Of a row of words, which has as many bytes as the numbers. */
uint32_t vocabulary_row(struct vocabulary *vocabulary, const uint32_t *words, size_t count);
uint32_t vocabulary_word_count(const struct vocabulary *vocabulary); /* different ones */
uint32_t vocabulary_row_count(const struct vocabulary *vocabulary);

struct edition_word {
    uint32_t id;
    uint32_t from, to; /* its bytes in the edition's text */
};

/* A link around words of a block. */
struct edition_link {
    uint32_t word;      /* it begins before that one of the block's */
    uint32_t end;       /* and ends before that one */
    struct str address; /* within the packet "/aup/#scope", of a file its site path; empty:
                           it leads nowhere */
};

/* A picture that a block shows, or a file that it links to. */
struct edition_media {
    bool is_picture;
    bool held;       /* it goes along, so that its digest is known */
    uint32_t word;   /* it stands before that one of the block's */
    struct str name; /* its site path; of a picture that is not there: empty */
    struct str text; /* picture: the alternate text */
    uint8_t sha256[SHA256_BYTES];
};

enum block_kind {
    BLOCK_TITLE, /* of the document, where it is a heading of its own */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,
    BLOCK_TERM,
    BLOCK_CAPTION,
    BLOCK_ROW,  /* of a table */
    BLOCK_CODE, /* a line */
    BLOCK_RULE,
};
const char *block_kind_name(enum block_kind kind); /* "heading" */

struct edition_block {
    enum block_kind kind;
    uint8_t level; /* heading: 2..6; title: 1 */
    uint32_t row;  /* vocabulary_row() of its words; of one without, of its pictures */
    uint32_t document;
    uint32_t heading;  /* the block of the heading it stands under, or EDITION_NONE */
    uint32_t from, to; /* its text in the edition's */
    uint32_t first_word, word_count;
    uint32_t first_link, link_count;
    uint32_t first_media, media_count;
    uint64_t markup; /* of two blocks of equal words equal where their markup is */
};

struct edition_document {
    struct str address; /* "/contribute/", or what names it where it has none */
    struct str live_url;
    struct str title;
    struct str language;
    bool is_entry;
    uint32_t first_block, block_count;
    uint32_t word_count;
};

struct edition {
    struct arena *arena;
    struct vocabulary *vocabulary;
    struct str name;     /* for readers: what it was read from */
    struct str revision; /* "<hash>", or empty */
    struct str date;     /* "2021-07-15", or empty */
    size_t depth;        /* links away from its entries, as far as its documents are */
    struct str text;
    struct edition_document *documents;
    size_t document_count, document_capacity;
    struct edition_block *blocks;
    size_t block_count, block_capacity;
    struct edition_word *words;
    size_t word_count, word_capacity;
    struct edition_link *links;
    size_t link_count, link_capacity;
    struct edition_media *media;
    size_t media_count, media_capacity;
};

struct str edition_text(const struct edition *edition, const struct edition_block *block);
struct str edition_word_text(const struct edition *edition, uint32_t word);

/* Each gives an edition in `arena` that borrows nothing but the vocabulary. False: an error
 * is in the report. */
bool edition_from_packet(struct arena *arena, struct vocabulary *vocabulary,
                         const struct packet *packet, struct edition *out,
                         struct report *report);
bool edition_from_bag(struct arena *arena, struct vocabulary *vocabulary, struct bag *bag,
                      struct edition *out, struct report *report);

/* The same of pages at hand, in reading order, whose links are as they are written. */
struct edition_page {
    struct str address, title, language;
    struct str main; /* its <main>, as archive/ writes it */
};
bool edition_from_pages(struct arena *arena, struct vocabulary *vocabulary,
                        const struct edition_page *pages, size_t count, struct edition *out,
                        struct report *report);

#endif
