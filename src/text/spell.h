/* Spelling: which part of a word's text each of its glyphs stands for. */
#ifndef OFFPRINT_TEXT_SPELL_H
#define OFFPRINT_TEXT_SPELL_H

#include "text/face.h"
#include "text/text.h"

/* A character of a word, as it stands in what the word spells. */
struct letter {
    uint16_t at;       /* in the word's text */
    uint16_t from, to; /* in its parts */
    bool joins;        /* shows nothing itself */
    bool mark;         /* is set above or below others */
    bool splits;       /* a vowel of parts at both sides of its consonant */
};

/* Room that one word after the other uses. */
struct letters {
    struct letter *items;
    size_t count, capacity;
    bool has_private; /* one of private use */
};

/* Fills in the spelling of a shaped word and what its `glyphs` stand for; where it needs
 * blank ones, the word's glyphs are made anew in `arena`. False: the arena is full. */
bool word_spell(struct arena *arena, struct letters *letters, struct word *word,
                struct glyph *glyphs, uint32_t script);

#endif
