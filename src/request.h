/* Request: what a caller's options and the site's recipe ask for.
 *
 * run.c alone uses it, before and between the stages: it takes the options, then the
 * recipe once the site is open, then tells collecting, the packet and layout what is
 * wanted of them. Runs no stage itself. */
#ifndef OFFPRINT_REQUEST_H
#define OFFPRINT_REQUEST_H

#include "collect/collect.h"
#include "impose/impose.h"
#include "layout/layout.h"
#include "offprint.h"
#include "site/site.h"

struct request {
    struct offprint_options options; /* what the caller's structure does not hold is zero */
    struct offprint_handout_options handout; /* the same of that */
    struct recipe recipe;
    uint32_t output_bits; /* which of the table's outputs are made */
    uint32_t also_bits;   /* whatever else is */
    int64_t date;         /* that options or recipe name for what is made, or DATE_NONE */
    struct report *report;
};

/* What the caller's structure holds, in one of this version: members that it does not know
 * are as if not said. False: it is of another version. */
bool request_copy_options(struct offprint_options *out,
                          const struct offprint_options *given);

/* Takes a copy of `given`, whose strings stay the caller's. `to_folder`: an output folder
 * must be named. False: wrong usage. */
bool request_take(struct request *request, const struct offprint_options *given,
                  bool to_folder, struct report *report);

/* Reads the site's recipe and settles which outputs are made. False: reported. */
bool request_read_recipe(struct request *request, struct arena *arena,
                         const struct site *site);

/* The same of a run for a list, of which `packets` in the recipe may say other outputs. */
bool request_choose_packets(struct request *request);

/* The name of the outputs where options or recipe give it, else empty. */
struct str request_name(const struct request *request);

/* What to collect; all but `progress`. Without an entry the site's front page is one.
 * False: reported (no entry). */
bool request_collecting(struct request *request, struct arena *arena, struct site *site,
                        struct collect_options *out);

/* Title, name and the like of a packet that is collected, each of them one line that any
 * output can hold. False: reported. */
bool request_describe(struct request *request, struct packet *packet);

enum paper request_paper(const struct request *request);

/* How a booklet is folded. */
struct booklet_options request_booklet(const struct request *request);

/* Of pictures at the most; 0: they stay as they are. */
uint32_t request_image_dpi(const struct request *request);

/* Whether each document is to say when it was last changed. */
bool request_history(const struct request *request);

/* What options and recipe come to: the PDF as a hand-out. */
struct handout {
    enum medium media;
    bool grey, right_hand;
    bool inked; /* of press: in the inks of a profile */
    sp bleed; /* of press */
    bool crop_marks;
    enum code_places codes;
};
struct handout request_handout(const struct request *request);

/* How tightly the outputs are packed; see base/deflate.h. */
int request_deflate_level(const struct request *request);

#endif
