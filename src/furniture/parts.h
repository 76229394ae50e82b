/* What the files of furniture/ share: a tree as a list of parts, what names say, what was
 * learned. For furniture/ only. */
#ifndef OFFPRINT_FURNITURE_PARTS_H
#define OFFPRINT_FURNITURE_PARTS_H

#include "base/selector.h"
#include "furniture/furniture.h"

/* What an element's name, role, classes and id say that it is; bits. */
enum saying {
    SAYS_NAVIGATION = 1 << 0, /* links to other pages of the site */
    SAYS_HEADER = 1 << 1,
    SAYS_FOOTER = 1 << 2,
    SAYS_ASIDE = 1 << 3,
    SAYS_MAIN = 1 << 4,
    SAYS_BREADCRUMBS = 1 << 5,
    SAYS_CONTENTS = 1 << 6, /* links to what the page itself holds */
    SAYS_PAGER = 1 << 7,    /* to the pages before and after it */
    SAYS_SHARE = 1 << 8,
    SAYS_COOKIES = 1 << 9,
    SAYS_COMMENTS = 1 << 10,
    SAYS_RELATED = 1 << 11,
    SAYS_FORM = 1 << 12,
    SAYS_SKIP = 1 << 13,
    SAYS_EDIT = 1 << 14,
    SAYS_NAV_ELEMENT = 1 << 15, /* <nav>, or its role */
    SAYS_TITLE = 1 << 16,
    SAYS_UNSEEN = 1 << 17,  /* only for those who hear a page */
    SAYS_NOTICE = 1 << 18,  /* of the site to all who come */
    SAYS_CALLOUT = 1 << 19, /* what readers are to heed */
    SAYS_CONTROL = 1 << 20, /* of what scripts move, as "Next" of a row of pictures */
};

#define TEASER_WORDS 60 /* most of a text that tells of what its link leads to */

#define VALUE_WORDS 20 /* most of a field that is no menu */

/* What stands around a text, or beside it. */
#define SAYS_AROUND                                                                        \
    ((uint32_t)SAYS_NAVIGATION | SAYS_NAV_ELEMENT | SAYS_HEADER | SAYS_FOOTER |            \
     SAYS_ASIDE | SAYS_PAGER | SAYS_COMMENTS | SAYS_SHARE | SAYS_COOKIES | SAYS_RELATED |  \
     SAYS_FORM | SAYS_EDIT)

uint32_t words_say(const struct node *node);

/* A node of a tree; those of its children follow it. Counts are of all that it holds. */
struct part {
    const struct node *node;
    const char *rule;         /* that it goes by; NULL: none yet */
    uint64_t path, container; /* of elements, without and with their classes */
    uint64_t lead;            /* of the link out of the site that it is in; 0: none */
    uint32_t parent, end;     /* indices; `end`: of what follows it and all that it holds */
    uint32_t said, led;       /* words, those of links, whatever goes */
    uint32_t words, fresh, linked; /* of what is left; fresh: not repeated on other pages */
    uint32_t near;                 /* of links that other pages have, or that lead to some
                                      of the site's, or to what is about this one */
    uint32_t says;
    uint32_t before; /* leaves that are kept before it, once all rules are applied */
    bool everywhere; /* repeats on nearly all pages, with all that it holds */
    bool scarce;     /* no more than on some of all pages, whatever they have in common */
    bool fields;     /* holds names and values, of which some are this page's alone */
    bool listed;     /* one of a row of its like, of which most are this page's alone */
    bool own;        /* the page's own text, or within it */
    bool holds_own;
    bool chosen; /* the author keeps it, or what it is in */
    bool holds_chosen;
};

struct view {
    struct part *parts;
    size_t count;
    uint64_t *ids; /* hashes of those of headings, in order */
    size_t id_count;
    uint64_t *bars; /* containers of what says that it shares, one for each element that
                       such parts stand in, in order */
    size_t bar_count;
};

/* False when the arena is full. `own` may be NULL. */
bool view_make(struct arena *arena, const struct node *root, const struct node *own,
               struct view *out);
bool part_is_leaf(const struct part *part);
bool view_is_within(const struct view *view, size_t index, uint32_t says); /* or is it */
bool view_is_in_text(const struct view *view, size_t index); /* of what says it is the main
                                                                part, and not beside it */
/* Counts words of links that are near, once fresh ones are counted. `home`: the site's
 * address; may be empty. */
void view_count_near(struct view *view, struct str home);

/* Takes out a part with all that it holds. */
void view_drop(struct view *view, size_t index, const char *rule);

/* How much a leaf repeats, as far as was learned. */
enum repetition { REPEATS_NOT, REPEATS_OFTEN, REPEATS_EVERYWHERE };
enum repetition learned_repetition(const struct furniture *furniture, struct str group,
                                   const struct view *view, const struct part *part);

/* Whether a leaf is on no more than some of all pages. */
bool learned_is_scarce(const struct furniture *furniture, const struct part *part);

/* Whether a heading has the id, or what begins with one. */
bool view_has_heading(const struct view *view, struct str id);

/* Whether the page has some of what shares at like places, as each person's card has. */
bool view_has_more_bars(const struct view *view, const struct part *bar);

/* Whether one of a list fits the node. `*steps`, from selectors_steps(), are what all that
 * is asked of a tree may cost; once they are spent, nothing fits. */
size_t selectors_steps(const struct view *view);
bool selectors_fit(const struct selector *list, const struct node *node, size_t *steps);

/* Before anything is counted: of rows that all pages show, words that differ repeat, too. */
void rows_fade(struct view *view);

/* Before rules are asked: what is called a footer, but is one of a card or stands before
 * more of the page's text, is none. */
void rows_pass_footers(struct view *view);

/* Marks what is listed within a part. */
void rows_mark(struct view *view, size_t around);

/* Whether a part within `listed`, which is one of a row, is what that one tells, though
 * other pages show it, too. */
bool rows_tell(const struct view *view, size_t listed, size_t index);

/* Whether a part is a name or a value in a table of fields. fields.c */
bool fields_hold(const struct view *view, size_t index);

/* What begins with a name and a colon beside what is this page's alone, and may be alike on
 * all: the name, whose value is the part behind it, or both. fields.c */
enum field { FIELD_NONE, FIELD_NAME, FIELD_WHOLE };
enum field fields_begin(const struct view *view, size_t index);

/* Whether it is a value with its name. fields.c */
bool fields_are_named(const struct view *view, size_t index);

/* Whether it is a heading over what is this page's alone. fields.c */
bool fields_are_headed(const struct view *view, size_t index);

/* Whether it is one of some short facts beside each other. fields.c */
bool fields_are_facts(const struct view *view, size_t index);

/* Whether it leads to where the page is told on, or to its source. */
bool rules_are_of_page(const struct view *view, struct str address);

/* The name of the rule by which a part is furniture, whatever repeats; NULL: none. */
const char *rules_find(const struct view *view, size_t index);

#endif
