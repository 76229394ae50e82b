/* The lexicon of the search index: all words and signs of a packet's texts, each once, and
 * the texts as a row of their numbers. Words are put in first, in the order of the texts;
 * then the lexicon is closed, by which the more frequent ones get the shorter codes; then
 * codes are asked for. What the codes are is told in search.c. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_LEXICON_H
#define OFFPRINT_ARCHIVE_LEXICON_H

#include "archive/stem.h"
#include "base/buf.h"

/* How a word is written, of the small letters that are kept of it. */
enum letter_form { FORM_AS_IS, FORM_FIRST_LARGE, FORM_ALL_LARGE };

struct lexeme {
    struct str text;    /* as written */
    struct str letters; /* of a word that is closed: small, where a form says the rest */
    struct str key;     /* the same for words that are found by each other */
    uint32_t count, hash;
    uint32_t number; /* by which it is coded */
    uint8_t stemmer; /* of where it came first */
    uint8_t form;    /* enum letter_form */
    bool word;       /* else a sign */
    bool continues;  /* has the key of the one before it in its class */
    bool linked;     /* has the key of `link`, in a class of shorter codes */
    uint32_t link;
};

#define LEXICON_SYMBOLS 92
#define LEXICON_LENGTHS 4 /* of codes: of one symbol, and so on */
extern const char lexicon_symbols[LEXICON_SYMBOLS + 1];

struct lexicon {
    struct arena *arena;
    struct lexeme *lexemes; /* in the order of coming; once closed, of their numbers */
    size_t count, capacity;
    uint32_t *slots; /* a table of indices, + 1, by hash */
    size_t slot_count;
    struct buf row; /* of indices, seven bits a byte */
    size_t row_count;
    uint32_t *numbers;              /* of the indices in the row */
    size_t firsts[LEXICON_LENGTHS]; /* symbols that begin codes of each length */
};

bool lexicon_init(struct lexicon *lexicon, struct arena *arena);
void lexicon_clear(struct lexicon *lexicon);

/* Puts one more word or sign in the row. False: memory is gone. */
bool lexicon_put(struct lexicon *lexicon, struct str text, bool word, uint8_t stemmer);

/* False: memory is gone. */
bool lexicon_close(struct lexicon *lexicon, struct stemmers *stemmers);

/* The codes of the row, from byte `*at` of it on, until `out` has `limit` bytes. */
void lexicon_add_row(const struct lexicon *lexicon, size_t *at, size_t limit,
                     struct buf *out);
/* Its words, in the order of their numbers; and pairs of words of one key whose codes
 * differ in length: how far the one is behind that of the pair before, and the number of
 * the other. In a string of JavaScript. */
void lexicon_add_words(const struct lexicon *lexicon, struct buf *out);
void lexicon_add_links(const struct lexicon *lexicon, struct buf *out);

#endif
