/* The table of outputs, and how each row's file comes about. Rows that draw on pages are
 * written before those that do not, so that the pages' memory is free by then; within
 * that, the table's order holds: what carries another output stands below it. */
#include "output.h"

#include "base/digest.h"
#include "base/replace.h"
#include "epub/epub.h"
#include "pdf/pdf.h"

#include <sys/stat.h>

enum { ROW_PDF, ROW_ZIP, ROW_EPUB, ROW_BOOKLET };

/* Files */

/* A new file of `kind`, at the end of the list; NULL: reported. */
static struct output_file *add_file(const struct output_job *job,
                                    const struct output_kind *kind)
{
    struct output_files *files = job->files;
    struct output_file *file = ARENA_NEW(files->arena, struct output_file);
    bool is_snapshot = job->series && kind == output_kind_at(ROW_ZIP);
    struct str name = is_snapshot
                          ? arena_str(files->arena, str_from(job->series->file_name))
                          : arena_format(files->arena, "%.*s%s", STR_ARG(job->packet->name),
                                         kind->extension);
    if (!file || name.len == 0) {
        (void)report_out_of_memory(job->report);
        return NULL;
    }
    file->kind = kind;
    file->name = name.ptr;
    file->inside = job->series && !is_snapshot;
    pieces_init(&file->pieces, job->aside);
    *(files->last ? &files->last->next : &files->first) = file;
    files->last = file;
    files->count++;
    return file;
}

static void add_figure(struct output_file *file, struct offprint_figure figure)
{
    file->figures[file->figure_count++] = figure;
}

static const struct output_file *find_file(const struct output_files *files,
                                           const struct output_kind *kind)
{
    for (const struct output_file *file = files->first; file; file = file->next) {
        if (file->kind == kind) {
            return file;
        }
    }
    return NULL;
}

/* Rows */

/* Less than of others: it comes about while the pages are still there. */
#define PDF_HELD_BYTES ((size_t)1 << 20)

struct pdf_options output_pdf_options(const struct output_job *job)
{
    const struct packet *packet = job->packet;
    return (struct pdf_options){
        .title = packet->title,
        .author = packet->organization.len ? packet->organization : packet->site_title,
        .subject = packet->subtitle,
        .language = packet->language,
        .producer = job->generator,
        .deflate_level = job->deflate_level,
        .inks = job->inks,
        .boxes = job->boxes,
        .date = packet->date,
        .progress = job->progress,
        .crew = job->crew,
        .last = job->last_of_pages,
    };
}

static bool write_pdf(const struct output_job *job)
{
    const struct packet *packet = job->packet;
    struct output_file *file = add_file(job, output_kind_at(ROW_PDF));
    if (!file) {
        return false;
    }
    file->pieces.held_limit_bytes = PDF_HELD_BYTES;
    file->pieces.aside.unread = job->aside.unread && !(job->output_bits >> ROW_ZIP & 1);
    add_figure(file, (struct offprint_figure){"pages", "page", "pages", job->page_count});
    add_figure(file, (struct offprint_figure){"documents", "document", "documents",
                                              packet->document_count});
    add_figure(file, (struct offprint_figure){"words", "word", "words", job->word_count});
    struct pdf_options options = output_pdf_options(job);
    return pdf_write(job->arena, job->pages, job->engine, &options, &file->pieces,
                     job->report);
}

/* It carries the PDF when that is made, too. */
struct archive_options output_zip_options(const struct output_job *job)
{
    return (struct archive_options){
        .with_pdf = job->output_bits >> ROW_PDF & 1,
        .generator = job->generator,
        .limit_bytes = job->bundle_limit_bytes,
        .deflate_level = job->deflate_level,
        .aside = job->aside,
        .progress = job->progress,
        .series = job->series,
        .crew = job->crew,
        .last_of = job->output_bits == output_zip_bit() ? job->spent : NULL,
    };
}

static void *begin_zip(const struct output_job *job)
{
    struct archive_options options = output_zip_options(job);
    return archive_begin(job->arena, job->packet, &options, job->report);
}

static void drop_zip(void *begun)
{
    archive_drop(begun);
}

static bool write_zip(const struct output_job *job)
{
    const struct output_file *pdf = find_file(job->files, output_kind_at(ROW_PDF));
    struct output_file *file = add_file(job, output_kind_at(ROW_ZIP));
    struct archive_counts counts;
    if (!file) {
        archive_drop(job->begun);
        return false;
    }
    if (!archive_finish(job->begun, pdf ? &pdf->pieces : NULL, job->page_count,
                        job->progress, &file->pieces, &counts)) {
        return false;
    }
    add_figure(file,
               (struct offprint_figure){"entries", "entry", "entries", counts.entries});
    add_figure(file, (struct offprint_figure){"site_files", "file from the site",
                                              "files from the site", counts.site_files});
    return true;
}

static bool write_epub(const struct output_job *job)
{
    struct output_file *file = add_file(job, output_kind_at(ROW_EPUB));
    struct epub_options options = {.generator = job->generator,
                                   .deflate_level = job->deflate_level,
                                   .limit_bytes = job->bundle_limit_bytes,
                                   .aside = job->aside,
                                   .progress = job->progress,
                                   .page_starts = job->page_starts};
    struct epub_counts counts;
    if (!file || !epub_write(job->arena, job->packet, &options, &file->pieces, &counts,
                             job->report)) {
        return false;
    }
    add_figure(file, (struct offprint_figure){"documents", "document", "documents",
                                              job->packet->document_count});
    add_figure(file, (struct offprint_figure){"words", "word", "words", job->word_count});
    add_figure(
        file, (struct offprint_figure){"pictures", "picture", "pictures", counts.pictures});
    return true;
}

static void arrange_booklet(const struct output_job *job, struct layout_options *layout)
{
    layout->booklet = &job->booklet;
}

static bool write_booklet(const struct output_job *job)
{
    struct output_file *file = add_file(job, output_kind_at(ROW_BOOKLET));
    if (!file) {
        return false;
    }
    file->pieces.held_limit_bytes = PDF_HELD_BYTES;
    add_figure(file, (struct offprint_figure){"sheets", "sheet", "sheets",
                                              job->pages->imposition->side_count / 2});
    add_figure(file, (struct offprint_figure){"pages", "page", "pages", job->pages->count});
    struct pdf_options options = output_pdf_options(job);
    options.boxes = (struct pdf_boxes){0}; /* it is folded, not cut out of its sheets */
    return pdf_write(job->arena, job->pages, job->engine, &options, &file->pieces,
                     job->report);
}

static const struct output_kind kinds[] = {
    [ROW_PDF] = {.name = "pdf",
                 .extension = ".pdf",
                 .summary = "the packet, one tagged PDF",
                 .stage = "writing the PDF",
                 .by_default = true,
                 .pages = PAGES_SHARED,
                 .write = write_pdf},
    [ROW_ZIP] = {.name = "zip",
                 .extension = ".zip",
                 .summary = "the bundle, a small web site; with the PDF when that is made",
                 .stage = "packing",
                 .by_default = true,
                 .begin = begin_zip,
                 .drop = drop_zip,
                 .write = write_zip},
    [ROW_EPUB] = {.name = "epub",
                  .extension = ".epub",
                  .summary = "a book for reading programs and devices (EPUB 3.3)",
                  .stage = "making the book",
                  .tells_pages = true,
                  .write = write_epub},
    [ROW_BOOKLET] = {.name = "booklet",
                     .extension = "-booklet.pdf",
                     .summary = "the PDF once more, to be printed on both sides and folded",
                     .stage = "writing the booklet",
                     .pages = PAGES_OWN,
                     .arrange = arrange_booklet,
                     .write = write_booklet},
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])
_Static_assert(KIND_COUNT <= OUTPUT_KIND_LIMIT, "a bit for each output");

const struct output_kind *output_kind_at(size_t index)
{
    return index < KIND_COUNT ? &kinds[index] : NULL;
}

uint32_t output_bit(struct str name)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (str_is(name, kinds[i].name)) {
            return UINT32_C(1) << i;
        }
    }
    return 0;
}

uint32_t output_default_bits(void)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        bits |= kinds[i].by_default ? UINT32_C(1) << i : 0;
    }
    return bits;
}

uint32_t output_pdf_bit(void)
{
    return UINT32_C(1) << ROW_PDF;
}

uint32_t output_zip_bit(void)
{
    return UINT32_C(1) << ROW_ZIP;
}

uint32_t output_snapshot_bits(uint32_t bits)
{
    return (bits & UINT32_C(1) << ROW_PDF) | UINT32_C(1) << ROW_ZIP;
}

void output_add_names(struct buf *out)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        buf_add_format(out, "%s%s", i ? ", " : "", kinds[i].name);
    }
}

/* Writing */

struct str output_path(struct arena *arena, const char *folder, const char *name)
{
    struct str bare = str_without_end(str_from(folder), '/');
    return arena_format(arena, "%.*s/%s", STR_ARG(bare), name);
}

static struct replacement replacement_of(const struct output_place *place, const char *set,
                                         const struct new_file *files, size_t count)
{
    return (struct replacement){.folder = place->folder,
                                .set = set,
                                .files = files,
                                .count = count,
                                .stop = place->stop,
                                .stop_data = place->stop_data,
                                .progress = place->progress,
                                .along = place->along,
                                .hold = place->hold,
                                .add_only = place->hold != NULL};
}

bool output_place_check(struct arena *arena, const struct output_place *place,
                        uint32_t bits, struct report *report)
{
    struct new_file files[KIND_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (bits >> i & 1) {
            const char *name =
                arena_format(arena, "%.*s%s", STR_ARG(place->set), kinds[i].extension).ptr;
            files[count++] = (struct new_file){.name = name};
            if (!name) {
                return report_out_of_memory(report);
            }
        }
    }
    struct replacement what = replacement_of(place, NULL, files, count);
    return replace_check(&what, report);
}

static bool is_made(const struct output_files *files, const char *name)
{
    bool made = false;
    for (const struct output_file *file = files->first; file; file = file->next) {
        made |= strcmp(file->name, name) == 0;
    }
    return made;
}

/* Kinds that were not asked for may lie there since another run. */
static bool tell_older(const struct output_files *files, const struct output_place *place,
                       struct report *report)
{
    struct stat info;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct str name =
            arena_format(files->arena, "%.*s%s", STR_ARG(place->set), kinds[i].extension);
        struct str path =
            name.len ? output_path(files->arena, place->folder, name.ptr) : name;
        if (path.len == 0) {
            return report_out_of_memory(report);
        }
        if (!is_made(files, name.ptr) && stat(path.ptr, &info) == 0) {
            report_note(report, (struct place){0}, "output-older",
                        "'%s' is not made by this run, and may be of another state of "
                        "the site than what is",
                        path.ptr);
            report_hint(report, "%s",
                        kinds[i].by_default ? "leave --outputs away to make all of them"
                                            : "name it in --outputs, too, or remove it");
        }
    }
    return true;
}

bool output_files_put(const struct output_files *files, const struct output_place *place,
                      struct report *report)
{
    const char *set = arena_cstr(files->arena, place->set);
    struct new_file *items = ARENA_ARRAY(files->arena, struct new_file, files->count);
    if (!set || (!items && files->count)) {
        return report_out_of_memory(report);
    }
    size_t count = 0;
    for (const struct output_file *file = files->first; file; file = file->next) {
        items[count] = (struct new_file){.name = file->name, .pieces = &file->pieces};
        count += !file->inside;
    }
    struct replacement what = replacement_of(place, set, items, count);
    return (place->hold || tell_older(files, place, report)) &&
           replace_files(&what, report);
}

static bool add_to_digest(void *digester, struct str bytes)
{
    digester_add(digester, bytes);
    return true;
}

const char *output_file_sha256(const struct output_file *file, struct arena *arena,
                               struct report *report)
{
    uint8_t sha256[SHA256_BYTES];
    struct digester *digester = digester_new(arena, (struct digests){.sha256 = sha256});
    if (!digester) {
        report_out_of_memory(report);
        return NULL;
    }
    if (file->bytes.len) {
        digester_add(digester, buf_str(&file->bytes));
    } else if (pieces_send(&file->pieces, add_to_digest, digester, report) != PIECES_SENT) {
        return NULL;
    }
    digester_finish(digester);
    const char *hex = digest_hex(arena, sha256, sizeof sha256);
    (void)(hex || report_out_of_memory(report));
    return hex;
}

/* The last first: it may borrow from those before it. */
bool output_files_join(struct output_files *files, struct report *report)
{
    bool ok = true;
    for (size_t left = files->count; ok && left > 0; left--) {
        struct output_file *file = files->first;
        for (size_t i = 1; i < left; i++) {
            file = file->next;
        }
        ok = pieces_become(&file->pieces, &file->bytes, report);
    }
    return ok;
}

void output_files_clear(struct output_files *files)
{
    for (struct output_file *file = files->first; file; file = file->next) {
        buf_clear(&file->bytes);
        pieces_clear(&file->pieces);
    }
}

void output_files_forget(struct output_files *files)
{
    output_files_clear(files);
    *files = (struct output_files){.arena = files->arena};
}
