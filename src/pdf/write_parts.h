/* The writer from the inside: what write.c, streams.c and save.c share. Nobody else
 * includes it.
 *
 * Objects leave for the file as soon as they are whole. What waits: dictionaries until
 * their object stream is full, streams until they and those before them are deflated, and
 * eight bytes for each object until the cross-reference table. */
#ifndef OFFPRINT_PDF_WRITE_PARTS_H
#define OFFPRINT_PDF_WRITE_PARTS_H

#include "base/digest.h"
#include "pdf/write.h"

/* In one object stream. Twice as many would spare 0.2 % of a file, and are more to read for
 * one of them. */
#define OBJECTS_PER_STREAM 1000

enum entry_type { ENTRY_FREE = 0, ENTRY_PLAIN = 1, ENTRY_PACKED = 2 };

/* Of an object, as the cross-reference table has it. */
struct entry {
    uint32_t where; /* offset, or number of the object stream */
    uint16_t index; /* within that */
    uint8_t type;
};

/* Dictionaries of a kind, until they fill an object stream. */
struct shelf {
    struct buf body;
    struct {
        pdf_ref ref;
        uint32_t offset;
    } objects[OBJECTS_PER_STREAM];
    size_t count;
};

/* A stream on its way: it is deflated, perhaps by another thread, and then written. */
struct passage {
    struct job job;
    struct deflater *deflater; /* kept for whoever goes this way; NULL: not needed yet */
    struct deflater *with;     /* this one */
    pdf_ref ref;
    struct buf entries, plain, packed;
    bool deflated;
};

/* As many as keep three threads busy beside the one that makes the streams. The file's
 * bytes must not depend on who deflates: always the same number is under way. */
#define PASSAGE_COUNT 6

struct pdf_writer {
    struct arena *arena;
    struct report *report;
    struct crew *crew;
    int deflate_level;
    struct pieces *out;
    size_t limit_bytes;        /* of the file */
    struct digester *digester; /* of all that has left */
    uint8_t digest[SHA256_BYTES];
    struct entry *entries; /* by object number */
    size_t count, capacity;
    struct shelf shelves[PDF_KIND_COUNT];
    struct passage passages[PASSAGE_COUNT]; /* a ring */
    size_t first_passage, passage_count;    /* under way */
    struct catalog *catalog;                /* write.c's: libharu's document */
    const struct pdf_base *base;            /* that stands before it; NULL: a whole file */
    struct inks inks;
    bool failed;
};

/* write.c: what the second part takes over from it. */
void writer_describe(struct pdf_writer *writer, struct pdf_base *out);

/* streams.c: what goes to the file, in the order of the calls. */
bool streams_open(struct pdf_writer *writer);
void streams_close(struct pdf_writer *writer);
/* At the file's end. */
void streams_put(struct pdf_writer *writer, struct str bytes);
/* A dictionary for the object stream of its kind. */
void streams_shelve(struct pdf_writer *writer, enum pdf_kind kind, pdf_ref ref,
                    struct str entries);
/* Where the file ends so far. */
size_t streams_offset(const struct pdf_writer *writer);
void streams_note(struct pdf_writer *writer, pdf_ref ref, struct entry entry);
/* All that waits goes to the file. */
void streams_flush(struct pdf_writer *writer);
/* A deflater that no job uses meanwhile; NULL: memory is gone. */
struct deflater *streams_deflater(struct pdf_writer *writer);

#endif
