/* Columns: how wide the columns of a grid are. needs.c measures its cells, columns.c gives
 * each column a width between its widest word and its longest line:
 *
 *   asked for          what an author asks of a column it gets, if the others can be set
 *   all lines fit      each column its longest line; the table is no wider than that
 *   all words fit      small columns keep their lines, large ones share what is left,
 *                      so that the table has as few lines as possible
 *   else               smaller type, step by step, down to what can still be read;
 *                      then words that are far wider than others are cut;
 *                      then the table is parted: its columns in groups below each other,
 *                      the label columns in front of each */
#ifndef OFFPRINT_LAYOUT_COLUMNS_H
#define OFFPRINT_LAYOUT_COLUMNS_H

#include "layout/grid.h"
#include "layout/maker.h"

/* What a cell needs, without padding. */
struct need {
    sp natural; /* its longest line */
    sp word;    /* what is widest between spaces */
    sp least;   /* what should not be parted */
};

/* Of all cells of the grid, in its order. NULL: an error is in the report. */
struct need *needs_measure(struct maker *maker, struct setting setting,
                           const struct grid *grid);

/* What an author asks for; 0: nothing. Percent are in thousandths. */
#define ASKED_WHOLE 100000
struct asked_column {
    sp width, percent;
};

/* Of the grid's columns and, behind the last, of the table. NULL: nothing is asked for, or
 * memory is gone. asked.c */
struct asked_column *columns_asked(struct maker *maker, struct setting setting,
                                   const struct grid *grid);

/* The cell's own type: of heads a little smaller, bold, in the headings' face. */
struct paragraph_look cell_look(struct maker *maker, struct setting setting,
                                const struct node *cell, struct element *element);

/* Columns that stand beside each other, behind the labels. */
struct column_group {
    size_t first, end;
    sp width; /* with the labels */
};

struct columns {
    size_t count;
    size_t labels; /* so many in front of each group; 0 if there is only one */
    sp *x;         /* count + 1: where each begins if all stood in one row */
    struct column_group *groups;
    size_t group_count;
    sp padding; /* at each side of a cell */
};

/* Fills `*out` for the setting's measure; `*setting` gets smaller type where the words
 * would not fit. False: an error is in the report. */
bool columns_set(struct maker *maker, struct setting *setting, const struct grid *grid,
                 struct columns *out);

/* A stretch of a group's width. */
struct column_span {
    sp x, width; /* from the group's start; width 0: nothing of it is in the group */
    bool whole;  /* all of it is */
};
struct column_span columns_span(const struct columns *columns, size_t group,
                                const struct grid_cell *cell);

#endif
