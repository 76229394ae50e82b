/* The structure tree (ISO 32000-1, 14.7 and 14.8). Elements get an object when they
 * are first needed. The kids of an element are its content and its child elements in
 * the order they are drawn, or, of a line that is drawn otherwise than it is read, in
 * that of reading; but before a child is linked all its earlier siblings are, and after a
 * reference its note, which is drawn at the foot of a page; at the end all that was never
 * drawn (an empty cell) is linked too. */
#include "pdf/parts.h"

#include <stdlib.h>

#define LEAF_COUNT 128 /* entries in a leaf of the parent tree */

enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION };

struct kid {
    struct kid *next;
    enum kid_kind kind;
    uint32_t number; /* element's object, MCID, or the annotation's object */
    uint32_t page;
};

struct record {  /* of an element, by its index */
    pdf_ref ref; /* 0: not needed yet */
    struct kid *first, *last;
    const struct element *unlinked; /* the first child not yet among the kids */
    size_t kid_count;
    bool linked;
    bool has_box;
    int64_t box[4];
};

/* Content of a line that is not drawn as it is read: it waits for the line's end. */
struct held_content {
    const struct element *element;
    uint32_t number, page;
    uint32_t rank; /* in reading order, of the first of its pieces */
};

struct page_content_list {
    pdf_ref *elements; /* by MCID */
    size_t count, capacity;
};

struct tags {
    struct pdf_writer *writer;
    struct arena *arena;
    const pdf_ref *page_refs;
    size_t page_count;
    struct record *records;
    struct page_content_list *contents; /* by page */
    pdf_ref *annotations;               /* elements, by key - page_count */
    size_t annotation_count, annotation_capacity;
    pdf_ref root;
    bool holding;
    uint32_t rank; /* of what is drawn */
    struct held_content *held;
    size_t held_count, held_capacity;
};

struct tags *tags_new(struct pdf_writer *writer, const pdf_ref *page_refs,
                      size_t page_count, size_t element_count)
{
    struct arena *arena = pdf_arena(writer);
    struct tags *tags = ARENA_NEW(arena, struct tags);
    if (tags) {
        tags->writer = writer;
        tags->arena = arena;
        tags->page_refs = page_refs;
        tags->page_count = page_count;
        tags->contents = ARENA_ARRAY(arena, struct page_content_list, page_count + 1);
        tags->records = ARENA_ARRAY(arena, struct record, element_count);
        tags->root = pdf_reserve(writer);
    }
    return tags && tags->contents && tags->records ? tags : NULL;
}

/* NULL: memory is gone, or nothing more can be written. */
static struct record *record_of(struct tags *tags, const struct element *element)
{
    struct record *record = &tags->records[element->index];
    if (record->ref == 0) {
        record->ref = pdf_reserve(tags->writer);
        record->unlinked = element->first;
    }
    return record->ref ? record : NULL;
}

static void add_kid(struct tags *tags, const struct element *element, enum kid_kind kind,
                    uint32_t number, size_t page)
{
    struct kid *kid = ARENA_NEW(tags->arena, struct kid);
    struct record *record = kid ? record_of(tags, element) : NULL;
    if (!record) {
        return;
    }
    *kid = (struct kid){.kind = kind, .number = number, .page = (uint32_t)page};
    if (record->last) {
        record->last->next = kid;
    } else {
        record->first = kid;
    }
    record->last = kid;
    record->kid_count++;
}

/* Links the children of `parent` up to and including `child` (NULL: all). */
static void link_children(struct tags *tags, const struct element *parent,
                          const struct element *child)
{
    struct record *record = record_of(tags, parent);
    const struct element *next = record ? record->unlinked : NULL;
    bool passed = false;
    while (next) {
        const struct element *current = next;
        struct record *own = record_of(tags, current);
        if (!own) {
            return;
        }
        own->linked = true;
        add_kid(tags, parent, KID_ELEMENT, own->ref, 0);
        next = current->next;
        record->unlinked = next;
        bool note_follows =
            next && next->role == ROLE_NOTE; /* at once, though drawn late */
        passed = passed || current == child;
        if (passed && !note_follows) {
            return;
        }
    }
}

static void link_element(struct tags *tags, const struct element *element)
{
    for (const struct element *e = element; e->parent; e = e->parent) {
        struct record *record = record_of(tags, e);
        if (!record || record->linked) {
            return;
        }
        link_children(tags, e->parent, e);
    }
}

static void add_content(struct tags *tags, struct held_content content)
{
    if (tags->holding && arena_grow(tags->arena, &tags->held, tags->held_count,
                                    &tags->held_capacity, sizeof *tags->held)) {
        tags->held[tags->held_count++] = content;
    } else if (!tags->holding) {
        link_element(tags, content.element);
        add_kid(tags, content.element, KID_CONTENT, content.number, content.page);
    }
}

int tags_begin_content(struct tags *tags, const struct element *element, size_t page)
{
    struct record *record = record_of(tags, element);
    struct page_content_list *list = &tags->contents[page];
    if (!record || !arena_grow(tags->arena, &list->elements, list->count, &list->capacity,
                               sizeof *list->elements)) {
        return 0;
    }
    list->elements[list->count] = record->ref;
    add_content(tags, (struct held_content){element, (uint32_t)list->count, (uint32_t)page,
                                            tags->rank});
    return (int)list->count++;
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
    struct record *record = record_of(tags, element);
    if (!record || !arena_grow(tags->arena, &tags->annotations, tags->annotation_count,
                               &tags->annotation_capacity, sizeof *tags->annotations)) {
        return 0;
    }
    tags->annotations[tags->annotation_count] = record->ref;
    add_kid(tags, element, KID_ANNOTATION, annotation, page);
    return tags->page_count + tags->annotation_count++;
}

void tags_set_box(struct tags *tags, const struct element *element, const int64_t box[4])
{
    struct record *record = record_of(tags, element);
    if (record) {
        record->has_box = true;
        memcpy(record->box, box, sizeof record->box);
    }
}

static void add_table_attributes(const struct element *element, struct buf *out)
{
    static const char *const scopes[] = {
        [SCOPE_COLUMN] = "Column", [SCOPE_ROW] = "Row", [SCOPE_BOTH] = "Both"};
    if (!element->scope && element->column_span <= 1 && element->row_span <= 1) {
        return;
    }
    buf_add_text(out, "/A<</O/Table");
    if (element->scope) {
        buf_add_format(out, "/Scope/%s", scopes[element->scope]);
    }
    if (element->column_span > 1) {
        buf_add_format(out, "/ColSpan %u", element->column_span);
    }
    if (element->row_span > 1) {
        buf_add_format(out, "/RowSpan %u", element->row_span);
    }
    buf_add_text(out, ">>");
}

static void add_box(const struct record *record, bool in_line, struct buf *out)
{
    buf_add_text(out, "/A<</O/Layout/BBox[");
    for (int i = 0; i < 4; i++) {
        pdf_add_number(out, record->box[i]);
        buf_add_byte(out, i < 3 ? ' ' : ']');
    }
    buf_add_format(out, "/Placement/%s>>", in_line ? "Inline" : "Block");
}

static void add_attributes(const struct element *element, const struct record *record,
                           struct buf *out)
{
    static const char *const numberings[] = {
        [NUMBERING_NONE] = "None",
        [NUMBERING_DISC] = "Disc",
        [NUMBERING_CIRCLE] = "Circle",
        [NUMBERING_SQUARE] = "Square",
        [NUMBERING_DECIMAL] = "Decimal",
        [NUMBERING_LOWER_ALPHA] = "LowerAlpha",
        [NUMBERING_UPPER_ALPHA] = "UpperAlpha",
        [NUMBERING_LOWER_ROMAN] = "LowerRoman",
        [NUMBERING_UPPER_ROMAN] = "UpperRoman",
    };
    enum element_role role = element->role;
    if (role == ROLE_TH || role == ROLE_TD) {
        add_table_attributes(element, out);
    } else if (role == ROLE_L) {
        buf_add_format(out, "/A<</O/List/ListNumbering/%s>>",
                       numberings[element->numbering]);
    } else if ((role == ROLE_FIGURE || role == ROLE_FORMULA) && record->has_box) {
        add_box(record, element->in_line, out);
    }
}

/* `page`: the element's own, which content on it need not name. */
static void add_kid_entry(const struct tags *tags, const struct kid *kid, uint32_t page,
                          struct buf *out)
{
    switch (kid->kind) {
    case KID_ELEMENT: pdf_add_ref(out, kid->number); break;
    case KID_CONTENT:
        if (kid->page == page) {
            buf_add_unsigned(out, kid->number);
        } else {
            buf_add_text(out, "<</Type/MCR/Pg ");
            pdf_add_ref(out, tags->page_refs[kid->page]);
            buf_add_format(out, "/MCID %u>>", kid->number);
        }
        break;
    case KID_ANNOTATION:
        buf_add_text(out, "<</Type/OBJR/Obj ");
        pdf_add_ref(out, kid->number);
        if (kid->page != page) {
            buf_add_text(out, "/Pg ");
            pdf_add_ref(out, tags->page_refs[kid->page]);
        }
        buf_add_text(out, ">>");
        break;
    }
}

/* An element's own page is that of its first content. */
static void add_kids(const struct tags *tags, const struct record *record, struct buf *out)
{
    if (!record->first) {
        return;
    }
    uint32_t page = UINT32_MAX;
    for (const struct kid *kid = record->first; kid; kid = kid->next) {
        if (kid->kind == KID_CONTENT) {
            page = kid->page;
            buf_add_text(out, "/Pg ");
            pdf_add_ref(out, tags->page_refs[page]);
            break;
        }
    }
    buf_add_text(out, record->kid_count > 1 ? "/K[" : "/K ");
    for (const struct kid *kid = record->first; kid; kid = kid->next) {
        add_kid_entry(tags, kid, page, out);
        if (kid->next) {
            buf_add_byte(out, ' ');
        }
    }
    buf_add_text(out, record->kid_count > 1 ? "]" : "");
}

static void write_element(struct tags *tags, const struct element *element, pdf_ref parent,
                          struct buf *out)
{
    const struct record *record = &tags->records[element->index];
    buf_reset(out);
    buf_add_format(out, "/S/%s/P ", element_role_name(element->role));
    pdf_add_ref(out, parent);
    pdf_add_text(tags->writer, out, "/Alt", element->alternate);
    pdf_add_text(tags->writer, out, "/ActualText", element->actual_text);
    pdf_add_text(tags->writer, out, "/E", element->expansion);
    pdf_add_text(tags->writer, out, "/Lang", element->language);
    pdf_add_text(tags->writer, out, "/T", element->title);
    pdf_add_text(tags->writer, out, "/ID", element->id);
    add_attributes(element, record, out);
    add_kids(tags, record, out);
    pdf_set(tags->writer, record->ref, buf_str(out));
}

/* From a key to what it names: a page's content by number, or an annotation's element. */
static void add_parent_entry(const struct tags *tags, size_t key, struct buf *out)
{
    buf_add_unsigned(out, key);
    if (key >= tags->page_count) {
        buf_add_byte(out, ' ');
        pdf_add_ref(out, tags->annotations[key - tags->page_count]);
        buf_add_byte(out, ' ');
        return;
    }
    const struct page_content_list *list = &tags->contents[key];
    buf_add_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        pdf_add_ref(out, list->elements[i]);
        buf_add_byte(out, ' ');
    }
    buf_add_byte(out, ']');
}

/* The tree's entries in the structure tree's root go to `out`. */
static void write_parent_tree(struct tags *tags, struct buf *out)
{
    size_t total = tags->page_count + tags->annotation_count;
    pdf_ref tree = pdf_reserve(tags->writer);
    struct buf kids = {.part_of = out};
    buf_add_text(&kids, "/Kids[");
    for (size_t from = 0; from < total; from += LEAF_COUNT) {
        size_t to = from + LEAF_COUNT < total ? from + LEAF_COUNT : total;
        pdf_ref leaf = pdf_reserve(tags->writer);
        buf_reset(out);
        buf_add_format(out, "/Limits[%zu %zu]/Nums[", from, to - 1);
        for (size_t key = from; key < to; key++) {
            add_parent_entry(tags, key, out);
        }
        buf_add_byte(out, ']');
        pdf_set(tags->writer, leaf, buf_str(out));
        pdf_add_ref(&kids, leaf);
        buf_add_byte(&kids, ' ');
    }
    buf_add_byte(&kids, ']');
    pdf_set(tags->writer, tree, buf_str(&kids));
    buf_reset(out);
    buf_add_text(out, "/ParentTree ");
    pdf_add_ref(out, tree);
    buf_add_format(out, "/ParentTreeNextKey %zu", total);
    buf_clear(&kids);
}

struct id_entry {
    struct str id;
    pdf_ref ref;
};

static int compare_ids(const void *a, const void *b)
{
    return str_compare(((const struct id_entry *)a)->id, ((const struct id_entry *)b)->id);
}

static void write_id_tree(struct tags *tags, const struct element *root, struct buf *out)
{
    struct id_entry *ids = NULL;
    size_t count = 0, capacity = 0;
    for (const struct element *e = root; e; e = element_next(e, root)) {
        if (e->id.len && arena_grow(tags->arena, &ids, count, &capacity, sizeof *ids)) {
            ids[count++] = (struct id_entry){e->id, tags->records[e->index].ref};
        }
    }
    if (count == 0) {
        return;
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    buf_add_text(out, "/IDTree<</Names[");
    for (size_t i = 0; i < count; i++) {
        pdf_add_text(tags->writer, out, "", ids[i].id);
        pdf_add_ref(out, ids[i].ref);
        buf_add_byte(out, ' ');
    }
    buf_add_text(out, "]>>");
}

void tags_finish(struct tags *tags, const struct element *root)
{
    struct buf out = {.kept_in = tags->arena}, entries = out;
    for (const struct element *e = root; e; e = element_next(e, root)) {
        link_children(tags, e, NULL);
    }
    if (arena_failed(tags->arena)) {
        pdf_fail_memory(tags->writer);
        return; /* some elements have no record */
    }
    for (const struct element *e = root; e; e = element_next(e, root)) {
        pdf_ref parent = e->parent ? tags->records[e->parent->index].ref : tags->root;
        write_element(tags, e, parent, &out);
    }
    write_parent_tree(tags, &out);
    buf_add_text(&entries, "/Type/StructTreeRoot/K ");
    pdf_add_ref(&entries, tags->records[root->index].ref);
    buf_add(&entries, buf_str(&out));
    write_id_tree(tags, root, &entries);
    pdf_set(tags->writer, tags->root, buf_str(&entries));
    buf_reset(&out);
    buf_add_text(&out, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    pdf_add_ref(&out, tags->root);
    pdf_catalog_add(tags->writer, buf_str(&out));
    buf_clear(&out);
    buf_clear(&entries);
}
