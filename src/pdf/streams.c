/* The way into the file. Dictionaries gather on a shelf for each kind until they fill an
 * object stream (ISO 32000-1, 7.5.7). Streams that come one after another are deflated
 * beside the making of the next ones, and written in the order they came, whoever was done
 * first: so the file is the same for any number of threads. */
#include "base/limits.h"
#include "base/size.h"
#include "pdf/write_parts.h"

bool streams_open(struct pdf_writer *writer)
{
    for (size_t i = 0; i < PDF_KIND_COUNT; i++) {
        writer->shelves[i].body.kept_in = writer->arena;
    }
    for (size_t i = 0; i < PASSAGE_COUNT; i++) {
        struct passage *passage = &writer->passages[i];
        passage->entries.kept_in = passage->plain.kept_in = writer->arena;
        passage->packed.kept_in = writer->arena;
    }
    return streams_deflater(writer) != NULL;
}

static void await(struct pdf_writer *writer, struct passage *passage)
{
    crew_await(writer->crew, &passage->job);
    passage->job = (struct job){.run = passage->job.run};
}

void streams_close(struct pdf_writer *writer)
{
    for (size_t i = 0; i < PASSAGE_COUNT; i++) {
        struct passage *passage = &writer->passages[i];
        await(writer, passage);
        buf_clear(&passage->entries);
        buf_clear(&passage->plain);
        buf_clear(&passage->packed);
        if (passage->deflater) {
            deflater_free(passage->deflater);
            passage->deflater = NULL;
        }
    }
    for (size_t i = 0; i < PDF_KIND_COUNT; i++) {
        buf_clear(&writer->shelves[i].body);
    }
}

size_t streams_offset(const struct pdf_writer *writer)
{
    size_t before = writer->base ? writer->base->byte_count : 0;
    return before + (size_t)writer->out->filed + writer->out->held.len;
}

void streams_note(struct pdf_writer *writer, pdf_ref ref, struct entry entry)
{
    writer->entries[ref] = entry;
}

static void fail_full(struct pdf_writer *writer)
{
    struct buf limit = {.kept_in = writer->arena};
    limit_add_bytes(writer->limit_bytes, &limit);
    report_system_error(writer->report, "pdf-write",
                        "cannot write the PDF: it would be larger than %.*s",
                        STR_ARG(buf_str(&limit)));
    buf_clear(&limit);
    pdf_fail(writer);
}

void streams_put(struct pdf_writer *writer, struct str bytes)
{
    struct pieces *out = writer->out;
    struct aside_range range;
    size_t from = out->held.len;
    if (writer->failed) {
        return;
    }
    if (streams_offset(writer) + bytes.len > writer->limit_bytes) {
        fail_full(writer);
        return;
    }
    digester_add(writer->digester, bytes);
    buf_add(&out->held, bytes);
    if (!pieces_put_aside(out, from, &range, writer->report)) {
        pdf_fail(writer);
    }
}

/* The entries of a stream's dictionary, and its bytes. */
static void put_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                       struct str bytes, bool deflated)
{
    struct buf head = {.kept_in = writer->arena};
    buf_add_unsigned(&head, ref);
    buf_add_text(&head, " 0 obj\n<<");
    buf_add(&head, entries);
    buf_add_text(&head, deflated ? "/Filter/FlateDecode/Length " : "/Length ");
    buf_add_unsigned(&head, bytes.len);
    buf_add_text(&head, ">>\nstream\n");
    if (!writer->failed) {
        streams_note(writer, ref,
                     (struct entry){size_to_u32(streams_offset(writer)), 0, ENTRY_PLAIN});
        streams_put(writer, buf_str(&head));
        streams_put(writer, bytes);
        streams_put(writer, STR("\nendstream\nendobj\n"));
    }
    buf_clear(&head);
}

static void finish_oldest(struct pdf_writer *writer)
{
    struct passage *passage = &writer->passages[writer->first_passage];
    await(writer, passage);
    if (passage->deflated) {
        put_stream(writer, passage->ref, buf_str(&passage->entries),
                   buf_str(&passage->packed), true);
    } else {
        pdf_fail_memory(writer);
    }
    writer->first_passage = (writer->first_passage + 1) % PASSAGE_COUNT;
    writer->passage_count--;
}

static void finish_all(struct pdf_writer *writer)
{
    while (writer->passage_count) {
        finish_oldest(writer);
    }
}

/* Runs in any thread: has all the room it needs, so that no memory is asked for. */
static void deflate_passage(struct job *job)
{
    struct passage *passage = (struct passage *)(void *)job;
    passage->deflated =
        deflate_zlib(passage->with, buf_str(&passage->plain), &passage->packed);
}

/* The first one's serves all when nobody works beside. */
static struct deflater *deflater_at(struct pdf_writer *writer, size_t index)
{
    struct passage *passage = &writer->passages[writer->crew ? index : 0];
    if (!passage->deflater) {
        passage->deflater = deflater_new(writer->deflate_level);
    }
    return passage->deflater;
}

/* The next passage, which is free then: the caller fills it. */
static struct passage *next_passage(struct pdf_writer *writer)
{
    if (writer->passage_count == PASSAGE_COUNT) {
        finish_oldest(writer);
    }
    size_t index = (writer->first_passage + writer->passage_count) % PASSAGE_COUNT;
    struct passage *passage = &writer->passages[index];
    buf_reset(&passage->entries);
    buf_reset(&passage->plain);
    buf_reset(&passage->packed);
    passage->deflated = false;
    return passage;
}

static void send(struct pdf_writer *writer, struct passage *passage, pdf_ref ref)
{
    struct deflater *deflater = deflater_at(writer, (size_t)(passage - writer->passages));
    size_t bound = deflater ? deflate_zlib_bound(deflater, passage->plain.len) : 0;
    if (!deflater || !buf_ok(&passage->plain) || !buf_reserve(&passage->packed, bound)) {
        pdf_fail_memory(writer);
        return;
    }
    passage->job.run = deflate_passage;
    passage->with = deflater;
    passage->ref = ref;
    writer->passage_count++;
    crew_give(writer->crew, &passage->job);
}

/* What stands on the shelf becomes an object stream. */
static void clear_shelf(struct pdf_writer *writer, struct shelf *shelf)
{
    pdf_ref number = shelf->count ? pdf_reserve(writer) : 0;
    if (!number) {
        return;
    }
    struct passage *passage = next_passage(writer);
    for (size_t i = 0; i < shelf->count; i++) {
        pdf_ref ref = shelf->objects[i].ref;
        buf_add_unsigned(&passage->plain, ref);
        buf_add_byte(&passage->plain, ' ');
        buf_add_unsigned(&passage->plain, shelf->objects[i].offset);
        buf_add_byte(&passage->plain, ' ');
        streams_note(writer, ref, (struct entry){number, (uint16_t)i, ENTRY_PACKED});
    }
    buf_add_format(&passage->entries, "/Type/ObjStm/N %zu/First %zu", shelf->count,
                   passage->plain.len);
    buf_add(&passage->plain, buf_str(&shelf->body));
    send(writer, passage, number);
    buf_reset(&shelf->body);
    shelf->count = 0;
}

void streams_shelve(struct pdf_writer *writer, enum pdf_kind kind, pdf_ref ref,
                    struct str entries)
{
    struct shelf *shelf = &writer->shelves[kind];
    shelf->objects[shelf->count].ref = ref;
    shelf->objects[shelf->count++].offset = size_to_u32(shelf->body.len);
    buf_add_text(&shelf->body, "<<");
    buf_add(&shelf->body, entries);
    buf_add_text(&shelf->body, ">>\n");
    if (shelf->count == OBJECTS_PER_STREAM) {
        clear_shelf(writer, shelf);
    }
}

void streams_flush(struct pdf_writer *writer)
{
    for (size_t i = 0; i < PDF_KIND_COUNT; i++) {
        clear_shelf(writer, &writer->shelves[i]);
    }
    finish_all(writer);
}

struct deflater *streams_deflater(struct pdf_writer *writer)
{
    finish_all(writer);
    return deflater_at(writer, 0);
}

void pdf_take_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                     struct buf *take_bytes)
{
    if (writer->failed || ref == 0) {
        return;
    }
    struct passage *passage = next_passage(writer);
    struct buf room = passage->plain;
    buf_add(&passage->entries, entries);
    passage->plain = *take_bytes;
    *take_bytes = room;
    send(writer, passage, ref);
}

void pdf_set_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                    struct str bytes, bool finished)
{
    struct deflater *deflater = streams_deflater(writer);
    struct buf packed = {.kept_in = writer->arena};
    if (writer->failed || ref == 0) {
        return;
    }
    if (!deflater || (!finished && !deflate_zlib(deflater, bytes, &packed))) {
        pdf_fail_memory(writer);
    }
    put_stream(writer, ref, entries, finished ? bytes : buf_str(&packed), !finished);
    buf_clear(&packed);
}
