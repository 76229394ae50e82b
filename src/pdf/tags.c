/* The structure tree (ISO 32000-1, 14.7 and 14.8). Elements are numbered in reading order,
 * so that those who name each other have numbers alike. The kids of an element are its
 * content and its child elements in
 * the order they are drawn, or, of a line that is drawn otherwise than it is read, in
 * that of reading; but before a child is linked all its earlier siblings are, and after a
 * reference its note, which is drawn at the foot of a page; at the end all that was never
 * drawn (an empty cell) is linked too. */
#include "base/size.h"
#include "pdf/parts.h"

#include <stdlib.h>

#define LEAF_COUNT 128 /* entries in a leaf of the parent tree */
#define PAGE_MASK 0x3FFFFFFF

enum kid_kind { KID_ELEMENTS, KID_CONTENT, KID_ANNOTATION };

/* There are as many as elements and sequences together: they name each other by index. */
struct kid {
    uint32_t next;   /* 1 + index; 0: it is the last */
    uint32_t number; /* MCID, or the annotation's object; KID_ELEMENTS: how many children */
    uint32_t page : 30;
    enum kid_kind kind : 2;
};

struct record {                     /* of an element, by its index */
    const struct element *unlinked; /* the first child not yet among the kids */
    uint32_t first, last;           /* kids; 1 + index */
    bool seen, linked;              /* `unlinked` is set; among its parent's kids */
    uint32_t box;                   /* 1 + index; 0: it has none */
};

struct box {
    int64_t sides[4]; /* left, bottom, right, top */
    uint32_t page;    /* or SEVERAL_PAGES: it has no box */
};

#define SEVERAL_PAGES UINT32_MAX

/* Content of a line that is not drawn as it is read: it waits for the line's end. */
struct held_content {
    const struct element *element;
    uint32_t number, page;
    uint32_t rank; /* in reading order, of the first of its pieces */
};

struct tags {
    struct pdf_writer *writer;
    struct arena *arena;
    const struct sheets *sheets;
    size_t page_count;
    size_t first_key; /* in the parent tree: the first page's */
    pdf_ref root, first_element;
    const struct element *left_out;  /* with all below it; NULL: nothing is */
    const struct tags_joint *behind; /* what stands before this part; NULL: nothing */
    struct record *records;
    struct kid *kids;
    size_t kid_count, kid_capacity;
    struct box *boxes;
    size_t box_count, box_capacity;
    struct buf leaf;         /* of the parent tree: what is known of it */
    size_t leaf_first;       /* its first key */
    size_t keys;             /* begun in the tree: pages, then annotations */
    uint32_t sequence_count; /* of the page */
    struct buf leaves;       /* that are written, with those of the part before */
    pdf_ref *annotations;    /* their elements, by key behind the pages' */
    size_t annotation_count, annotation_capacity;
    bool holding;
    uint32_t rank; /* of what is drawn */
    struct held_content *held;
    size_t held_count, held_capacity;
};

/* The first page is none of this part, nor is what its element tells. */
void tags_leave_out(struct tags *tags, const struct element *element)
{
    tags->left_out = element;
    tags->keys = tags->leaf_first = 1;
}

struct tags *tags_new(struct pdf_writer *writer, const struct sheets *sheets,
                      size_t page_count, size_t element_count,
                      const struct tags_joint *behind)
{
    struct arena *arena = pdf_arena(writer);
    struct tags *tags = ARENA_NEW(arena, struct tags);
    if (tags) {
        tags->writer = writer;
        tags->arena = arena;
        tags->sheets = sheets;
        tags->page_count = page_count;
        tags->behind = behind;
        tags->first_key = tags->keys = tags->leaf_first = behind ? behind->keys : 0;
        tags->records = ARENA_ARRAY(arena, struct record, element_count);
        tags->root = behind ? behind->root : pdf_reserve(writer);
        tags->first_element = pdf_reserve_row(writer, element_count);
        tags->leaf.kept_in = tags->leaves.kept_in = arena;
        buf_add(&tags->leaves, behind ? behind->leaves : (struct str){0});
    }
    return tags && tags->records ? tags : NULL;
}

void tags_free(struct tags *tags)
{
    if (tags) {
        buf_clear(&tags->leaf);
        buf_clear(&tags->leaves);
    }
}

/* The root and its first child, which stand for what joins two parts, have those numbers.
 */
static pdf_ref ref_of(const struct tags *tags, const struct element *element)
{
    return tags->behind && element->index < TAGS_JOINED
               ? tags->behind->joined[element->index]
               : tags->first_element + element->index;
}

size_t tags_page_key(const struct tags *tags, size_t page)
{
    return tags->first_key + page;
}

/* Behind all pages' keys. */
static size_t annotation_key(const struct tags *tags, size_t index)
{
    return tags->first_key + tags->page_count + index;
}

static struct record *record_of(struct tags *tags, const struct element *element)
{
    struct record *record = &tags->records[element->index];
    if (!record->seen) {
        record->seen = true;
        record->unlinked = element->first;
    }
    return record;
}

static void add_kid(struct tags *tags, struct record *record, struct kid kid)
{
    struct kid *last = record->last ? &tags->kids[record->last - 1] : NULL;
    if (last && kid.kind == KID_ELEMENTS && last->kind == KID_ELEMENTS) {
        last->number += kid.number;
        return;
    }
    if (!arena_grow(tags->arena, &tags->kids, tags->kid_count, &tags->kid_capacity,
                    sizeof *tags->kids)) {
        return;
    }
    tags->kids[tags->kid_count++] = kid;
    uint32_t number = size_to_u32(tags->kid_count);
    *(record->last ? &tags->kids[record->last - 1].next : &record->first) = number;
    record->last = number;
}

/* Links the children of `parent` up to and including `child`. */
static void link_children(struct tags *tags, const struct element *parent,
                          const struct element *child)
{
    struct record *record = record_of(tags, parent);
    const struct element *next = record->unlinked;
    uint32_t count = 0;
    bool passed = false;
    for (; next && (!passed || next->role == ROLE_NOTE); next = next->next) {
        record_of(tags, next)->linked = true;
        passed = passed || next == child; /* and its notes at once, though drawn late */
        count++;
    }
    record->unlinked = next;
    if (count) {
        add_kid(tags, record, (struct kid){.kind = KID_ELEMENTS, .number = count});
    }
}

static void link_element(struct tags *tags, const struct element *element)
{
    for (const struct element *e = element; e->parent; e = e->parent) {
        if (record_of(tags, e)->linked) {
            return;
        }
        link_children(tags, e->parent, e);
    }
}

/* The parent tree: from a key to what it names, a page's content by number, or an
 * annotation's element. */

static void finish_leaf(struct tags *tags)
{
    struct buf whole = {.kept_in = tags->arena};
    pdf_ref ref = pdf_reserve(tags->writer);
    buf_add_format(&whole, "/Limits[%zu %zu]/Nums[", tags->leaf_first, tags->keys - 1);
    buf_add(&whole, buf_str(&tags->leaf));
    buf_add_byte(&whole, ']');
    pdf_set_kind(tags->writer, PDF_ELEMENT, ref, buf_str(&whole));
    pdf_add_ref(&tags->leaves, ref);
    buf_add_byte(&tags->leaves, ' ');
    buf_clear(&whole);
    buf_reset(&tags->leaf);
    tags->leaf_first = tags->keys;
}

static bool has_begun(const struct tags *tags)
{
    return tags->keys > tags->leaf_first;
}

/* The array of the page that was begun last. */
static void end_page(struct tags *tags)
{
    if (has_begun(tags) && tags->keys <= annotation_key(tags, 0)) {
        buf_add_byte(&tags->leaf, ']');
    }
}

/* Keys come in their order. */
static void begin_key(struct tags *tags)
{
    end_page(tags);
    if (has_begun(tags) && tags->keys % LEAF_COUNT == 0) {
        finish_leaf(tags);
    }
    buf_add_unsigned(&tags->leaf, tags->keys);
    tags->keys++;
    tags->sequence_count = 0;
}

/* All pages up to this one. */
static void begin_page(struct tags *tags, size_t page)
{
    while (tags->keys <= tags_page_key(tags, page)) {
        begin_key(tags);
        buf_add_byte(&tags->leaf, '[');
    }
}

static void add_content(struct tags *tags, struct held_content content)
{
    if (tags->holding && arena_grow(tags->arena, &tags->held, tags->held_count,
                                    &tags->held_capacity, sizeof *tags->held)) {
        tags->held[tags->held_count++] = content;
    } else if (!tags->holding) {
        link_element(tags, content.element);
        add_kid(tags, record_of(tags, content.element),
                (struct kid){.kind = KID_CONTENT,
                             .number = content.number,
                             .page = content.page & PAGE_MASK});
    }
}

int tags_begin_content(struct tags *tags, const struct element *element, size_t page)
{
    begin_page(tags, page);
    if (tags->sequence_count) {
        buf_add_byte(&tags->leaf, ' ');
    }
    pdf_add_ref(&tags->leaf, ref_of(tags, element));
    add_content(tags, (struct held_content){element, tags->sequence_count,
                                            size_to_u32(page), tags->rank});
    return (int)tags->sequence_count++;
}

void tags_hold(struct tags *tags)
{
    tags->holding = true;
}

void tags_rank(struct tags *tags, uint32_t rank, bool goes_on)
{
    tags->rank = rank;
    if (goes_on && tags->held_count) {
        struct held_content *last = &tags->held[tags->held_count - 1];
        last->rank = last->rank < rank ? last->rank : rank;
    }
}

static int compare_held(const void *a, const void *b)
{
    const struct held_content *one = a, *two = b;
    return one->rank != two->rank ? (one->rank < two->rank ? -1 : 1)
                                  : (one->number < two->number ? -1 : 1);
}

void tags_release(struct tags *tags)
{
    tags->holding = false;
    if (tags->held_count) {
        qsort(tags->held, tags->held_count, sizeof *tags->held, compare_held);
    }
    for (size_t i = 0; i < tags->held_count; i++) {
        add_content(tags, tags->held[i]);
    }
    tags->held_count = 0;
}

size_t tags_add_annotation(struct tags *tags, const struct element *element,
                           pdf_ref annotation, size_t page)
{
    link_element(tags, element);
    if (!arena_grow(tags->arena, &tags->annotations, tags->annotation_count,
                    &tags->annotation_capacity, sizeof *tags->annotations)) {
        return 0;
    }
    tags->annotations[tags->annotation_count] = ref_of(tags, element);
    add_kid(tags, record_of(tags, element),
            (struct kid){.kind = KID_ANNOTATION,
                         .number = annotation,
                         .page = size_to_u32(page) & PAGE_MASK});
    return annotation_key(tags, tags->annotation_count++);
}

static struct box *box_of(struct tags *tags, const struct element *element)
{
    struct record *record = record_of(tags, element);
    if (!record->box && arena_grow(tags->arena, &tags->boxes, tags->box_count,
                                   &tags->box_capacity, sizeof *tags->boxes)) {
        record->box = size_to_u32(tags->box_count + 1);
        tags->boxes[tags->box_count++] = (struct box){.sides = {INT64_MAX, INT64_MAX}};
    }
    return record->box ? &tags->boxes[record->box - 1] : NULL;
}

/* A figure around others is as large as they are together. */
void tags_set_box(struct tags *tags, const struct element *element, const int64_t box[4],
                  size_t page)
{
    for (const struct element *e = element; e; e = e->parent) {
        struct box *own = e == element || e->role == ROLE_FIGURE ? box_of(tags, e) : NULL;
        if (!own) {
            continue;
        }
        bool fresh = own->sides[0] == INT64_MAX;
        for (int i = 0; i < 4; i++) {
            bool grows = i < 2 ? box[i] < own->sides[i] : box[i] > own->sides[i];
            own->sides[i] = fresh || grows ? box[i] : own->sides[i];
        }
        own->page = fresh || own->page == page ? size_to_u32(page) : SEVERAL_PAGES;
    }
}

/* Content on the element's own page goes by its number alone, unless it is in a form. */
static void add_content_entry(const struct tags *tags, const struct kid *kid, pdf_ref page,
                              struct buf *out)
{
    struct page_spot spot = sheets_find(tags->sheets, kid->page);
    if (spot.page == page && !spot.form) {
        buf_add_unsigned(out, kid->number);
        return;
    }
    buf_add_text(out, "<</Type/MCR");
    if (spot.page != page) {
        buf_add_text(out, "/Pg ");
        pdf_add_ref(out, spot.page);
    }
    if (spot.form) {
        buf_add_text(out, "/Stm ");
        pdf_add_ref(out, spot.form);
    }
    buf_add_format(out, "/MCID %u>>", kid->number);
}

/* `page`: the element's own, which content on it need not name. `child`: the first child
 * that is not yet told. */
static void add_kid_entry(const struct tags *tags, const struct kid *kid, pdf_ref page,
                          const struct element **child, struct buf *out)
{
    pdf_ref own;
    switch ((enum kid_kind)kid->kind) {
    case KID_ELEMENTS:
        for (uint32_t i = 0; i < kid->number; i++, *child = (*child)->next) {
            buf_add_text(out, i ? " " : "");
            pdf_add_ref(out, ref_of(tags, *child));
        }
        break;
    case KID_CONTENT: add_content_entry(tags, kid, page, out); break;
    case KID_ANNOTATION:
        buf_add_text(out, "<</Type/OBJR/Obj ");
        pdf_add_ref(out, kid->number);
        own = sheets_find(tags->sheets, kid->page).page;
        if (own != page) {
            buf_add_text(out, "/Pg ");
            pdf_add_ref(out, own);
        }
        buf_add_text(out, ">>");
        break;
    }
}

static const struct kid *kid_at(const struct tags *tags, uint32_t number)
{
    return number ? &tags->kids[number - 1] : NULL;
}

/* An element's own page is that of its first content. */
static void add_kids(const struct tags *tags, const struct element *element,
                     struct buf *out)
{
    const struct kid *first = kid_at(tags, tags->records[element->index].first), *kid;
    const struct element *child = element->first;
    pdf_ref page = 0;
    for (kid = first; kid; kid = kid_at(tags, kid->next)) {
        if (kid->kind == KID_CONTENT) {
            page = sheets_find(tags->sheets, kid->page).page;
            buf_add_text(out, "/Pg ");
            pdf_add_ref(out, page);
            break;
        }
    }
    if (!first) {
        return;
    }
    bool many = first->next || (first->kind == KID_ELEMENTS && first->number > 1);
    buf_add_text(out, many ? "/K[" : "/K ");
    for (kid = first; kid; kid = kid_at(tags, kid->next)) {
        add_kid_entry(tags, kid, page, &child, out);
        buf_add_text(out, kid->next ? " " : "");
    }
    buf_add_text(out, many ? "]" : "");
}

/* What a Figure covers of its page; NULL: of several, or nothing. */
static const int64_t *sides_of(const struct tags *tags, const struct element *element)
{
    uint32_t number = tags->records[element->index].box;
    const struct box *box = number ? &tags->boxes[number - 1] : NULL;
    return box && box->page != SEVERAL_PAGES ? box->sides : NULL;
}

static void write_element(struct tags *tags, const struct element *element, struct buf *out)
{
    const struct element_more *more = element_more(element);
    buf_reset(out);
    buf_add_text(out, "/S/");
    buf_add_text(out, element_role_name(element->role));
    buf_add_text(out, "/P ");
    pdf_add_ref(out, element->parent ? ref_of(tags, element->parent) : tags->root);
    pdf_add_text(tags->writer, out, "/Alt", more->alternate);
    pdf_add_text(tags->writer, out, "/ActualText", more->actual_text);
    pdf_add_text(tags->writer, out, "/E", more->expansion);
    pdf_add_text(tags->writer, out, "/Lang", more->language);
    pdf_add_text(tags->writer, out, "/T", more->title);
    pdf_add_text(tags->writer, out, "/ID", more->id);
    attributes_add(element, sides_of(tags, element), out);
    add_kids(tags, element, out);
    pdf_set_kind(tags->writer, PDF_ELEMENT, ref_of(tags, element), buf_str(out));
}

static void finish_parent_leaves(struct tags *tags)
{
    if (tags->page_count) {
        begin_page(tags, tags->page_count - 1);
    }
    for (size_t i = 0; i < tags->annotation_count; i++) {
        begin_key(tags);
        buf_add_byte(&tags->leaf, ' ');
        pdf_add_ref(&tags->leaf, tags->annotations[i]);
        buf_add_byte(&tags->leaf, ' ');
    }
    if (has_begun(tags)) {
        end_page(tags);
        finish_leaf(tags);
    }
}

/* The tree's entries in the structure tree's root. */
static void add_parent_tree(struct tags *tags, struct buf *out)
{
    struct buf kids = {.kept_in = tags->arena};
    pdf_ref tree = pdf_reserve(tags->writer);
    buf_add_text(&kids, "/Kids[");
    buf_add(&kids, buf_str(&tags->leaves));
    buf_add_byte(&kids, ']');
    pdf_set(tags->writer, tree, buf_str(&kids));
    buf_clear(&kids);
    buf_add_text(out, "/ParentTree ");
    pdf_add_ref(out, tree);
    buf_add_format(out, "/ParentTreeNextKey %zu", tags->keys);
}

struct id_entry {
    struct str id;
    pdf_ref ref;
};

static int compare_ids(const void *a, const void *b)
{
    return str_compare(((const struct id_entry *)a)->id, ((const struct id_entry *)b)->id);
}

/* The element after `e` of this part; `from`: of those the first. */
static const struct element *next_told(const struct tags *tags, const struct element *e,
                                       const struct element *from)
{
    const struct element *next = element_next(e, from);
    return next && next == tags->left_out ? next->next : next;
}

/* An object of its own, whose number is given; 0: there are none. */
static pdf_ref write_id_tree(struct tags *tags, const struct element *from)
{
    struct id_entry *ids = NULL;
    size_t count = 0, capacity = 0;
    for (const struct element *e = from; e; e = next_told(tags, e, from)) {
        struct str id = element_more(e)->id;
        if (id.len && arena_grow(tags->arena, &ids, count, &capacity, sizeof *ids)) {
            ids[count++] = (struct id_entry){id, ref_of(tags, e)};
        }
    }
    if (count == 0) {
        return 0;
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    struct buf out = {.kept_in = tags->arena};
    pdf_ref ref = pdf_reserve(tags->writer);
    buf_add_text(&out, "/Names[");
    for (size_t i = 0; i < count; i++) {
        pdf_add_text(tags->writer, &out, "", ids[i].id);
        pdf_add_ref(&out, ids[i].ref);
        buf_add_byte(&out, ' ');
    }
    buf_add_byte(&out, ']');
    pdf_set(tags->writer, ref, buf_str(&out));
    buf_clear(&out);
    return ref;
}

/* All elements of this part. False: memory is gone. */
static bool write_elements(struct tags *tags, const struct element *from)
{
    struct buf out = {.kept_in = tags->arena};
    for (const struct element *e = from; e; e = next_told(tags, e, from)) {
        link_children(tags, e, NULL);
    }
    if (arena_failed(tags->arena) || !buf_ok(&tags->leaf) || !buf_ok(&tags->leaves)) {
        pdf_fail_memory(tags->writer);
        return false; /* some kids are not there */
    }
    for (const struct element *e = from; e; e = next_told(tags, e, from)) {
        write_element(tags, e, &out);
    }
    buf_clear(&out);
    finish_parent_leaves(tags);
    return true;
}

void tags_end_base(struct tags *tags, const struct element *root, struct tags_joint *out)
{
    if (!write_elements(tags, root)) {
        return;
    }
    *out = (struct tags_joint){.root = tags->root,
                               .joined = {ref_of(tags, root), ref_of(tags, root->first)},
                               .id_tree = write_id_tree(tags, root),
                               .keys = tags->keys,
                               .leaves = arena_str(tags->arena, buf_str(&tags->leaves))};
}

/* The second part's own are below the root's first child. */
void tags_finish(struct tags *tags, const struct element *root)
{
    struct buf entries = {.kept_in = tags->arena};
    const struct element *from = tags->behind ? root->first : root;
    if (!from || !write_elements(tags, from)) {
        return;
    }
    buf_add_text(&entries, "/Type/StructTreeRoot/K ");
    pdf_add_ref(&entries, ref_of(tags, root));
    add_parent_tree(tags, &entries);
    pdf_ref ids = tags->behind ? tags->behind->id_tree : write_id_tree(tags, root);
    if (ids) {
        buf_add_text(&entries, "/IDTree ");
        pdf_add_ref(&entries, ids);
    }
    pdf_set(tags->writer, tags->root, buf_str(&entries));
    buf_reset(&entries);
    buf_add_text(&entries, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    pdf_add_ref(&entries, tags->root);
    pdf_catalog_add(tags->writer, buf_str(&entries));
    buf_clear(&entries);
}
