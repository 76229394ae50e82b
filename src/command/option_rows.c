/* The rows of the table of options, in the order of help; which command takes which option
 * stands in the commands' rows. */
#include "command/options.h"

#include <stddef.h>

static const char *const papers[] = {"A4", "Letter", "A5", NULL}; /* enum offprint_paper */
static const char *const medias[] = {"screen", "print", "press",
                                     NULL};                /* enum offprint_media */
static const char *const marks[] = {"none", "crop", NULL}; /* enum offprint_marks */
static const char *const zips[] = {"one", "each", "none", NULL};  /* offprint_packets_zip */
static const char *const codes[] = {"none", "cover", "documents",
                                    NULL}; /* enum offprint_qr */
static const char *const flips[] = {"short", "long", NULL}; /* enum offprint_flip */
static const char *const sides[] = {"left", "right", NULL}; /* offprint_binding */
static const char *const resumes[] = {"verify", NULL};
static const char *const dialects[] = {"kramdown", "commonmark", "gfm", NULL};
static const char *const forms[] = {"html",  "doc",  "lines",
                                    "pages", "site", NULL}; /* render_form */

#define FIELD(name) offsetof(struct arguments, name)

const struct option_reading option_rows[OPTION_COUNT] = {
    [OPTION_ENTRY] =
        {{'e', "entry", "PAGE",
          "page to start from: a permalink (/contribute/), a source path, or all that fit "
          "a "
          "pattern ('/docs/*'); may be repeated (default: the recipe's, else the site's "
          "front page)"},
         FORM_TEXTS,
         FIELD(entries),
         NULL},
    [OPTION_REVISION] = {{0, "revision", "REV",
                          "the site as it is in that revision of its git repository: a "
                          "branch, a tag, a hash, HEAD~3 (default: as it lies there)"},
                         FORM_NAME,
                         FIELD(revision),
                         NULL},
    [OPTION_HISTORY] = {{0, "history", NULL,
                         "tell of each document when and in which commit of the site's git "
                         "repository it was last changed"},
                        FORM_FLAG,
                        FIELD(history),
                        NULL},
    [OPTION_DEPTH] =
        {{'d', "depth", "N",
          "how many links away from an entry page others are taken (default: 1; render "
          "shows the page's own pages alone unless a depth is given)"},
         FORM_NUMBER,
         FIELD(depth),
         NULL},
    [OPTION_LIVE_URL] = {{0, "live-url", "URL",
                          "address of the live site, for links to pages that are left out "
                          "(default: the recipe's, else the site's url)"},
                         FORM_TEXT,
                         FIELD(live_url),
                         NULL},
    [OPTION_OUTPUT] = {{'o', "output", "DIR",
                        "folder for what is made (default: out; for snapshots: snapshots)"},
                       FORM_NAME,
                       FIELD(output),
                       NULL},
    [OPTION_OUTPUTS] = {{0, "outputs", "LIST",
                         "what to make: names of outputs, with commas between "
                         "(default: the recipe's, else those marked *)"},
                        FORM_OUTPUTS,
                        FIELD(outputs),
                        NULL},
    [OPTION_EPUB] = {{0, "epub", NULL, "make the epub, too, whatever else is made"},
                     FORM_FLAG,
                     FIELD(epub),
                     NULL},
    [OPTION_STICK] = {{0, "stick", "DIR",
                       "unpack the zip into DIR/NAME, too, for a stick or a share; what is "
                       "there must be a bundle"},
                      FORM_NAME,
                      FIELD(stick),
                      NULL},
    [OPTION_FOR] =
        {{0, "for", "FILE",
          "make a PDF for each row of a list (CSV, or .yml; the word 'recipe': the "
          "one that the recipe names), with a cover of its own; doc/packets.md tells "
          "what the recipe says of it"},
         FORM_NAME,
         FIELD(list),
         NULL},
    [OPTION_ONLY] = {{0, "only", "NAME",
                      "of that list one row: its file's name without .pdf, or its number"},
                     FORM_NAME,
                     FIELD(only),
                     NULL},
    [OPTION_SHARD] = {{0, "shard", "I/N",
                       "of that list each row whose number, counted from 0, is I modulo N: "
                       "any N numbers in a row cover all of it"},
                      FORM_SHARD,
                      FIELD(shard),
                      NULL},
    [OPTION_KEEP_GOING] = {{0, "keep-going", NULL,
                            "make the other rows' PDFs where some have faults; the status "
                            "is 1"},
                           FORM_FLAG,
                           FIELD(keep_going),
                           NULL},
    [OPTION_RESUME] = {{0, "resume", "[=verify]",
                        "leave alone what an earlier run's record says was made of the "
                        "same: what has its size and is no newer, or, with verify, its "
                        "digest"},
                       FORM_CHOICE,
                       FIELD(resume),
                       resumes},
    [OPTION_ZIP] =
        {{0, "zip", "WHICH",
          "of that list: one zip, of nobody's, beside the PDFs; each, for a zip "
          "of its own with each PDF; or none (default: one, if outputs have it)"},
         FORM_CHOICE,
         FIELD(zip),
         zips},
    [OPTION_NAME] =
        {{'n', "name", "NAME",
          "name of the files (default: the first entry page's slug, or its title's "
          "where it is the front page)"},
         FORM_NAME,
         FIELD(name),
         NULL},
    [OPTION_TITLE] = {{0, "title", "TEXT", "title of the packet"},
                      FORM_TEXT,
                      FIELD(title),
                      NULL},
    [OPTION_SUBTITLE] = {{0, "subtitle", "TEXT", "subtitle on the cover"},
                         FORM_TEXT,
                         FIELD(subtitle),
                         NULL},
    [OPTION_CONTACT] = {{0, "contact", "ADDRESS", "whom to write to"},
                        FORM_TEXT,
                        FIELD(contact),
                        NULL},
    [OPTION_PREPARED_FOR] = {{0, "prepared-for", "TEXT",
                              "whom the packet is for; on the cover"},
                             FORM_TEXT,
                             FIELD(prepared_for),
                             NULL},
    [OPTION_DATE] = {{0, "date", "DATE",
                      "date of what is made, as in 2021-07-15 (default: see "
                      "SOURCE_DATE_EPOCH in the manual)"},
                     FORM_NAME,
                     FIELD(date),
                     NULL},
    [OPTION_PAPER] = {{0, "paper", "SIZE", "A4, Letter or A5 (default: A4)"},
                      FORM_CHOICE,
                      FIELD(paper),
                      papers},
    [OPTION_IMAGE_DPI] = {{0, "image-dpi", "N",
                           "pictures of more dots per inch have as many in the PDF; 0 "
                           "keeps them as they are (default: 300)"},
                          FORM_DOTS,
                          FIELD(image_dpi),
                          NULL},
    [OPTION_MEDIA] = {{0, "media", "MEDIUM",
                       "what the PDF is for: screen; print: black text, links told without "
                       "colour, margins for binding; press: the same in grey, with room to "
                       "cut it (default: screen)"},
                      FORM_CHOICE,
                      FIELD(media),
                      medias},
    [OPTION_GREY] = {{0, "grey", NULL,
                      "the PDF without colours, as bright as they were; pictures, too"},
                     FORM_FLAG,
                     FIELD(grey),
                     NULL},
    [OPTION_BLEED] = {{0, "bleed", "LENGTH",
                       "of press: how far beyond the cut is drawn what touches it "
                       "(default: 3mm)"},
                      FORM_BLEED,
                      FIELD(bleed),
                      NULL},
    [OPTION_MARKS] = {{0, "marks", "MARKS",
                       "of press: crop shows where to cut (default: none)"},
                      FORM_CHOICE,
                      FIELD(marks),
                      marks},
    [OPTION_CMYK] = {{0, "cmyk", "PROFILE",
                      "colours of --media press as its inks, by an ICC profile of the "
                      "printer's (default: none, all is grey)"},
                     FORM_NAME,
                     FIELD(cmyk),
                     NULL},
    [OPTION_QR] = {{0, "qr", "WHERE",
                    "QR codes of live addresses: cover (of the first entry page), or "
                    "documents (there, and each document's on its first page)"},
                   FORM_CHOICE,
                   FIELD(qr),
                   codes},
    [OPTION_SHORT_LINKS] = {{0, "short-links", "FILE",
                             "short addresses to print and to put into codes for long ones "
                             "(CSV, as - is, too; or .yml; doc/handouts.md)"},
                            FORM_NAME,
                            FIELD(short_links),
                            NULL},
    [OPTION_BOOKLET] = {{0, "booklet", "[=SHEETS]",
                         "make the booklet, too, whatever else is made: pages half as "
                         "large, to be printed on both sides and folded, so many sheets "
                         "in each other at the most (default: 16)"},
                        FORM_SHEETS,
                        FIELD(booklet),
                        NULL},
    [OPTION_CREEP] =
        {{0, "creep", "MM",
          "pages of a booklet stand so much nearer to the fold on each sheet "
          "than on the one around it; auto: for paper of 80 g (default: auto)"},
         FORM_CREEP,
         FIELD(creep),
         NULL},
    [OPTION_FLIP] = {{0, "flip", "EDGE",
                      "edge of the sheet that the printer turns it at: short or long "
                      "(default: short)"},
                     FORM_CHOICE,
                     FIELD(flip),
                     flips},
    [OPTION_BIND] = {{0, "bind", "SIDE",
                      "where a booklet is bound: left or right (default: where its "
                      "language begins lines)"},
                     FORM_CHOICE,
                     FIELD(bind),
                     sides},
    [OPTION_BEST] = {{0, "best", NULL,
                      "pack as tightly as can be: files a twentieth smaller in two to four "
                      "times the time"},
                     FORM_FLAG,
                     FIELD(best),
                     NULL},
    [OPTION_THEME] = {{0, "theme", "NAME", "how both outputs look (default: plain)"},
                      FORM_NAME,
                      FIELD(theme),
                      NULL},
    [OPTION_THEME_DIR] = {{0, "theme-dir", "DIR",
                           "where the site's Jekyll theme lies (default: beside the site, "
                           "or in its vendor folder)"},
                          FORM_NAME,
                          FIELD(theme_dir),
                          NULL},
    [OPTION_BUILT] = {{0, "built", "DIR",
                       "what the site's generator made of it: its pages as they are built, "
                       "in the words of their sources wherever both agree"},
                      FORM_NAME,
                      FIELD(built),
                      NULL},
    [OPTION_MARKDOWN] = {{'m', "markdown", "DIALECT",
                          "read Markdown from standard input: kramdown, commonmark or gfm"},
                         FORM_CHOICE,
                         FIELD(markdown),
                         dialects},
    [OPTION_LIQUID] = {{0, "liquid", NULL,
                        "read one Liquid case as JSON (template, data, templates) from "
                        "standard input"},
                       FORM_FLAG,
                       FIELD(liquid),
                       NULL},
    [OPTION_TO] =
        {{'t', "to", "FORM",
          "html for the page as a packet has it, with what its layouts add unless "
          "--own-text is given, doc for the same as the document tree, site for HTML with "
          "all that its layouts put around it, lines for the lines as they are set, or "
          "pages for all that is placed on "
          "them and the structure tree (default: html)"},
         FORM_CHOICE,
         FIELD(to),
         forms},
    [OPTION_DATA] = {{0, "data-folder", "DIR",
                      "where fonts and hyphenation patterns lie (default: as installed)"},
                     FORM_NAME,
                     FIELD(data_folder),
                     NULL},
    [OPTION_ALLOW_ACTIVE] = {{0, "allow-active", NULL,
                              "take along linked files that run when they are opened: "
                              "scripts, programs, macros (default: the link leads to the "
                              "live site)"},
                             FORM_FLAG,
                             FIELD(allow_active),
                             NULL},
    [OPTION_LAYOUTS] = {{0, "layouts", NULL,
                         "warn of Jekyll layouts that are not there; what layouts add to "
                         "pages' own texts goes along in any case, where it is content: "
                         "bylines, lists of posts, fields"},
                        FORM_FLAG,
                        FIELD(layouts),
                        NULL},
    [OPTION_OWN_TEXT] = {{0, "own-text", NULL,
                          "pages of Jekyll sites with their own texts alone, without what "
                          "their layouts add"},
                         FORM_FLAG,
                         FIELD(own_text),
                         NULL},
    [OPTION_KEY] =
        {{0, "key", "KEY",
          "public key of minisign's that signatures must be by: its file, or the "
          "key itself"},
         FORM_NAME,
         FIELD(key),
         NULL},
    [OPTION_TSA] =
        {{0, "tsa", "FILE",
          "certificates (PEM) of the authority that time stamps must go back to"},
         FORM_NAME,
         FIELD(tsa),
         NULL},
    [OPTION_MEMORY] = {{0, "memory", "SIZE",
                        "what a run may take, as in 512M or 4G (default: 2G on every "
                        "machine; see --help limits)"},
                       FORM_SIZE,
                       FIELD(memory),
                       NULL},
    [OPTION_FILE_LIMIT] = {{0, "file-limit", "SIZE",
                            "a linked file or a picture that is larger does not go along "
                            "(default: 256M)"},
                           FORM_SIZE,
                           FIELD(file_limit),
                           NULL},
    [OPTION_BUNDLE_LIMIT] = {{0, "bundle-limit", "SIZE",
                              "what a bundle may hold, unpacked (default: 2G)"},
                             FORM_SIZE,
                             FIELD(bundle_limit),
                             NULL},
    [OPTION_THREADS] = {{0, "threads", "N",
                         "what may run at once; outputs are the same for any number "
                         "(default: a thread for each processor, 4 at the most)"},
                        FORM_NUMBER,
                        FIELD(threads),
                        NULL},
    [OPTION_ALL] = {{0, "all", NULL,
                     "show also what changes no word: addresses of links, pictures and "
                     "files, markup (default: one line that counts them)"},
                    FORM_FLAG,
                    FIELD(all),
                    NULL},
    [OPTION_WORD] = {{0, "word", NULL,
                      "show changed paragraphs whole, with [-old-] and {+new+} words in "
                      "them"},
                     FORM_FLAG,
                     FIELD(by_word),
                     NULL},
    [OPTION_STAT] = {{0, "stat", NULL,
                      "show counts alone, a line for each document or snapshot"},
                     FORM_FLAG,
                     FIELD(stat),
                     NULL},
    [OPTION_HTML] = {{0, "html", "FILE",
                      "write what changed as a page of its own, old beside new"},
                     FORM_NAME,
                     FIELD(html),
                     NULL},
    [OPTION_EXIT_CODE] = {{0, "exit-code", NULL, "status 1 where anything differs"},
                          FORM_FLAG,
                          FIELD(exit_code),
                          NULL},
    [OPTION_WATCH] = {{0, "watch", NULL,
                       "do it again whenever something in the site's folder has changed, "
                       "until Ctrl+C"},
                      FORM_FLAG,
                      FIELD(watch),
                      NULL},
    [OPTION_OPEN] = {{0, "open", NULL,
                      "show the first output with the desktop's program for it (xdg-open)"},
                     FORM_FLAG,
                     FIELD(open),
                     NULL},
    [OPTION_STRICT] = {{0, "strict", NULL, "warnings are errors"},
                       FORM_FLAG,
                       FIELD(strict),
                       NULL},
    [OPTION_JSON] = {{0, "json", NULL, "report to standard output as JSON"},
                     FORM_FLAG,
                     FIELD(json),
                     NULL},
    [OPTION_QUIET] = {{'q', "quiet", NULL, "say nothing but errors"},
                      FORM_FLAG,
                      FIELD(quiet),
                      NULL},
    [OPTION_HELP] = {{'h', "help", NULL, "this help"}, FORM_FLAG, FIELD(help), NULL},
    [OPTION_VERSION] = {{'V', "version", NULL, "name and version"},
                        FORM_FLAG,
                        FIELD(version),
                        NULL},
    [OPTION_MAN_PAGE] = {{0, "man-page", NULL, "the manual page, for man(1)"},
                         FORM_FLAG,
                         FIELD(man_page),
                         NULL},
};

_Static_assert(OPTION_COUNT <= 64, "a bit for each option");
