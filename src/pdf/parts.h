/* Parts of a PDF file, each in its own file; pdf.c puts them together. */
#ifndef OFFPRINT_PDF_PARTS_H
#define OFFPRINT_PDF_PARTS_H

#include "impose/impose.h"
#include "pdf/pdf.h"
#include "pdf/write.h"

/* icc.c: appends a profile of sRGB's colours, or of its greys alone. */
void icc_add_srgb(struct buf *out);
void icc_add_grey(struct buf *out);

/* ink.c: all colours of the file (0xRRGGBB) pass here. */
struct ink_use {
    bool stroke; /* else filled */
    bool rough;  /* hundredths will do */
};
/* Sets what is filled or stroked next: "0.5 0 0 rg" or "0.2 g". */
void ink_set(struct buf *out, struct inks inks, uint32_t color, struct ink_use use);
/* The numbers alone, as functions have them. */
void ink_add(struct buf *out, struct inks inks, uint32_t color);
/* " 255<...>": what follows the name of a palette's space; RGB of each, three bytes. */
void ink_add_palette(struct buf *out, struct inks inks, struct str palette);
const char *inks_space(struct inks inks); /* "DeviceRGB" */
size_t inks_count(struct inks inks);      /* of the parts of a colour in it */

/* sheets.c: where pages stand in the file. Each is a page of it; imposed, a form on one
 * that is a side of a sheet. */
struct sheets {
    const struct pages *pages;
    const struct imposition *imposition; /* NULL: pages are the file's */
    pdf_ref first_page;                  /* of the file's, in a row */
    pdf_ref first_content; /* of the pages', in a row; imposed: of the forms */
    pdf_ref resources;
    pdf_ref first_note;  /* of the forms of pages->sheet_notes, in a row */
    pdf_ref *first_link; /* by page: of its annotations, in a row */
    pdf_ref contents[8]; /* of sides: alike where they have the same halves, and a note */
};
struct page_spot {
    pdf_ref page;
    pdf_ref form; /* 0: what stands there is the page's own content */
    sp x, y;      /* the page's lower left corner */
};
struct page_spot sheets_find(const struct sheets *sheets, size_t page);
/* Pages that the file has. */
size_t sheets_count(const struct sheets *sheets);
/* Imposed: reserves numbers. False: memory is gone. */
bool sheets_begin(struct sheets *sheets, struct pdf_writer *writer);
/* Entries of a form, whose content is a page's. `key`: its /StructParents. */
void sheets_add_form(const struct sheets *sheets, size_t page, size_t key, struct buf *out);
/* The note of a signature, whose content is `take_content`. */
void sheets_write_note(struct sheets *sheets, struct pdf_writer *writer, size_t signature,
                       struct buf *take_content);
/* A side as a page of the file, when all pages are drawn. */
void sheets_write_side(struct sheets *sheets, struct pdf_writer *writer, size_t side,
                       pdf_ref parent);
/* "72 | 1": the labels of a side's pages. */
void sheets_add_label(const struct sheets *sheets, size_t side, struct buf *out);

/* tags.c: the structure tree. */
struct tags;
/* Where the second part of a file hangs in the first one's tree: on the root and its first
 * child, whose kids are all in the second. */
#define TAGS_JOINED 2
struct tags_joint {
    pdf_ref root, joined[TAGS_JOINED]; /* the structure tree's; elements by their indexes */
    pdf_ref id_tree;                   /* 0: there is none */
    size_t keys;                       /* of the parent tree */
    struct str leaves;                 /* of that */
};
/* `sheets` must last as long. `behind`: what the first part says, NULL for a whole file or
 * a first part. */
struct tags *tags_new(struct pdf_writer *writer, const struct sheets *sheets,
                      size_t page_count, size_t element_count,
                      const struct tags_joint *behind);
void tags_free(struct tags *tags);
/* Of a first part, before anything is drawn: neither the first page nor what is below this
 * child of the root. */
void tags_leave_out(struct tags *tags, const struct element *element);
size_t tags_page_key(const struct tags *tags, size_t page); /* its /StructParents */
/* The number of a new marked-content sequence of `element` on the page, which is the last
 * page's or a later one. */
int tags_begin_content(struct tags *tags, const struct element *element, size_t page);
/* Between these, content is drawn in another order than it is read in. */
void tags_hold(struct tags *tags);
void tags_release(struct tags *tags);
/* Where that is read which comes next, in the sequence begun last if `goes_on`. */
void tags_rank(struct tags *tags, uint32_t rank, bool goes_on);
/* Ties a link annotation to its element; gives its /StructParent. */
size_t tags_add_annotation(struct tags *tags, const struct element *element,
                           pdf_ref annotation, size_t page);
/* What `element`, and figures around it, take of the page. */
void tags_set_box(struct tags *tags, const struct element *element, const int64_t box[4],
                  size_t page);
/* Writes all elements below `root`, the parent tree, and the catalog's entries. */
void tags_finish(struct tags *tags, const struct element *root);
/* The same of a first part, which gets its root from the second; in the writer's arena. */
void tags_end_base(struct tags *tags, const struct element *root, struct tags_joint *out);

/* attributes.c: those of a table's cell, a list, or a Figure; `box`: the sides of the
 * latter's, or NULL. */
void attributes_add(const struct element *element, const int64_t *box, struct buf *out);

/* codes.c: the character codes of each face's glyphs. */
#define CODE_SPACE 32 /* word spacing is put behind it (ISO 32000-1, 9.3.3) */
struct code {
    uint16_t number;
    bool wide;       /* of two bytes */
    int32_t advance; /* of its glyph, in units of the face */
    double width;    /* the same in thousandths of the size, as /W declares it */
};
struct coded_glyph {
    struct code code;
    uint16_t glyph;
    uint32_t next;   /* 1 + the index of the glyph's next code; 0: it was the last */
    struct str text; /* what it stands for under this code; borrowed */
};
struct face_codes {
    const struct face *face;   /* NULL: not drawn with */
    uint32_t *first;           /* by glyph: 1 + the index of its first code; 0: none */
    struct coded_glyph *items; /* in the order of first use */
    size_t count, capacity;
    bool taken[256];    /* of one byte */
    unsigned passed;    /* of those, in the order they are tried */
    uint32_t next_wide; /* beyond all glyphs */
    bool narrow, wide;  /* drawn with by one byte; by two */
    bool apart;         /* of a second part: the first one's font lacks a code of it */
};
struct font_codes {
    struct arena *arena;
    struct face_codes *faces; /* by face_index */
    size_t count;
    const struct font_codes *base; /* of the first part, whose fonts serve; or NULL */
    bool lacked;                   /* a face has become `apart`: draw once more */
};
struct font_codes *font_codes_new(struct arena *arena, size_t face_count);
/* Of a second part. Where a face of the first one's has not all codes, the second has a
 * font of its own for it, and all of its text is drawn with that: known when it was drawn
 * once, for which font_codes_again() begins anew. */
struct font_codes *font_codes_new_behind(struct arena *arena,
                                         const struct font_codes *base);
void font_codes_again(struct font_codes *codes);
/* Of a glyph, in thousandths of the size, as /W declares it. */
double glyph_width(const struct face *face, uint16_t glyph);
/* The code of a glyph of the face (below its glyph count) that stands for `text`, which
 * must last as long as `codes`. */
struct code glyph_code(struct font_codes *codes, const struct face *face, uint16_t glyph,
                       struct str text);

/* So that few of second parts want fonts of their own: those of the letters that names in
 * Latin script are written with. */
void codes_expect_names(struct font_codes *codes, const struct face *face);

/* fonts.c: writes the fonts that pages use. Both share what they draw with. */
struct font_refs {
    pdf_ref narrow, wide; /* 0: not used */
};
void fonts_write(struct pdf_writer *writer, const struct font_codes *codes,
                 const struct font_refs *refs, struct report *report);

/* images.c: the image objects, their refs by index. Those that a first part has `written`
 * (NULL: none) serve again. */
struct image_set {
    const struct pages *pages;
    const pdf_ref *refs;
};
void images_write(struct pdf_writer *writer, const struct pages *pages,
                  const struct image_set *written, pdf_ref *refs);
/* Its colors are sRGB's, whatever its profile. */
pdf_ref image_write(struct pdf_writer *writer, const struct image_data *image);

/* drawings.c: a form whose space is the unit square, as an image's. */
struct drawing;
pdf_ref drawing_write(struct pdf_writer *writer, const struct drawing *drawing);

/* What is read of a line without a change of element, and where in it a piece is read. */
struct read_stretch {
    uint32_t number, rank;
};

/* content.c: a page's content stream. Fonts are named F and G with the face's index: by
 * one-byte codes, by two. */
struct content_state {
    const struct pages *pages;
    struct tags *tags;
    struct font_codes *codes;
    struct leaders *leaders;
    struct inks inks;
    const struct pdf_boxes *boxes;
    size_t page;
    sp x, y;                        /* of its lower left corner, in the file's page */
    struct read_stretch *stretches; /* of the line that is drawn, by its pieces */
    size_t stretch_capacity;
    struct line_room *room; /* for that line */
};
void content_add(struct content_state *state, const struct page_content *page,
                 struct buf *out);
/* The page has its codes, and names in its faces will have, though nothing is drawn. */
void content_expect(struct content_state *state, const struct page_content *page);

/* trim.c: the page's, "/MediaBox[...]/TrimBox[...]"; its origin is the cut's corner. */
void trim_add_boxes(struct buf *out, const struct pdf_boxes *boxes,
                    const struct pages *pages);
/* What touches the cut, drawn out beyond it. */
struct placed trim_draw_out(const struct pdf_boxes *boxes, const struct pages *pages,
                            struct placed rect);
/* The marks, behind all that stands on a page. */
void trim_add_marks(struct buf *out, const struct pdf_boxes *boxes,
                    const struct pages *pages);

/* leaders.c: rows of dots, of which a page's lines show parts: leader_draw(). */
struct leaders;
struct leaders *leaders_new(struct pdf_writer *writer, sp page_width);
/* The forms that were drawn, for the pages' resources. */
void leaders_add_resources(const struct leaders *leaders, struct buf *out);

/* missing.c: a box with the character's code, for a word without a face. */
void missing_add_box(struct buf *out, struct str text, int64_t x, int64_t y, int64_t size);

/* names.c: destinations, outline, page labels; adds the catalog's entries. */
void names_write(struct pdf_writer *writer, const struct sheets *sheets);

/* metadata.c: XMP and the information dictionary from one source. Gives the latter. */
void metadata_write_intent(struct pdf_writer *writer); /* the output's colors, in full */
pdf_ref metadata_write(struct pdf_writer *writer, const struct pdf_options *options);
/* "/key(D:YYYYMMDDHHmmSSZ)"; nothing for 0, which is no date, and for
 * years that have no four digits. */
void metadata_add_date(struct buf *out, const char *key, int64_t seconds);

/* Hundredths of a point, rounded. */
static inline int64_t hundredths(sp length)
{
    int64_t scaled = (int64_t)length * 100;
    return (scaled + (scaled < 0 ? -512 : 512)) / 1024;
}

#endif
