/* Theme: every measure, factor, face role and colour of both outputs, as data.
 *
 * A theme is one row of the table in theme.c, a medium a column of it; layout/ and archive/
 * read it and hold no number of their own that an eye would see. What depends on the paper
 * is a `sheet`. Lengths are `sp`; a name that ends in `_percent` is a share of what its
 * comment or its group names; colours are 0xRRGGBB. */
#ifndef OFFPRINT_THEME_THEME_H
#define OFFPRINT_THEME_THEME_H

#include "base/buf.h"
#include "base/callout.h"
#include "base/font_role.h"
#include "base/length.h"

enum paper { PAPER_A4, PAPER_LETTER, PAPER_A5, PAPER_HALF_LETTER };
#define PAPER_COUNT 4

/* What the PDF is looked at on. */
enum medium { MEDIA_SCREEN, MEDIA_PRINT, MEDIA_PRESS };
#define MEDIA_COUNT 3

#define TABLE_STEPS 3 /* sizes of type that a table may have */

/* The paper of that name, whatever its letter case. False: none has it; half Letter, of
 * which booklets are folded, has none. */
bool paper_find(struct str name, enum paper *out);

/* What a booklet is folded of: turned, `sheet` takes two of `page` beside each other. */
struct fold {
    enum paper page, sheet;
};

/* That of a booklet whose reading copy is on this paper. */
struct fold paper_fold(enum paper paper);

/* A size of type and what lies from baseline to baseline. */
struct type {
    sp size, leading;
};

/* What depends on the paper. */
struct sheet {
    sp page_width, page_height;
    sp left, right, top, bottom; /* margins */
    sp binding; /* that the inner margin has more and the outer less, where pages face */
    sp title_drop;               /* from the top margin to a document's number */
    struct type text;
    struct type small; /* table cells, captions */
    struct type code;
    struct type note;
    struct type title;
    struct type heading[7]; /* by level, from 2 */
    sp furniture_size;
    sp indent; /* of a list or quote level */
    sp cover_code, document_code; /* sides of QR codes, without their quiet zones */
};

static inline sp sheet_measure(const struct sheet *sheet)
{
    return sp_sub(sheet->page_width, sp_add(sheet->left, sheet->right));
}

static inline sp sheet_body_height(const struct sheet *sheet)
{
    return sp_sub(sheet->page_height, sp_add(sheet->top, sheet->bottom));
}

/* Colours of the PDF, each medium's own. All of text reach 4.5:1 on white. */
struct print_colors {
    uint32_t ink; /* headings, bands */
    uint32_t text;
    uint32_t inside;  /* links inside the packet, labels */
    uint32_t outside; /* links that leave it */
    uint32_t quiet;   /* what serves the text: captions, numbers, furniture */
    uint32_t broken;  /* links without a target */
    uint32_t hairline, head, code, marked, paper;
    uint32_t callout[CALLOUT_COUNT]; /* bars and titles */
};

/* Colours of the bundle's style sheet, by the names of its custom properties. */
struct screen_colors {
    uint32_t ink, text, soft, ground, tint, line, inside, outside, broken, mark, marked;
    uint32_t callout[CALLOUT_COUNT];
};

/* Type that is set off from the text around it: shares of its size. */
struct offset_type {
    int16_t size_percent, rise_percent;
};

/* What stands below the words of a link that no colour tells. */
enum link_mark { LINK_UNMARKED, LINK_LINE, LINK_DOTS };

struct theme {
    const char *name; /* as options and recipes say it */
    struct print_colors color;
    struct {              /* what the medium has of its own besides those */
        bool facing;      /* leaves are bound: margins and folios mirror each other */
        bool band;        /* the cover's title stands in one; else above a rule */
        bool bleeds;      /* that runs off the leaf */
        bool marks_links; /* they are not told by a colour */
        bool tells_mail;  /* addresses of mail stand among those of the web */
    } medium;
    struct screen_colors light, dark, printed;
    struct {
        uint8_t text, heading, code; /* enum font_role */
    } face;
    struct {
        const char *text, *heading, *code; /* families of the bundle, as CSS lists them */
    } family;

    struct {                      /* a line of text */
        int16_t baseline_percent; /* of the leading, that lies above the baseline */
        int16_t link_percent;     /* the same of a link's rectangle */
        sp least_measure;
        sp image_gap; /* above an image among words */
        sp hairline;
    } line;
    struct {
        enum link_mark inside, outside;
    } mark;
    struct { /* shares of the size around */
        struct offset_type superscript, subscript, note_mark, url_number;
        int16_t url_joint_percent; /* the space before a number, of the number's size */
        int16_t reference_percent; /* "(p. 21)", "(file.pdf)" */
        int16_t code_percent, small_percent;
        sp least_size; /* under which nesting makes nothing smaller */
        int16_t ground_above_percent, ground_below_percent; /* what is marked */
    } span;
    struct { /* space before a block, of the leading */
        int16_t heading_before[7], heading_after[7]; /* by level, from 2 */
        int16_t large_percent;                       /* tables, code, figures */
        int16_t quote_percent, block_percent, block_in_list_percent;
    } space;
    struct {
        sp bar;                        /* width */
        sp callout_bar;                /* the same of a callout */
        int16_t callout_title_percent; /* of the text's size */
        int16_t fraction;              /* an indent is at most the measure by this */
        int16_t depth;                 /* deeper quotes are not indented any more */
        int16_t rule_part;             /* a rule takes the middle one of so many parts */
    } quote;
    struct {
        sp number_gap, bullet_gap; /* between label and text */
        sp least_label;
        sp number_room;                       /* beside the digits of the widest number */
        int16_t digit_percent;                /* width of a digit, of the size */
        int16_t fraction;                     /* an indent is at most the measure by this */
        int16_t tight_percent, loose_percent; /* between items, of the leading */
        int16_t term_percent;                 /* before a term, of the leading */
        int16_t definition_indents;           /* in indents */
        struct offset_type square;            /* the mark of that name */
    } list;
    struct {
        sp inset, padding;
        int16_t baseline_percent;
        int16_t small_percent; /* in notes and cells, of the size around */
        int16_t later_indent;  /* of lines that go on, in sizes */
        int16_t inset_part;    /* inset and later indent are at most the measure by this */
        int16_t tab;           /* columns */
    } code;
    struct {
        sp margin;              /* above, and as much below */
        int16_t height_percent; /* at most, of the text block */
        int16_t line_percent;   /* the same without a size of its own, in a paragraph */
        int16_t small_percent;  /* in items, in cells, beside others */
        int16_t alone_percent;  /* of the measure: wider ones have their line alone */
        int16_t mark_percent, page_percent; /* of the size: room that one which is a link
                                               leaves for the mark, the page behind it */
        int16_t letter_percent; /* of the leading: up to there it stands as a letter does */
        int16_t middle_percent; /* of the size: where letters have their middle */
    } figure;
    struct { /* what stands in columns: a picture and some words each */
        sp gap, least_width;
        int16_t logo_percent; /* of the width: height of a picture without words */
        int16_t picture_percent; /* of the measure: a picture with its words beside it */
    } card;
    struct {
        sp padding_y;
        sp least_column, least_image;
        sp caption_gap;
        int16_t word_ems, least_word_ems; /* up to there a word stays whole; as all do */
        int16_t word_share_percent;       /* of the measure: wider words may be cut */
        int16_t inner_percent;  /* the same: tables in cells that are not parted */
        int16_t whole_percent;  /* the same: wider tables take the whole */
        int16_t labels_percent; /* the same: columns that each part repeats */
        int16_t header_percent; /* of the cells' size */
        struct {
            int16_t size_percent, leading_percent;
            sp padding_x;
        } step[TABLE_STEPS];         /* smaller where words would be cut */
        sp least_padded;             /* tables narrower than that have no padding */
        int16_t strips_from_percent; /* of the text block: taller rows are cut in strips */
        int16_t head_to_percent;     /* the same: taller heads are not repeated */
    } table;
    struct {
        sp gap, rule_width, rule_gap; /* above the notes of a page */
        int16_t label_percent;
        sp label_gap;
    } note;
    struct { /* the addresses at a document's end */
        int16_t before_percent;
        sp rule_height, after, indent, label_gap;
        int16_t size_percent, leading_percent; /* of the notes' */
    } urls;
    struct {
        sp indent;
        int16_t section_size_percent, document_leading_percent, section_leading_percent;
        int16_t before_percent; /* before a document, of the leading */
        sp column_gap;          /* between two columns */
        int16_t turned_percent; /* of their entries that may take a second line */
    } contents;
    struct {
        sp rule_drop, rule, rule_height;
        int16_t source_percent; /* of the notes' size */
    } title;
    struct {
        int16_t title_percent, title_leading_percent; /* of the title's size; of that */
        int16_t band_percent;                         /* of the page's height */
        sp band_margin, least_above, after_band, after_subtitle, after_facts;
        sp rule, rule_drop, after_rule; /* without a band */
        int16_t subtitle_percent, subtitle_leading_percent;
        sp fact_indent;
        int16_t fact_fraction, fact_percent, fact_leading_percent;
        int16_t remark_percent;
        int16_t logo_width_percent, logo_height_percent; /* of the measure; the page */
        sp logo_gap, after_logos;
        int16_t gap_percent; /* that gaps keep where a cover holds much */
    } cover;
    struct {
        sp column_gap, before_paragraph;
    } colophon;
    struct {
        sp head_gap, foot_gap; /* from the text block to the baselines */
        sp foot_line;          /* from a line above the foot to it */
        int16_t head_bytes;    /* that a running head has at the most */
    } furniture;
    struct {
        sp module; /* of QR codes, at the least */
        sp gap;    /* between the text and one, at the least */
    } qr;
    sp destination_above; /* a link leads to a little above its box */
    struct sheet sheets[PAPER_COUNT];
};

/* The theme of that name, for the screen, or NULL; an empty name is that of the default. */
const struct theme *theme_find(struct str name);

/* The same theme for another medium. */
const struct theme *theme_for(const struct theme *theme, enum medium media);

static inline const struct theme *theme_or_default(const struct theme *theme)
{
    return theme ? theme : theme_find((struct str){0});
}

/* "plain, …" */
void theme_add_names(struct buf *out);

static inline const struct sheet *theme_sheet(const struct theme *theme, enum paper paper)
{
    return &theme->sheets[paper];
}

static inline sp sp_percent(sp length, int16_t percent)
{
    return sp_scale(length, percent, 100);
}

#endif
