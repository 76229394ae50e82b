/* liboffprint's front door: a site in; a PDF packet, a zip bundle and a report out.
 *
 *   struct offprint_options options = {.site = "my-site", .output_folder = "out"};
 *   struct offprint_result result;
 *   enum offprint_status status = offprint_export(&options, &result);
 *   puts(result.report_text ? result.report_text : "out of memory");
 *   offprint_result_clear(&result);
 *
 * The library never prints, exits or aborts, handles no signals and reads neither clock,
 * locale nor environment: what it needs of these comes in the options. Same input, same
 * bytes. Nothing is shared between calls: threads may run one each at the same time.
 * Texts are UTF-8; paths are the system's. */
#ifndef OFFPRINT_H
#define OFFPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define OFFPRINT_API __attribute__((visibility("default")))
#else
#define OFFPRINT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum offprint_paper { OFFPRINT_PAPER_DEFAULT, OFFPRINT_A4, OFFPRINT_LETTER, OFFPRINT_A5 };

enum offprint_media {
    OFFPRINT_MEDIA_DEFAULT,
    OFFPRINT_SCREEN,
    OFFPRINT_PRINT,
    OFFPRINT_PRESS
};
enum offprint_marks { OFFPRINT_MARKS_DEFAULT, OFFPRINT_MARKS_NONE, OFFPRINT_MARKS_CROP };

/* The edge of the sheet at which the printer turns it; short if nothing is said. */
enum offprint_flip { OFFPRINT_FLIP_DEFAULT, OFFPRINT_FLIP_SHORT, OFFPRINT_FLIP_LONG };

/* Where a booklet is bound; on the side that its language begins lines at if nothing is
 * said.
 */
enum offprint_binding {
    OFFPRINT_BINDING_DEFAULT,
    OFFPRINT_BINDING_LEFT,
    OFFPRINT_BINDING_RIGHT
};

enum offprint_status { /* also the program's exit status */
                       OFFPRINT_MADE = 0,
                       OFFPRINT_CONTENT_ERRORS = 1, /* outputs untouched */
                       OFFPRINT_WRONG_USAGE = 2,    /* of this interface */
                       OFFPRINT_SYSTEM_FAILED = 3,  /* disk, memory, an installation */
};

/* Codes of live addresses: on the cover that of the first document, with documents each
 * one's on its first page, too. */
enum offprint_qr {
    OFFPRINT_QR_DEFAULT,
    OFFPRINT_QR_NONE,
    OFFPRINT_QR_COVER,
    OFFPRINT_QR_DOCUMENTS
};

/* The PDF as a hand-out, on paper (doc/handouts.md). All zero: as the recipe says, else for
 * the screen. */
struct offprint_handout_options {
    size_t struct_size; /* sizeof(struct offprint_handout_options) */
    enum offprint_media media;
    bool grey; /* nothing has a colour, pictures neither */
    bool right_hand; /* of print and press: documents begin on the fronts of leaves */
    /* Of press alone. */
    bool has_bleed;             /* else the recipe's, else 3 mm */
    unsigned bleed_micrometres; /* beyond the cut, up to 20,000 */
    enum offprint_marks marks;  /* else the recipe's, else none */
    enum offprint_qr qr;
    /* A list of short addresses (CSV, or .yml) that paper and codes show for long ones. */
    const char *short_links;
    bool booklet;    /* that output, too, whatever `outputs` or the recipe say */
    unsigned sheets; /* in each other at the most, up to 64; 0: 16 */
    /* By how much pages stand nearer to the fold on each sheet than on the one around it.
     */
    bool has_creep;             /* else by the thickness of paper of 80 g */
    unsigned creep_micrometres; /* up to 1000 */
    enum offprint_flip flip;
    enum offprint_binding binding;
    const char *cmyk; /* of press: an ICC profile of its inks; NULL: all is grey */
};

/* All zero but `site` is right: everything else comes from the site's recipe. Strings and
 * arrays are borrowed for the call; NULL means "not said". */
struct offprint_options {
    /* sizeof(struct offprint_options), for members that later versions of the library add
     * at the end; 0: those of this version, up to `progress_data`. */
    size_t struct_size;
    const char *site;           /* folder */
    const char *const *entries; /* permalinks, source paths, or patterns of them, with
                                   '*'; none: the recipe's, else the site's front page */
    size_t entry_count;
    const char *const *outputs; /* "pdf", "zip", "epub"; none: the recipe's, else the first
                                   two */
    size_t output_count;
    const char *output_folder; /* for offprint_export(); made when absent */
    const char
        *name; /* of the outputs; default: the entry page's slug, a front page's title */
    const char *title, *subtitle, *live_url, *contact, *prepared_for;
    const char *date; /* "2021-07-15", "2021-07-15 10:00 +0200"; wins over source_date */
    const char *data_folder; /* holds fonts/ and hyphenation/, else the usage is
                                wrong; default: as installed */
    bool has_depth;          /* else the recipe's, else 1 */
    bool has_source_date;    /* else of the source, see README */
    bool strict;             /* warnings are errors */
    bool quiet;              /* the report's text holds errors only, as `strict` has them */
    unsigned depth;          /* links away from an entry page; 0: the entries alone */
    enum offprint_paper paper;
    int64_t source_date; /* as SOURCE_DATE_EPOCH: seconds since 1970, up to year 9999 */
    const char *theme;   /* NULL: the recipe's, else the default */
    /* Called at each stage's start with 0 of 0, then as documents are read and set,
     * pages drawn, entries packed (of what is read and packed the total is not known: 0);
     * at the end with a `stage` of NULL. Must return soon, may not call the library. */
    void (*progress)(void *data, const char *stage, size_t done, size_t total);
    void *progress_data;
    bool own_text; /* of Jekyll's pages alone, without what their layouts add */
    bool layouts; /* what they add is asked for, whatever the recipe says: what is not there
                     is a warning */
    bool allow_active; /* linked files that run when they are opened go along, marked */
    const char
        *built_folder; /* what a generator made of the site's sources; NULL: nothing */
    const char *theme_folder; /* of the site's Jekyll theme; NULL: looked for beside it */
    /* Asked by offprint_export() before each step from when on it writes into the output
     * folder; once true, it takes away what it wrote beside the outputs, leaves those as
     * they were and gives OFFPRINT_SYSTEM_FAILED. Not asked any more when all are whole and
     * take their places. What a process leaves that dies there a later call clears up. */
    bool (*stop)(void *data);
    void *stop_data;
    /* What the run may take, counted the same on every machine; 0: 2 GiB. More than that
     * is an error of content. */
    size_t memory_bytes;
    bool has_image_dpi; /* else the recipe's, else 300 */
    unsigned image_dpi; /* of pictures in the PDF at the most; 0: they stay as they are */
    /* What may run at once, up to 64, with the caller's own; 0: 1. Outputs and report are
     * the same for any number. The caller's thread alone calls `progress` and `stop`. */
    unsigned threads;
    bool best; /* packed as tightly as can be, in two to four times the time */
    /* Of the git repository that `site` lies in, as git names it ("v1.2", "HEAD~3"): the
     * site as it was then, read without a checkout. `site` may be a bare repository, a
     * linked worktree, or a folder that is no more. NULL: as it lies there now. */
    const char *revision;
    bool history; /* each document says when, by that repository, it was last changed */
    bool link_list; /* the result has `links_json` */
    bool digests;   /* and of each output its `sha256` */
    bool colour;    /* the report's text has a terminal's colours */
    /* What a linked file or a picture may come to (of a revision 256 MiB at the most), and
     * all of the bundle, unpacked; 0: 256 MiB, 2 GiB. */
    size_t file_limit_bytes, bundle_limit_bytes;
    bool epub;      /* that output, too, whatever `outputs` or the recipe say */
    /* offprint_export() unpacks the bundle, which is then made, into a folder of the
     * outputs' name there, too; what stands in its place must be a bundle. NULL: nowhere */
    const char *stick_folder;
    const struct offprint_handout_options *handout; /* NULL: as the recipe says */
    /* A file that is read as if it were the offprint.yml in the site's root, whatever
     * stands there; what it names is therefore the site's. NULL: the site's own */
    const char *recipe;
};

/* How much of something an output holds: "pages", 54, as in "54 pages". Static texts. */
struct offprint_figure {
    const char *name; /* for machines, "site_files" */
    const char *one, *many;
    size_t count;
};

/* A file that was made. */
struct offprint_output {
    const char *name;           /* of the output: "pdf", "zip", "epub", "booklet" */
    const char *file_name;      /* "contribute.pdf" */
    const char *path;           /* where offprint_export() wrote it; else NULL */
    const unsigned char *bytes; /* the file from offprint_make(); else NULL */
    size_t byte_count;
    const struct offprint_figure *figures;
    size_t figure_count;
    const char *sha256; /* of the bytes, in hex; NULL: not asked for */
};

/* What came of one run. Filled by each call, whatever its status; all that it points to is
 * its own until offprint_result_clear(). */
struct offprint_result {
    enum offprint_status status;
    size_t errors, warnings;
    size_t documents, words;
    size_t pages; /* 0 when no output is made of pages */
    size_t links_internal, links_external, links_live, links_mail, links_file, links_broken;
    const struct offprint_output *outputs; /* in the order of making */
    size_t output_count;                   /* 0 when nothing was made */
    const char *report_text; /* as people read it, a line or more each; NULL: no memory */
    const char *report_json; /* an array of objects; NULL: no memory */
    void *memory;            /* the library's */
    const char *links_json;  /* an array of objects, each a link; NULL: not asked for */
    const char *stick_path;  /* of the bundle that is unpacked; NULL: there is none */
    const void *later[6];    /* room for what later versions tell */
};

/* The report and the status that the other two would give: makes the same, keeps nothing.
 */
OFFPRINT_API enum offprint_status offprint_check(const struct offprint_options *options,
                                                 struct offprint_result *result);

/* Makes the outputs in memory; `output_folder` is not looked at. */
OFFPRINT_API enum offprint_status offprint_make(const struct offprint_options *options,
                                                struct offprint_result *result);

/* Makes the outputs and puts them into `output_folder` once all are whole: files of an
 * earlier run stay as they were until then, and for good when the status is not
 * OFFPRINT_MADE. Calls for one folder and name, of any process, wait for each other while
 * they put their files in place; nobody finds files of two calls there afterwards. */
OFFPRINT_API enum offprint_status offprint_export(const struct offprint_options *options,
                                                  struct offprint_result *result);

enum offprint_packets_zip {
    OFFPRINT_ZIP_ONE,  /* where a zip is made: one, of nobody's, without a PDF */
    OFFPRINT_ZIP_EACH, /* one beside each PDF, with it and for the same name */
    OFFPRINT_ZIP_NONE,
    OFFPRINT_ZIP_ALSO /* one, of nobody's, whatever else is made */
};

enum offprint_packet_state {
    OFFPRINT_PACKET_MADE,
    OFFPRINT_PACKET_SAME, /* it lay there already */
    OFFPRINT_PACKET_FAILED
};

struct offprint_packet {
    size_t row; /* from 1 */
    const char *file_name;
    enum offprint_packet_state state;
    size_t byte_count;          /* of one that did not fail, as the others */
    const char *sha256, *input; /* of its bytes, and of all that they are made of; hex */
    const char *zip_name, *zip_sha256; /* the same of its zip; NULL: it has none */
    size_t zip_byte_count;
    const void *later[1];
};

/* Packets for a list of names: the PDF of a site once for each row, with a cover of its
 * own. Everything is borrowed for the call. */
struct offprint_packets_options {
    size_t struct_size; /* sizeof(struct offprint_packets_options) */
    /* CSV (`,`, `;` or tab; the first row names the columns) or YAML (.yml, .yaml: a list
     * of mappings), in UTF-8; "": the list that the recipe names or has, which lies in the
     * site. What of it stands where is the recipe's to say
     * (doc/packets.md). */
    const char *list;
    const char
        *only; /* one row: its file's name without ".pdf", or its number; NULL: all */
    /* Of each `shards` rows the one whose number from 0 on is `shard` modulo that; 0: all.
     */
    unsigned shard, shards;
    bool keep_going; /* rows without a fault are made though others have one */
    /* What the record of an earlier run says was made of the same, and lies there in that
     * size and not written since, is not made again; with the second, in that digest. */
    bool resume, resume_verify;
    enum offprint_packets_zip zip;
    /* Called of each row asked for, in the list's order, as soon as its files are in place
     * or are known not to be made, with what came of it, which lasts until it returns. May
     * be NULL. */
    void (*tell)(void *data, const struct offprint_packet *packet);
    void *tell_data;
};

struct offprint_packets_result {
    enum offprint_status status; /* OFFPRINT_CONTENT_ERRORS: rows failed */
    size_t made, same, failed;   /* of the rows asked for */
    const char *record_name;    /* "packets.jsonl", in the output folder: the same for
                                   programs;    with `shards` "packets-0-of-4.jsonl". NULL: none
                                   is written, as    for `only`, or where the call was broken off:
                                   then ".part" behind    that name tells how far, for `resume` */
    struct offprint_result run; /* as of offprint_export(), of all that is made but these */
    void *memory;
    const void *later[8];
};

/* Makes the PDFs into `output_folder`, each whole or not at all, and with them the other
 * outputs that `options` and recipe ask for, once, with the cover of nobody. All rows are
 * checked before anything is written. A packet is the same bytes whoever else is in the
 * list, and holds nobody else's. The record comes last, when all is on the disk. */
OFFPRINT_API enum offprint_status
offprint_packets(const struct offprint_options *options,
                 const struct offprint_packets_options *packets,
                 struct offprint_packets_result *result);
/* Makes "packets.jsonl" of the records of all parts in the folder, as a run of the whole
 * list writes it. An error of content: a part's is missing, or rows failed. Of the result
 * only the counts and the report are filled. */
OFFPRINT_API enum offprint_status
offprint_packets_merge(const char *folder, struct offprint_packets_result *result);
OFFPRINT_API void offprint_packets_result_clear(struct offprint_packets_result *result);

/* A list of sites, each exported by itself. Everything is borrowed for the call. */
struct offprint_sites_options {
    size_t struct_size; /* sizeof(struct offprint_sites_options) */
    /* YAML, a list of mappings: of each site its `source`, a folder, from the list's on;
     * and as options or recipes have them `name` (else the folder's), `title`, `subtitle`,
     * `entry`, `outputs`, `live_url`, `contact`, `prepared_for`, `date`, `revision` and
     * `theme`; and its `recipe`, a file, from the list's folder on. */
    const char *list;
    unsigned shard, shards; /* as of packets */
    /* Called after each site with what came of it, which lasts until it returns. May be
     * NULL. */
    void (*tell)(void *data, const char *name, const struct offprint_result *result);
    void *tell_data;
};

struct offprint_sites_result {
    enum offprint_status status; /* the gravest of all sites'; the list's own comes first */
    size_t made, failed;
    const char *record_name; /* "sites.jsonl" in the output folder; with `shards`
                                "sites-0-of-4.jsonl"; NULL: none was written */
    const char *report_text, *report_json; /* of the list; NULL: no memory */
    void *memory;                          /* the library's */
};

/* Makes the outputs of each site in the folder that `common` names, as offprint_export()
 * does with `common` and what the list says of the site, and a record: a line of JSON for
 * each. A site that fails stops no other one. What is wrong with the list is told before
 * any site is read. */
OFFPRINT_API enum offprint_status offprint_sites(const struct offprint_options *common,
                                                 const struct offprint_sites_options *sites,
                                                 struct offprint_sites_result *result);
OFFPRINT_API void offprint_sites_result_clear(struct offprint_sites_result *result);

/* Two states of a site, or of packets made of it, to be compared. Everything is borrowed for
 * the call. */
struct offprint_diff_options {
    size_t struct_size; /* sizeof(struct offprint_diff_options) */
    /* Each a bundle (its zip or its folder) or a site's folder. `new_source` NULL: the
     * newest two snapshots (NAME-DATE.zip) in the folder `old_source`. */
    const char *old_source, *new_source;
    const char *old_revision, *new_revision; /* of a site: as `revision`, or NULL */
    /* How sites are read, with its struct_size; `site`, `revision` and outputs are not
     * looked at. NULL: as their recipes say. Without entries a site beside a bundle is read
     * from the bundle's. `quiet` is of what is read: what is odd about the comparison
     * itself is told wherever text is asked for. */
    const struct offprint_options *reading;
    bool with_text, with_html, with_json; /* what is written of it */
    bool all;       /* what changes no word is shown, too, not only counted */
    bool by_word;   /* text: changed paragraphs once, with [-old-] and {+new+} in them */
    bool counts;    /* text: only a line for each document */
    bool colour;    /* text: with a terminal's colours */
    unsigned width; /* text: columns; 0: lines are not broken */
};

/* What came of it; as struct offprint_result. Blocks are headings, paragraphs, items, rows
 * of tables and lines of code; each counts as the gravest of its changes. */
struct offprint_diff_result {
    enum offprint_status status; /* OFFPRINT_MADE, whether anything differs or not */
    bool differs;
    size_t errors, warnings;
    size_t documents_added, documents_removed, documents_renamed, documents_changed;
    size_t words_added, words_removed;
    size_t blocks_words, blocks_moved, blocks_links, blocks_files, blocks_markup;
    size_t links;                   /* whose addresses alone differ */
    const char *text, *html, *json; /* NULL: not asked for, or nothing was compared; JSON
                                       tells of that, too */
    const char *report_text, *report_json;
    void *memory;
    const void *later[8];
};

OFFPRINT_API enum offprint_status offprint_diff(const struct offprint_diff_options *options,
                                                struct offprint_diff_result *result);
OFFPRINT_API void offprint_diff_result_clear(struct offprint_diff_result *result);

/* What came of offprint_snapshot(); as struct offprint_result. */
struct offprint_snapshot_result {
    enum offprint_status status; /* OFFPRINT_MADE, whether anything was written or not */
    bool written;     /* else the site has nothing new, or `status` says why not */
    const char *path; /* of the snapshot that was written; or NULL */
    const char *previous_path, *previous_sha512; /* that was the newest; NULL: none was */
    const char *summary; /* a line on what changed since; NULL: it was not looked at */
    struct offprint_diff_result changes; /* the counts of it; texts are NULL */
    struct offprint_result run; /* as of offprint_export(); its output is the snapshot */
    void *memory;
    const void *later[8];
};

/* Adds a bundle of the site to the chain of snapshots in `output_folder`, as
 * NAME-2021-07-15.zip by its date, with the packet's PDF in it if outputs have that;
 * another one of a day is NAME-2021-07-15b.zip. Nothing is written where the newest there
 * has the same words, links, pictures and files. Each but the first names the SHA-512 of
 * the one before it in its bag-info.txt. A site without a date, or of an older one than the
 * newest, is an error of content.
 *
 * Calls for one folder and name, of any process, wait for each other from the look at the
 * newest to the new file's rename: no chain forks, whenever one ends. `stop` is asked from
 * then on. Where files cannot be locked nothing is written. */
OFFPRINT_API enum offprint_status
offprint_snapshot(const struct offprint_options *options,
                  struct offprint_snapshot_result *result);
OFFPRINT_API void offprint_snapshot_result_clear(struct offprint_snapshot_result *result);

struct offprint_log_options {
    size_t struct_size;  /* sizeof(struct offprint_log_options) */
    const char *folder;  /* of snapshots */
    bool counts;         /* what changed from each to the next is counted */
    size_t memory_bytes; /* 0: 2 GiB */
};

/* A snapshot. Texts that are not there are NULL. */
struct offprint_logged {
    const char *name, *path; /* "contribute-2021-07-15.zip" */
    const char *chain;       /* "contribute"; NULL: it has no date in its name */
    const char *title, *date, *revision, *previous; /* as bag-info.txt has them */
    size_t number;                                  /* in its chain, as that says; or 0 */
    const char *sha512;                             /* of the zip */
    bool readable; /* it is a bundle; whether it is whole offprint_verify() tells */
    bool first;    /* none of its chain is older */
    bool follows;  /* it names the one before it; the first names none */
    const struct offprint_diff_result
        *changes;        /* counts, since the one before it; or NULL */
    const char *summary; /* a line on them */
    const void *later[4];
};

struct offprint_log_result {
    enum offprint_status status;         /* OFFPRINT_CONTENT_ERRORS: one does not follow */
    bool whole;                          /* each follows the one before it */
    const struct offprint_logged *items; /* those of a chain together, the newest first */
    size_t item_count;
    const char *report_text, *report_json;
    void *memory;
    const void *later[8];
};

/* Lists the zips of a folder and how they hang together. Writes nothing. */
OFFPRINT_API enum offprint_status offprint_log(const struct offprint_log_options *options,
                                               struct offprint_log_result *result);
OFFPRINT_API void offprint_log_result_clear(struct offprint_log_result *result);

/* Frees what the result holds and zeroes it; harmless on one that is all zero. */
OFFPRINT_API void offprint_result_clear(struct offprint_result *result);

/* What to look at: a bundle, as a zip or unpacked in a folder; a folder of snapshots, whose
 * zips are a chain; or any file that a signature or a time stamp lies beside. All zero but
 * `path` is right. */
struct offprint_verify_options {
    size_t struct_size; /* sizeof(struct offprint_verify_options); 0: up to `memory_bytes` */
    const char *path;
    const char *key; /* public key of minisign's: its file, or itself; NULL: none */
    const char *tsa; /* file with certificates (PEM) that time stamps go back to; NULL: none */
    size_t memory_bytes; /* 0: 2 GiB */
};

/* What is wrong, or worth knowing. Texts that are not there are NULL. */
struct offprint_finding {
    const char *kind; /* "changed", "missing"; doc/verify.md lists them */
    bool error;       /* what it is of is not whole */
    const char *path; /* in the bundle, or of a file beside it */
    const char *text; /* in words */
    const char *expected, *found; /* digests in hex, or numbers */
};

/* What was shown, by what, and what that leaves open. */
struct offprint_proof {
    const char *kind; /* "checksums", "zip", "signature", "time-stamp", "chain" */
    bool holds;
    const char *by; /* "sha256, sha512", "key RW…"; NULL: nothing to name */
    const char *proves, *not_proved;
};

struct offprint_verified {
    const char *kind; /* "bag", "file", "chain": of the zips before it */
    const char *path;
    bool good; /* no finding is an error */
    size_t files; /* of a bag's payload; of a chain its zips */
    uint64_t bytes;
    const char *title, *date, *previous; /* as bag-info.txt has them; or NULL */
    const char *sha512;                  /* of a zip in a chain; or NULL */
    const struct offprint_finding *findings;
    size_t finding_count, further_findings; /* the latter are only counted */
    const struct offprint_proof *proofs;
    size_t proof_count;
    const void *later[4];
};

struct offprint_verify_result {
    enum offprint_status status; /* OFFPRINT_CONTENT_ERRORS: something is not whole */
    const struct offprint_verified *items;
    size_t item_count;
    const char *report_text, *report_json; /* why nothing could be looked at */
    void *memory;                          /* the library's */
    const void *later[8];
};

/* Writes nothing, asks no network and no clock. Takes little memory, whatever the bytes:
 * some 300 of them a file. libcrypto is loaded if there is a signature or a time stamp to
 * look at. */
OFFPRINT_API enum offprint_status
offprint_verify(const struct offprint_verify_options *options,
                struct offprint_verify_result *result);
OFFPRINT_API void offprint_verify_result_clear(struct offprint_verify_result *result);

OFFPRINT_API const char *offprint_version(void); /* "0.1.0" */

#ifdef __cplusplus
}
#endif

#endif
